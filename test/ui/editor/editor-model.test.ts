import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { EditorModel } from '../../../ui/editor/editor-model.ts'
import { History } from '../../../ui/editor/history.ts'
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

  test('switching is a step: undo goes back to the slot, its sound and its preset', () => {
    model.loadPreset(presets[0])
    model.switchSlot('B')
    model.loadPreset(presets[1])
    model.switchSlot('A')
    expect([model.slot, model.presetName, source.get('ratio')]).toEqual(['A', 'Soft', 1.5])
    model.undo()
    expect([model.slot, model.presetName, source.get('ratio')]).toEqual(['B', 'Hard', 10])
    model.redo()
    expect([model.slot, model.presetName, source.get('ratio')]).toEqual(['A', 'Soft', 1.5])
  })

  test('keep what the other holds when undo walks over a switch', () => {
    source.set('ratio', 4)
    model.switchSlot('B')
    model.edit(() => source.set('ratio', 8))
    model.switchSlot('A')
    model.undo()
    model.switchSlot('A')
    expect(source.get('ratio')).toBe(4)
    model.switchSlot('B')
    expect(source.get('ratio')).toBe(8)
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

describe("a history that is not the editor's own", () => {
  test('has its gestures, and brings slot and preset back when it comes back', () => {
    const host = new History({
      read: () => ({ ratio: source.get('ratio'), threshold: source.get('threshold') }),
      write: (values) => source.setMany(values)
    })
    const inHost = new EditorModel(source, host)
    inHost.loadPreset(presets[0])
    inHost.switchSlot('B')
    inHost.loadPreset(presets[1])
    const seen = () => [inHost.slot, inHost.presetName, source.get('ratio')]
    host.undo()
    expect(seen()).toEqual(['B', 'Default', 3])
    host.undo()
    expect(seen()).toEqual(['A', 'Soft', 1.5])
    host.undo()
    expect(seen()).toEqual(['A', 'Default', 3])
    expect([inHost.canUndo, inHost.canRedo]).toEqual([false, true])
    for (let step = 0; step < 3; step++) host.redo()
    expect(seen()).toEqual(['B', 'Hard', 10])
    inHost.dispose()
  })

  test('may move with every frame of a fader, and the bar is not told', () => {
    let fader = 0
    const host = new History({ read: () => ({ fader }), write: () => undefined })
    const inHost = new EditorModel(source, host)
    const step = () => {
      host.beginGesture()
      fader++
      host.endGesture()
    }
    step()
    let told = 0
    inHost.addEventListener('change', () => told++)
    step()
    step()
    expect(told).toBe(0)
    host.undo()
    expect([told, inHost.canRedo]).toEqual([1, true])
    inHost.dispose()
  })

  test('gets no end of a gesture that it has not begun', () => {
    const host = new History({ read: () => source.getState().values, write: () => undefined })
    const inHost = new EditorModel(source, host)
    host.beginGesture()
    inHost.finishGestures()
    inHost.endGesture()
    source.set('ratio', 9)
    expect(host.canUndo).toBe(false)
    host.endGesture()
    expect(host.canUndo).toBe(true)
    inHost.dispose()
  })
})

test('a disposed model no longer hears its source', () => {
  model.dispose()
  source.set('ratio', 9)
  expect(model.edited).toBe(false)
})
