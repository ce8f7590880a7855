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

test('one control may move several parameters, each of them once', () => {
  const store = new MappingStore()
  store.add(threshold)
  store.add({ ...threshold, param: 'pan' })
  store.add({ ...threshold, invert: true })
  expect(store.mappings.map(({ param, invert }) => [param, invert])).toEqual([
    ['pan', false],
    ['fader', true]
  ])
})

test('what is exported can be imported elsewhere', () => {
  const store = new MappingStore()
  store.add(threshold)
  const other = new MappingStore('other')
  other.add(ratio)
  expect(other.importText(store.exportText())).toEqual([])
  expect(other.mappings).toEqual([ratio, threshold])
})

test.each([
  ['no JSON', 'hello', /must be a JSON file/],
  ['no list', '{"mappings": 3}', /must be a list/],
  ['an entry without a device', entry({ device: '' }), /entry 1: device must be a name/],
  ['channel 17', entry({ channel: 17 }), /channel must be 1 to 16 or "any", got 17/],
  ['an unknown kind', entry({ kind: 'lever' }), /kind must be one of cc, .*got lever/],
  ['controller 200', entry({ number: 200 }), /number must be 0 to 127, got 200/]
])('a file with %s is told in a sentence, and nothing is lost', (_, text, sentence) => {
  const store = new MappingStore()
  store.add(ratio)
  expect(store.importText(text)[0]).toMatch(sentence)
  expect(store.mappings).toEqual([ratio])
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
