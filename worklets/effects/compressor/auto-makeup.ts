import { type CompressionCurve, curveReductionDb } from '../../dsp/dynamics/compression-curve.ts'

/**
 * Short-time levels of a track or mix at working level (-18 dBFS RMS), as each detector reads them:
 * normally distributed in dB. Fitted to the loss that drums, a dense mix, a dynamic mix, a solo
 * trumpet and pink noise have at thresholds -40 to -12 and ratios 2 to 20: 1.0 dB RMS error, the
 * worst 4.6 dB (drums at -40 and 20:1).
 */
const LEVELS = {
  peak: { mean: -13, deviation: 5 },
  rms: { mean: -15, deviation: 4 }
} as const

interface MakeupSettings extends CompressionCurve {
  readonly detector: keyof typeof LEVELS
}

/** Steps of the sum in standard deviations, from -3 to 3. */
const STEPS = [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3] as const
const WEIGHTS = STEPS.map((step) => Math.exp((-step * step) / 2))

/**
 * The gain in dB that gives typical material back the power that the static curve r(L) takes:
 *
 *   10 log10( sum w_i 10^(L_i / 10) / sum w_i 10^((L_i - r(L_i)) / 10) )
 *
 * over the levels L_i of the distribution above with their weights w_i. 0 dB where the curve does
 * nothing. It depends on settings only, never on the sound, so it cannot pump.
 */
export function autoMakeupDb(settings: MakeupSettings): number {
  const { mean, deviation } = LEVELS[settings.detector]
  let before = 0
  let after = 0
  for (let i = 0; i < STEPS.length; i++) {
    const level = mean + deviation * STEPS[i]
    before += WEIGHTS[i] * 10 ** (level / 10)
    after += WEIGHTS[i] * 10 ** ((level - curveReductionDb(settings, level)) / 10)
  }
  return 10 * Math.log10(before / after)
}
