import { DELTA, defineEffect, MATCHED_BYPASS } from '../../core/definition.ts'
import {
  choice,
  decibels,
  hertz,
  meter,
  milliseconds,
  percent,
  plain,
  repeat,
  toggle
} from '../../core/rows.ts'
import { sidechainRow } from '../../core/shared-rows.ts'
import { linearPhaseLatency } from '../../dsp/spectral/linear-phase-fir.ts'
import { oversamplingLatency } from '../../dsp/spectral/oversampler.ts'

/** The bands, in the order in which sound passes them. */
export const BANDS = [1, 2, 3, 4, 5, 6, 7, 8] as const

const FREQUENCIES_HZ = [40, 100, 250, 630, 1600, 4000, 9000, 16000]

const TYPES = [
  'bell',
  'lowShelf',
  'highShelf',
  'lowCut',
  'highCut',
  'notch',
  'bandPass',
  'tilt',
  'allPass'
] as const

const USUAL_TYPES: Readonly<Partial<Record<number, (typeof TYPES)[number]>>> = {
  1: 'lowCut',
  2: 'lowShelf',
  7: 'highShelf',
  8: 'highCut'
}

export const eqDefinition = defineEffect({
  id: 'eq',
  title: 'Equalizer',
  version: 1,
  sidechain: true,
  main: [
    'band1.frequency',
    'band2.gain',
    'band3.gain',
    'band4.gain',
    'band5.gain',
    'band6.gain',
    'band7.gain',
    'band8.frequency'
  ],
  params: [
    ...repeat('band', BANDS, (n) => [
      toggle('enabled', 'On', { help: 'Switches the band in; off, it costs nothing.' }),
      choice('type', 'Type', {
        options: TYPES,
        default: USUAL_TYPES[n] ?? 'bell',
        labels: {
          bell: 'Bell',
          lowShelf: 'Low shelf',
          highShelf: 'High shelf',
          lowCut: 'Low cut',
          highCut: 'High cut',
          notch: 'Notch',
          bandPass: 'Band pass',
          tilt: 'Tilt',
          allPass: 'All pass'
        },
        help: 'The shape of the band.'
      }),
      hertz('frequency', 'Frequency', {
        range: [10, 30000],
        default: FREQUENCIES_HZ[n - 1],
        help: 'Where the band works: center of a bell, middle of a shelf, -3 dB of a cut.'
      }),
      decibels('gain', 'Gain', {
        range: [-30, 30],
        default: 0,
        help: 'Level of a bell or shelf; a tilt raises the highs and lowers the lows by it.'
      }),
      plain('q', 'Q', {
        range: [0.025, 40],
        default: 0.707,
        neutral: 0.707,
        help: 'Higher is narrower; for cuts and shelves, how sharp the corner is.'
      }),
      choice('slope', 'Slope', {
        options: ['12', '6', '18', '24', '36', '48', '72', '96'],
        labels: Object.fromEntries(
          ['12', '6', '18', '24', '36', '48', '72', '96'].map((slope) => [slope, `${slope} dB/oct`])
        ),
        help: 'How steep cuts and shelves are.'
      }),
      choice('placement', 'Placement', {
        options: ['stereo', 'left', 'right', 'mid', 'side'],
        labels: { stereo: 'Stereo', left: 'Left', right: 'Right', mid: 'Mid', side: 'Side' },
        help: 'The part of the sound that the band works on.'
      }),
      toggle('dynamic', 'Dynamic', {
        help: 'The level of the band’s own part of the sound moves its gain.'
      }),
      decibels('threshold', 'Threshold', {
        range: [-80, 0],
        default: -24,
        neutral: -80,
        help: 'Level in the band from which a dynamic band moves.'
      }),
      decibels('range', 'Dynamic range', {
        range: [-30, 30],
        default: 0,
        help: 'Gain that is added when a dynamic band is fully driven.'
      }),
      milliseconds('attack', 'Attack', {
        range: [0.5, 1000],
        default: 10,
        help: 'How fast a dynamic band follows a rising level.'
      }),
      milliseconds('release', 'Release', {
        range: [1, 5000],
        default: 120,
        help: 'How fast a dynamic band comes back.'
      }),
      toggle('listen', 'Listen', { listening: true, help: 'Hear only what the band works on.' })
    ]),
    choice('phase', 'Phase', {
      options: ['zeroLatency', 'natural', 'linear'],
      labels: { zeroLatency: 'Zero latency', natural: 'Natural', linear: 'Linear' },
      automatable: false,
      help: 'Natural follows the analog curve even closer at some latency; Linear leaves time alone, at much latency and with static bands.'
    }),
    sidechainRow('What dynamic bands listen to: the sound itself, or another sound at input 1.'),
    percent('gainScale', 'Gain scale', {
      range: [-100, 200],
      default: 100,
      neutral: 0,
      help: 'Scales the gains of all bands; below 0 it turns boosts into cuts.'
    }),
    toggle('autoGain', 'Auto gain', {
      help: 'Takes back the change of loudness that the bands make to ordinary music.'
    }),
    decibels('output', 'Output', {
      range: [-30, 30],
      default: 0,
      help: 'Level after all bands.'
    }),
    DELTA,
    MATCHED_BYPASS
  ],
  meters: [
    meter('inputPeak', 'Input peak', 'dBFS'),
    meter('outputPeak', 'Output peak', 'dBFS'),
    ...BANDS.map((n) => meter(`band${n}.dynamicGain`, `Band ${n} dynamic gain`, 'dB'))
  ],
  latencyFrames: ({ phase }, sampleRate) => {
    if (phase === 'zeroLatency') return 0
    return phase === 'natural' ? oversamplingLatency(2) : linearPhaseLatency(sampleRate)
  }
})
