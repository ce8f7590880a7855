import { beforeEach, describe, expect, test } from 'vitest'
import { EditorModel } from '../../../ui/core/editor-model.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { demoDefinition } from './demo-effect.ts'

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

test('a disposed model no longer hears its source', () => {
  model.dispose()
  source.set('ratio', 9)
  expect(model.edited).toBe(false)
})
