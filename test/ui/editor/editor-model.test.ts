import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { EditorModel } from '../../../ui/editor/editor-model.ts'
import { demoDefinition } from '../core/demo-effect.ts'

const presets = [
  { name: 'Soft', purpose: 'Gentle.', values: { ratio: 1.5 } },
  { name: 'Hard', purpose: 'Strong.', values: { ratio: 10, threshold: -30 } }
]

let source: LocalSource<typeof demoDefinition>
let model: EditorModel

beforeEach(() => {
  source = new LocalSource(demoDefinition, presets)
  model = new EditorModel(source)
})
// The store of presets is the page's, and would keep every model.
afterEach(() => model.dispose())

describe('undo', () => {
  test('a whole gesture of many values is one step', () => {
    model.beginGesture()
    for (const ratio of [4, 5, 6]) source.set('ratio', ratio)
    model.endGesture()
    model.undo()
    expect(source.get('ratio')).toBe(3)
    model.redo()
    expect(source.get('ratio')).toBe(6)
  })

  test('what code or a controller has set outside a gesture stays', () => {
    model.edit(() => source.set('ratio', 4))
    source.set('mix', 50)
    model.undo()
    expect(source.get('mix')).toBe(50)
  })

  test('loading a preset is one step', () => {
    model.loadPreset(presets[1])
    model.undo()
    expect(source.get('ratio')).toBe(3)
    expect(source.get('threshold')).toBe(-20)
  })

  test('of a preset brings its name back, redo the other', () => {
    model.loadPreset(presets[0])
    model.loadPreset(presets[1])
    model.undo()
    expect([model.presetName, model.edited]).toEqual(['Soft', false])
    model.undo()
    expect([model.presetName, model.edited]).toEqual(['Default', false])
    model.redo()
    expect(model.presetName).toBe('Soft')
  })

  test('two gestures at once are one step, whichever ends first', () => {
    model.beginGesture()
    model.beginGesture()
    source.set('ratio', 4)
    model.endGesture()
    source.set('mix', 50)
    model.endGesture()
    model.undo()
    expect([source.get('ratio'), source.get('mix')]).toEqual([3, 100])
    expect(model.canUndo).toBe(false)
  })

  test('in the middle of a gesture takes back what it has moved', () => {
    model.beginGesture()
    source.set('ratio', 4)
    model.undo()
    expect(source.get('ratio')).toBe(3)
  })

  test('a write that throws still ends its gesture', () => {
    expect(() => model.edit(() => source.set('ratio', 1000))).toThrow('ratio')
    model.edit(() => source.set('ratio', 4))
    model.undo()
    expect(source.get('ratio')).toBe(3)
  })
})

describe('slots', () => {
  test('B starts as what A was, and each slot keeps its own values', () => {
    source.set('ratio', 4)
    model.switchSlot('B')
    source.set('ratio', 8)
    model.switchSlot('A')
    expect(source.get('ratio')).toBe(4)
    model.switchSlot('B')
    expect(source.get('ratio')).toBe(8)
  })

  test('copy makes the other slot like the one that is heard', () => {
    source.set('ratio', 4)
    model.copyToOther()
    model.switchSlot('B')
    expect(source.get('ratio')).toBe(4)
  })

  test('each slot remembers its own preset and whether it was edited', () => {
    model.loadPreset(presets[0])
    model.switchSlot('B')
    model.loadPreset(presets[1])
    source.set('ratio', 7)
    model.switchSlot('A')
    expect([model.presetName, model.edited]).toEqual(['Soft', false])
    model.switchSlot('B')
    expect([model.presetName, model.edited]).toEqual(['Hard', true])
  })

  test('are compared with bypass as it is: switching never turns the effect on or off', () => {
    model.switchSlot('B')
    source.set('bypass', true)
    model.switchSlot('A')
    expect(source.get('bypass')).toBe(true)
  })

  test('undo in one slot knows nothing of the other', () => {
    model.edit(() => source.set('ratio', 4))
    model.switchSlot('B')
    expect(model.canUndo).toBe(false)
    model.switchSlot('A')
    expect(model.canUndo).toBe(true)
  })
})

describe('presets', () => {
  test('stepping goes through default and all presets, and round again', () => {
    const names = [0, 1, 2].map(() => {
      model.stepPreset(1)
      return model.presetName
    })
    expect(names).toEqual(['Soft', 'Hard', 'Default'])
    model.stepPreset(-1)
    expect(model.presetName).toBe('Hard')
  })

  test('a preset starts from the defaults, not from what was set before', () => {
    source.set('mix', 20)
    model.loadPreset(presets[0])
    expect(source.get('mix')).toBe(100)
  })

  test('locked parameters and bypass stay when a preset is loaded', () => {
    model.locked.add('threshold')
    source.set('threshold', -6)
    source.set('bypass', true)
    model.loadPreset(presets[1])
    expect(source.get('threshold')).toBe(-6)
    expect(source.get('bypass')).toBe(true)
    expect(model.edited).toBe(false)
  })

  test('the dot shows an edit and goes when the value is set back', () => {
    model.loadPreset(presets[0])
    source.set('ratio', 2)
    expect(model.edited).toBe(true)
    source.set('ratio', 1.5)
    expect(model.edited).toBe(false)
  })

  test('bypass is no edit', () => {
    source.set('bypass', true)
    expect(model.edited).toBe(false)
  })
})

describe('own presets', () => {
  afterEach(() => model.store.presets.forEach(({ name }) => void model.store.remove(name)))

  test('keep the sound and its edits when they get another name', () => {
    source.set('ratio', 5)
    model.savePreset('Mine')
    source.set('ratio', 6)
    model.renamePreset('Ours')
    expect([model.presetName, model.edited]).toEqual(['Ours', true])
    expect(model.store.presets.map(({ name }) => name)).toEqual(['Ours'])
    expect(model.store.presets[0]?.values).toMatchObject({ ratio: 5 })
  })

  test('that were deleted come back whole', () => {
    source.set('ratio', 5)
    model.savePreset('Mine')
    source.set('ratio', 6)
    const putBack = model.removePreset()
    expect(model.presetName).toBe('Default')
    expect(source.get('ratio')).toBe(6)
    putBack()
    expect([model.presetName, model.presetIsOwn, model.edited]).toEqual(['Mine', true, true])
    expect(model.store.presets[0]?.values).toMatchObject({ ratio: 5 })
  })
})

test('a disposed model no longer hears its source', () => {
  model.dispose()
  source.set('ratio', 9)
  expect(model.edited).toBe(false)
})
