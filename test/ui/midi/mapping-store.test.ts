import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeMapping } from '../../../ui/midi/mapping.ts'
import { MappingStore } from '../../../ui/midi/mapping-store.ts'

let items: Map<string, string>
let full: boolean

beforeEach(() => {
  items = new Map()
  full = false
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (full) throw new DOMException('full', 'QuotaExceededError')
      items.set(key, text)
    }
  })
})
afterEach(() => vi.unstubAllGlobals())

const control = { device: 'KORG nanoKONTROL2', channel: 3, kind: 'cc', number: 21 } as const
const threshold = makeMapping(control, { target: 'a/channel', param: 'fader' })
const ratio = makeMapping({ ...control, number: 22 }, { target: 'a/comp', param: 'ratio' })

test('mappings are there again at the next visit, with the way of take-over', () => {
  const store = new MappingStore()
  store.add(threshold)
  store.add(ratio)
  store.setTakeOver('scale')
  const later = new MappingStore()
  expect(later.mappings).toEqual(store.mappings)
  expect(later.takeOver).toBe('scale')
})

test('whether the clock is followed is kept, and is no part of an exported map', () => {
  const store = new MappingStore()
  const exported = store.exportText()
  store.followsClock = true
  expect(new MappingStore().followsClock).toBe(true)
  expect(store.exportText()).toBe(exported)
  store.followsClock = false
  expect(new MappingStore().followsClock).toBe(false)
})

test('one control may move several parameters, each of them once', () => {
  const store = new MappingStore()
  store.add(threshold)
  store.add({ ...threshold, param: 'pan' })
  store.edit(store.mappings[0]!, { invert: true })
  // Learned once more, it keeps what was set of it.
  store.add(threshold)
  expect(store.mappings.map(({ param, invert }) => [param, invert])).toEqual([
    ['fader', true],
    ['pan', false]
  ])
})

test('what is exported can be imported elsewhere', () => {
  const store = new MappingStore()
  store.add(threshold)
  const other = new MappingStore('other')
  other.add(ratio)
  expect(other.importText(store.exportText())).toEqual({ count: 1, problems: [] })
  expect(other.mappings).toEqual([ratio, threshold])
})

test.each([
  ['no JSON', 'hello', /must be a JSON file/],
  ['no list', '{"mappings": 3}', /must be a list/],
  ['an entry without a device', entry({ device: '' }), /entry 1: device must be a name/],
  ['channel 17', entry({ channel: 17 }), /channel must be 1 to 16 or "any", got 17/],
  ['an unknown kind', entry({ kind: 'lever' }), /kind must be one of cc, .*got lever/],
  ['controller 200', entry({ number: 200 }), /number must be 0 to 127, got 200/],
  ['nothing', '', /must be a JSON file/],
  ['an entry that is none', '{"mappings": [null]}', /entry 1: must be an object/]
])('a file with %s is told in a sentence, and nothing is lost', (_, text, sentence) => {
  const store = new MappingStore()
  store.add(ratio)
  expect(store.importText(text).problems[0]).toMatch(sentence)
  expect(store.mappings).toEqual([ratio])
})

test('a field that cannot be used is told and has its default; the entry is kept', () => {
  const store = new MappingStore()
  const { count, problems } = store.importText(entry({ mode: 'warp', from: 7 }))
  expect(count).toBe(1)
  expect(problems).toEqual([
    'midi map, entry 1: mode cannot be used and has its default',
    'midi map, entry 1: from cannot be used and has its default'
  ])
  expect(store.mappings).toEqual([threshold])
})

test('every change can be undone and done again: clearing above all', () => {
  const store = new MappingStore()
  store.add(threshold)
  store.add(ratio)
  store.edit(threshold, { from: 0.2 })
  const full = store.mappings
  store.set([], 'Cleared 2 mappings')
  expect(store.undoable).toBe('Cleared 2 mappings')
  store.undo()
  expect(store.mappings).toEqual(full)
  store.undo()
  expect(store.mappings[0]?.from).toBe(0)
  store.redo()
  store.redo()
  expect(store.mappings).toEqual([])
  store.undo()
  expect(new MappingStore().mappings).toEqual(full)
})

test('a stored map that cannot be read is told, and kept beside the new one', () => {
  items.set('twobus.midi', '{"mappings": [')
  const store = new MappingStore()
  expect(store.problems[0]).toMatch(/must be a JSON file/)
  store.add(threshold)
  expect(items.get('twobus.midi.backup')).toBe('{"mappings": [')
  expect(new MappingStore().mappings).toEqual([threshold])
})

test('a stored map with one bad entry keeps the others, and its text', () => {
  const text = JSON.stringify({ mappings: [threshold, { ...ratio, channel: 99 }] })
  items.set('twobus.midi', text)
  const store = new MappingStore()
  expect(store.mappings).toEqual([threshold])
  expect(store.problems).toHaveLength(1)
  expect(items.get('twobus.midi.backup')).toBe(text)
})

test('a mapping that is edited keeps its key; editing it into another one leaves one', () => {
  const store = new MappingStore()
  store.add(threshold)
  store.add({ ...threshold, channel: 5 })
  const key = store.keyOf(threshold)
  store.edit(threshold, { channel: 5 })
  expect(store.mappings.map(({ channel }) => channel)).toEqual([5])
  expect(store.keyOf(store.mappings[0]!)).toBe(key)
})

function entry(change: object): string {
  return JSON.stringify({ mappings: [{ ...threshold, ...change }] })
}

test('where the browser keeps nothing, mappings live as long as the page, and it says so', () => {
  full = true
  const store = new MappingStore()
  store.add(threshold)
  expect(store.mappings).toHaveLength(1)
  expect(store.isTemporary).toBe(true)
})
