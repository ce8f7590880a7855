import { defineEffect } from '../../../worklets/core/definition.ts'
import {
  choice,
  decibels,
  faderDecibels,
  hertz,
  integer,
  meter,
  pan,
  percent,
  ratio,
  toggle
} from '../../../worklets/core/rows.ts'

/** A table with a row of each kind, for tests of controls and editors. */
export const demoDefinition = defineEffect({
  id: 'demo',
  title: 'Demo',
  version: 1,
  params: [
    decibels('threshold', 'Threshold', { range: [-60, 0], default: -20, help: 'Where it begins.' }),
    ratio('ratio', 'Ratio', { range: [1, 100], default: 3, named: [{ value: 100, text: '∞' }] }),
    hertz('lowCut', 'Low cut', { range: [10, 20000], default: 90 }),
    decibels('gain', 'Gain', { range: [-30, 30], default: 0 }),
    pan('pan', 'Pan', { range: [-100, 100], default: 0 }),
    percent('mix', 'Mix', { range: [0, 100], default: 100 }),
    integer('voices', 'Voices', { range: [1, 8], default: 2 }),
    faderDecibels('fader', 'Fader', { range: [Number.NEGATIVE_INFINITY, 12], default: 0 }),
    choice('style', 'Style', {
      options: ['clean', 'opto', 'bus'],
      labels: { clean: 'Clean', opto: 'Opto', bus: 'Bus' }
    }),
    choice('shape', 'Shape', { options: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }),
    toggle('auto', 'Auto')
  ],
  meters: [meter('outputPeak', 'Output peak', 'dBFS'), meter('reduction', 'Reduction', 'dB')],
  latencyFrames: ({ auto }) => (auto ? 480 : 0)
})
