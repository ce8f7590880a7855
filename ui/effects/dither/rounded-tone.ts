import { DitherNoise } from '../../../worklets/dsp/noise/dither-noise.ts'
import { ShapedQuantizer } from '../../../worklets/dsp/noise/shaped-quantizer.ts'
import type { DitherSettings } from '../../../worklets/effects/dither/dither-power.ts'

const ABOUT_HZ = 1000
/** Amplitude in steps of the word length: soft enough that rounding alone makes a square of it. */
const TONE_STEPS = 0.75
/** Partials so far below the tone are left out. */
const DEEPEST_DB = 60

export interface Partial {
  readonly hz: number
  /** dB of full scale. */
  readonly levelDb: number
}

/** A period in whole frames, so that a rounded tone has harmonics and nothing else. */
function periodFrames(sampleRate: number): number {
  return Math.round(sampleRate / ABOUT_HZ)
}

/** A sine near 1 kHz that hardly reaches the last bit, as a share of full scale. */
function softTone(bits: number, frames: number, sampleRate: number): Float64Array {
  const turn = (2 * Math.PI) / periodFrames(sampleRate)
  const amplitude = TONE_STEPS * 2 ** (1 - bits)
  return Float64Array.from({ length: frames }, (_, i) => amplitude * Math.sin(turn * i))
}

/** What the quantizer of the effect makes of that tone, in steps of the word length. */
export function roundedTone(
  settings: DitherSettings,
  frames: number,
  sampleRate: number
): { readonly tone: Float64Array; readonly rounded: Float64Array } {
  const { bits, type, amount, taps } = settings
  const tone = softTone(bits, frames, sampleRate)
  const left = tone.slice()
  const noise = new DitherNoise(frames, 1)
  noise.setType(type)
  noise.setAmount(amount)
  noise.next(frames)
  const quantizer = new ShapedQuantizer()
  quantizer.setBits(bits)
  quantizer.setTaps(taps)
  quantizer.process(left, tone.slice(), noise.left, noise.right, 0, frames)
  const steps = 2 ** (bits - 1)
  return { tone: tone.map((x) => steps * x), rounded: left.map((x) => steps * x) }
}

/** The tone and the harmonics that rounding without dither or shaping adds to it. */
export function undithered(bits: number, sampleRate: number): readonly Partial[] {
  const frames = periodFrames(sampleRate)
  const { rounded } = roundedTone({ bits, type: 'none', amount: 0, taps: [] }, frames, sampleRate)
  const harmonics = Array.from({ length: Math.floor((frames - 1) / 2) }, (_, i) => {
    const turn = (2 * Math.PI * (i + 1)) / frames
    const cosines = rounded.reduce((sum, steps, k) => sum + steps * Math.cos(turn * k), 0)
    const sines = rounded.reduce((sum, steps, k) => sum + steps * Math.sin(turn * k), 0)
    const amplitude = (2 * Math.hypot(cosines, sines)) / frames
    return {
      hz: ((i + 1) * sampleRate) / frames,
      levelDb: 20 * Math.log10(amplitude * 2 ** (1 - bits))
    }
  })
  const loudest = Math.max(...harmonics.map(({ levelDb }) => levelDb))
  return harmonics.filter(({ levelDb }) => levelDb > loudest - DEEPEST_DB)
}
