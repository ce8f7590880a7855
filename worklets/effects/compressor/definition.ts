import { DELTA, defineEffect, MATCHED_BYPASS } from '../../core/definition.ts'
import {
  choice,
  decibels,
  hertz,
  meter,
  milliseconds,
  percent,
  ratio,
  toggle
} from '../../core/rows.ts'
import { mixRow, sidechainRow } from '../../core/shared-rows.ts'
import { oversamplingLatency } from '../../dsp/spectral/oversampler.ts'

/** Options are words; these are the factors they stand for. */
export const OVERSAMPLING = { '1': 1, '2': 2, '4': 4 } as const

export const compressorDefinition = defineEffect({
  id: 'compressor',
  title: 'Compressor',
  version: 1,
  sidechain: true,
  main: ['threshold', 'ratio', 'attack', 'release', 'knee', 'range', 'makeup', 'mix'],
  params: [
    decibels('threshold', 'Threshold', {
      range: [-60, 0],
      default: -20,
      neutral: -60,
      help: 'Level above which the sound is turned down.'
    }),
    ratio('ratio', 'Ratio', {
      range: [1, 100],
      default: 3,
      curve: { kind: 'logMid', mid: 4 },
      named: [{ value: 100, text: '\u221e' }],
      help: 'How many dB over the threshold become one dB.'
    }),
    decibels('knee', 'Knee', {
      range: [0, 48],
      default: 8,
      curve: { kind: 'power', exponent: 2 },
      help: 'Width of the gentle bend around the threshold.'
    }),
    milliseconds('attack', 'Attack', {
      range: [0.02, 1000],
      default: 10,
      help: 'Time in which 63 % of a needed reduction is reached.'
    }),
    milliseconds('release', 'Release', {
      range: [1, 5000],
      default: 120,
      help: 'Time in which a reduction lets go to 37 %.'
    }),
    toggle('autoRelease', 'Auto release', {
      help: 'Lets go of short peaks quickly and of loud passages slowly.'
    }),
    milliseconds('hold', 'Hold', {
      range: [0, 1000],
      default: 0,
      curve: { kind: 'logMid', mid: 50 },
      help: 'Time for which a reduction stays before it lets go.'
    }),
    milliseconds('lookahead', 'Lookahead', {
      range: [0, 20],
      default: 0,
      curve: { kind: 'logMid', mid: 3 },
      help: 'Delays the sound so that the reduction is there before the peak.'
    }),
    choice('detector', 'Detector', {
      options: ['peak', 'rms'],
      labels: { peak: 'Peak', rms: 'RMS' },
      help: 'Peak follows every wave, RMS the loudness over a short window.'
    }),
    milliseconds('rmsWindow', 'RMS window', {
      range: [1, 160],
      default: 10,
      help: 'Time over which the RMS detector averages.'
    }),
    choice('style', 'Style', {
      options: ['clean', 'classic', 'opto', 'bus'],
      labels: { clean: 'Clean', classic: 'Classic', opto: 'Opto', bus: 'Bus' },
      help: 'Clean does what the figures say; Classic listens to its own output, Opto is a photocell, Bus glues a mix.'
    }),
    decibels('range', 'Range', {
      range: [0, 60],
      default: 60,
      help: 'The most that the sound is ever turned down.'
    }),
    decibels('makeup', 'Makeup', {
      range: [-30, 30],
      default: 0,
      help: 'Gain after the reduction.'
    }),
    toggle('autoMakeup', 'Auto makeup', {
      help: 'Keeps the loudness: at once what these settings usually take, then what they take from this sound.'
    }),
    mixRow({ default: 100, help: 'Parallel compression: 0 is the sound as it came in.' }),
    percent('link', 'Link', {
      range: [0, 100],
      default: 100,
      help: 'At 100 both sides are turned down alike and the picture stays in place.'
    }),
    choice('linkMode', 'Link mode', {
      options: ['stereo', 'midSide'],
      labels: { stereo: 'Left/right', midSide: 'Mid/side' },
      help: 'What the two detectors listen to when they are not fully linked.'
    }),
    sidechainRow('External listens to the second input instead of the sound itself.'),
    hertz('sidechainLowCut', 'Side-chain low cut', {
      range: [10, 500],
      default: 10,
      named: [{ value: 10, text: 'Off' }],
      help: 'Keeps the bass from driving the compressor.'
    }),
    toggle('sidechainListen', 'Listen to side chain', {
      listening: true,
      help: 'Hear what the detector hears.'
    }),
    choice('oversampling', 'Oversampling', {
      options: ['1', '2', '4'],
      labels: { '1': '1×', '2': '2×', '4': '4×' },
      automatable: false,
      help: 'Works at a multiple of the sample rate: very fast settings then make no false tones.'
    }),
    DELTA,
    MATCHED_BYPASS
  ],
  meters: [
    meter('reduction', 'Reduction', 'dB'),
    meter('inputLevel', 'Input', 'dBFS'),
    meter('outputLevel', 'Output', 'dBFS'),
    meter('detectorLevel', 'Detector', 'dBFS')
  ],
  latencyFrames: ({ lookahead, oversampling }, sampleRate) =>
    Math.round((lookahead / 1000) * sampleRate) + oversamplingLatency(OVERSAMPLING[oversampling])
})
