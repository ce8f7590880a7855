import type { DitherType } from '../../dsp/noise/dither-noise.ts'
import { noiseShaperPower } from '../../dsp/noise/noise-shaper-design.ts'

export interface DitherSettings {
  readonly bits: number
  readonly type: DitherType
  /** Width of the dither in steps of the word length. */
  readonly amount: number
  /** Coefficients of the noise shaper. */
  readonly taps: readonly number[]
}

/** Power of a uniform number one step wide, in steps squared. */
const UNIFORM_POWER = 1 / 12

/** How many uniform numbers make each kind of dither. */
const NUMBERS: Readonly<Record<DitherType, number>> = {
  tpdf: 2,
  tpdfHighPass: 2,
  rpdf: 1,
  none: 0
}

/**
 * Power density of what dither and rounding add, as a share of full scale squared: white noise of
 * this density at all frequencies has this power in all. Rounding counts as a uniform error of one
 * step, which holds exactly with TPDF (Lipshitz, Wannamaker, Vanderkooy, JAES 40, 1992).
 */
export function ditherPower(
  { bits, type, amount, taps }: DitherSettings,
  frequencyHz: number,
  sampleRate: number
): number {
  const step = 2 ** (1 - bits)
  // A number minus the one before: no power at 0 Hz, double at half the sample rate.
  const tilt = type === 'tpdfHighPass' ? 1 - Math.cos((2 * Math.PI * frequencyHz) / sampleRate) : 1
  const dither = NUMBERS[type] * UNIFORM_POWER * amount * amount * tilt
  const shaped = noiseShaperPower(taps, frequencyHz, sampleRate)
  return step * step * (UNIFORM_POWER + dither) * shaped
}
