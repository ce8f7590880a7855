import { defineEffect, MATCHED_BYPASS } from '../../core/definition.ts'
import {
  choice,
  decibels,
  meter,
  milliseconds,
  percent,
  toggle,
  truePeakDecibels
} from '../../core/rows.ts'
import { limiterLatency, lookaheadFrames } from './latency.ts'
import { LIMITER_STYLES } from './styles.ts'

export const limiterDefinition = defineEffect({
  id: 'limiter',
  title: 'Limiter',
  version: 1,
  params: [
    decibels('drive', 'Drive', {
      range: [0, 30],
      default: 0,
      help: 'Turns the sound up into the ceiling: louder, and more of it limited.'
    }),
    truePeakDecibels('ceiling', 'Ceiling', {
      range: [-20, 0],
      default: -1,
      neutral: 0,
      help: 'The level that no peak exceeds, not even between the samples.'
    }),
    toggle('truePeak', 'True peak', {
      default: true,
      help: 'Also catches peaks between the samples, which converters and codecs bring out.'
    }),
    milliseconds('lookahead', 'Look-ahead', {
      range: [0.1, 10],
      default: 3,
      help: 'How early the gain may move before a peak: longer is smoother. True peaks take 72 frames.'
    }),
    milliseconds('release', 'Release', {
      range: [1, 2000],
      default: 150,
      help: 'How long 12 dB of reduction take to come back to within 1 dB.'
    }),
    toggle('autoRelease', 'Auto release', {
      default: true,
      help: 'Lets go of single peaks sooner and of dense passages later than Release says.'
    }),
    milliseconds('hold', 'Hold', {
      range: [0, 50],
      default: 10,
      curve: { kind: 'logMid', mid: 8 },
      help: 'The longest time a reduction stays put; used in full where bass rules the peaks.'
    }),
    percent('linkTransients', 'Link transients', {
      range: [0, 100],
      default: 75,
      help: 'How much of a short reduction on one side the other side shares.'
    }),
    percent('linkRelease', 'Link release', {
      range: [0, 100],
      default: 100,
      help: 'How much of a lasting reduction on one side the other side shares.'
    }),
    choice('style', 'Style', {
      options: LIMITER_STYLES,
      labels: { transparent: 'Transparent', punchy: 'Punchy', loud: 'Loud', safe: 'Safe' },
      help: 'Transparent stays unheard, Punchy keeps hits, Loud keeps level, Safe keeps tone.'
    }),
    toggle('unityMonitor', 'Unity gain', {
      listening: true,
      help: 'Listen at the loudness of the input, to judge the sound and not the level.'
    }),
    toggle('delta', 'Delta', { listening: true, help: 'Listen to what the limiter takes away.' }),
    MATCHED_BYPASS
  ],
  meters: [
    meter('reduction', 'Reduction', 'dB'),
    meter('inputTruePeak', 'Input true peak', 'dBTP'),
    meter('outputTruePeak', 'Output true peak', 'dBTP'),
    meter('outputPeak', 'Output peak', 'dBFS')
  ],
  latencyFrames: (values, sampleRate) =>
    limiterLatency(lookaheadFrames(values.lookahead, sampleRate, values.truePeak), values.truePeak)
})
