import type { Preset } from '../../core/state.ts'
import type { ditherDefinition } from './definition.ts'

export const ditherPresets: readonly Preset<typeof ditherDefinition>[] = [
  {
    name: 'CD master, 16 bit',
    purpose: 'The safe end of a master: noise shaped with care, 11 dB less of it to the ear.',
    values: { bits: '16', shaping: 'modifiedE9', autoBlank: true }
  },
  {
    name: 'CD master, 16 bit, quietest',
    purpose: 'Shaped to the threshold of hearing at this sample rate, for music with silences.',
    values: { bits: '16', shaping: 'adaptive', autoBlank: true }
  },
  {
    name: '24 bit delivery',
    purpose: 'Streaming services and archives: plain TPDF, far below anything audible.',
    values: { bits: '24', shaping: 'none', autoBlank: true }
  },
  {
    name: '16 bit, will be worked on again',
    purpose: 'White TPDF noise stays harmless when level or rate change later.',
    values: { bits: '16', shaping: 'none' }
  },
  {
    name: '16 bit for MP3, AAC or Opus',
    purpose: 'White noise, silence left silent: shaped highs would only cost the encoder bits.',
    values: { bits: '16', shaping: 'none', autoBlank: true }
  },
  {
    name: '16 bit, gentle',
    purpose: 'Noise tilted to the highs by a simple filter that no later step can spoil.',
    values: { bits: '16', shaping: 'light', autoBlank: true }
  },
  {
    name: '16 bit, classical and acoustic',
    purpose: 'The five-tap shaper of Lipshitz for quiet recordings with long decays.',
    values: { bits: '16', shaping: 'lipshitz5' }
  },
  {
    name: '16 bit, strong',
    purpose: 'Nine taps on the F curve: 24 dB less noise at 3.5 kHz, more at the very top.',
    values: { bits: '16', shaping: 'f9', autoBlank: true }
  },
  {
    name: '16 bit, high-passed dither',
    purpose: 'Less audible than white TPDF without any shaping; cheap on long programmes.',
    values: { bits: '16', type: 'tpdfHighPass' }
  },
  {
    name: '20 bit archive',
    purpose: 'Tapes and older converters with words of 20 bits.',
    values: { bits: '20', shaping: 'none' }
  },
  {
    name: '12 bit sampler',
    purpose: 'Samples for vintage samplers with their noise kept smooth and out of the mids.',
    values: { bits: '12', shaping: 'modifiedE9', autoBlank: true }
  },
  {
    name: '8 bit game sound',
    purpose: 'Small files for old hardware; shaping keeps 8 bits clear enough for voices.',
    values: { bits: '8', shaping: 'modifiedE9', autoBlank: true }
  },
  {
    name: '8 bit crunch',
    purpose: 'Rounding without dither, for the grain of early digital; not for masters.',
    values: { bits: '8', type: 'none', shaping: 'none' }
  }
]
