import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PresetStore } from '../../../ui/editor/preset-store.ts'
import { defaultValues } from '../../../worklets/core/definition.ts'
import { demoDefinition } from '../core/demo-effect.ts'

const values = (changes: object) => ({ ...defaultValues(demoDefinition), ...changes })

/** Storage as a browser has it, with room for so many characters. */
class Storage {
  readonly items = new Map<string, string>()
  room = Number.POSITIVE_INFINITY
  getItem(key: string): string | null {
    return this.items.get(key) ?? null
  }
  setItem(key: string, text: string): void {
    if (text.length > this.room) throw new DOMException('full', 'QuotaExceededError')
    this.items.set(key, text)
  }
}

let storage: Storage

beforeEach(() => {
  storage = new Storage()
  vi.stubGlobal('localStorage', storage)
})
afterEach(() => vi.unstubAllGlobals())

const names = (store: PresetStore) => store.presets.map(({ name }) => name)

describe('own presets', () => {
  test('are there again after a reload, in the order of their names', () => {
    const store = new PresetStore(demoDefinition)
    store.save('Voice', values({ ratio: 4 }))
    store.save('Bass', values({ ratio: 8 }))
    const later = new PresetStore(demoDefinition)
    expect(names(later)).toEqual(['Bass', 'Voice'])
    expect(later.presets[1]?.values).toMatchObject({ ratio: 4 })
  })

  test('of a name are replaced by what is saved under that name', () => {
    const store = new PresetStore(demoDefinition)
    store.save('Voice', values({ ratio: 4 }))
    store.save(' Voice ', values({ ratio: 5 }))
    expect(store.presets).toHaveLength(1)
    expect(store.presets[0]?.values).toMatchObject({ ratio: 5 })
  })

  test('say how it sounds, not whether one listens', () => {
    const store = new PresetStore(demoDefinition)
    storage.setItem(
      'twobus.presets.x',
      store.exportText([{ name: 'A', purpose: '', values: values({ bypass: true }) }])
    )
    const { loaded } = store.importText(storage.getItem('twobus.presets.x') ?? '', 'x')
    expect(loaded[0]?.values).not.toHaveProperty('bypass')
  })

  test('live as long as the page where storage is full or refused, and it says so', () => {
    storage.room = 10
    const store = new PresetStore(demoDefinition)
    store.save('Voice', values({ ratio: 4 }))
    expect(names(store)).toEqual(['Voice'])
    expect(store.isTemporary).toBe(true)
    vi.stubGlobal('localStorage', undefined)
    expect(new PresetStore(demoDefinition).isTemporary).toBe(true)
  })

  test('that somebody has spoiled in the storage do not stop the others', () => {
    const store = new PresetStore(demoDefinition)
    store.save('Voice', values({ ratio: 4 }))
    const [[key, text]] = [...storage.items] as [[string, string]]
    const file = JSON.parse(text)
    storage.items.set(key, JSON.stringify({ ...file, presets: [null, 7, ...file.presets] }))
    const spoiled = storage.items.get(key)
    const again = new PresetStore(demoDefinition)
    expect(names(again)).toEqual(['Voice'])
    expect(again.problems).toHaveLength(2)
    // What could not be read survives the next save, which writes over it.
    again.save('Bass', values({ ratio: 8 }))
    expect(again.problems).toEqual([])
    expect(again.unreadText).toBe(spoiled)
  })

  test('that are no JSON at all are kept as the text they are', () => {
    storage.items.set('twobus.presets.demo', '{"presets": [')
    const store = new PresetStore(demoDefinition)
    expect(names(store)).toEqual([])
    expect(store.problems).toHaveLength(1)
    store.save('Voice', values({ ratio: 4 }))
    expect(store.unreadText).toBe('{"presets": [')
    expect(names(new PresetStore(demoDefinition))).toEqual(['Voice'])
  })

  test('that were all read leave nothing aside', () => {
    const store = new PresetStore(demoDefinition)
    store.save('Voice', values({ ratio: 4 }))
    const again = new PresetStore(demoDefinition)
    expect(again.problems).toEqual([])
    expect(again.unreadText).toBeUndefined()
  })

  test('get another name, and take the place of one that has it', () => {
    const store = new PresetStore(demoDefinition)
    store.save('Voice', values({ ratio: 4 }))
    store.save('Bass', values({ ratio: 8 }))
    store.rename('Voice', ' Bass ')
    expect(names(store)).toEqual(['Bass'])
    expect(store.presets[0]?.values).toMatchObject({ ratio: 4 })
    expect(store.rename('Nobody', 'Somebody')).toBeUndefined()
  })
})

describe('a file', () => {
  test('that was exported brings the same presets to another browser', () => {
    const store = new PresetStore(demoDefinition)
    store.save('Voice', values({ ratio: 4 }))
    store.save('Bass', values({ ratio: 8 }))
    const text = store.exportText()
    vi.stubGlobal('localStorage', new Storage())
    const other = new PresetStore(demoDefinition)
    expect(other.importText(text, 'file').problems).toEqual([])
    expect(other.presets).toEqual(store.presets)
  })

  test('with a name that is taken loses nothing: the newcomer gets a number', () => {
    const store = new PresetStore(demoDefinition)
    store.save('Voice', values({ ratio: 4 }))
    const text = store.exportText()
    store.save('Voice', values({ ratio: 6 }))
    store.importText(text, 'file')
    store.importText(text, 'file')
    expect(names(store)).toEqual(['Voice', 'Voice 2'])
  })

  test('of one state becomes a preset named after the file', () => {
    const store = new PresetStore(demoDefinition)
    const state = { effect: demoDefinition.id, version: 1, values: { ratio: 7 } }
    store.importText(JSON.stringify(state), 'my sound')
    expect(names(store)).toEqual(['my sound'])
  })

  test('of something else is refused in a sentence, and what is out of range by its name', () => {
    const store = new PresetStore(demoDefinition)
    for (const text of ['', '{', '[]', '{"presets":[3]}', '42']) {
      expect(store.importText(text, 'file').problems[0], text).toContain('must be a JSON file')
    }
    const wrong = { effect: demoDefinition.id, version: 1, values: { ratio: 4000, mix: 50 } }
    expect(store.importText(JSON.stringify(wrong), 'file').problems[0]).toContain('ratio')
    expect(store.presets[0]?.values).toMatchObject({ mix: 50 })
    const other = { effect: 'other', version: 1, values: {} }
    expect(store.importText(JSON.stringify(other), 'file').problems[0]).toContain('other')
    expect(store.presets).toHaveLength(1)
  })
})
