/**
 * Decibels to linear gain and back. The exact pair serves set-up, meters and displays; the fast
 * pair serves sample loops.
 */

const DECIBELS_PER_NEPER = 20 / Math.LN10
export const DECIBELS_PER_OCTAVE = 20 * Math.log10(2)
export const OCTAVES_PER_DECIBEL = 1 / DECIBELS_PER_OCTAVE

/** 20 log10(gain); 0 gives minus infinity. About 10 ns. */
export function gainToDecibels(gain: number): number {
  return 20 * Math.log10(gain)
}

/** 10 log10(power); 0 gives minus infinity. */
export function powerToDecibels(power: number): number {
  return 10 * Math.log10(power)
}

/** 10^(decibels / 20). 0 dB is exactly 1, minus infinity exactly 0. About 7 ns. */
export function decibelsToGain(decibels: number): number {
  return Math.exp(decibels / DECIBELS_PER_NEPER)
}

/** A gain in single precision and its bits, for loops that carry `fastGainToDecibels` in them. */
export const scratch = new Float32Array(1)
export const scratchBits = new Int32Array(scratch.buffer)

/**
 * `gainToDecibels` within 3e-6 dB for single-precision gains from 1.2e-38 up (the gain is rounded
 * to single precision, 5e-7 dB). 0 and everything below read as about -764 dB, never as minus
 * infinity. About 2 ns in a loop.
 *
 * With the gain as 2^k (1 + t), log2(1 + t) = t + t (1 - t) r(t), which is continuous from octave
 * to octave whatever r is. r: minimax fit of degree 5 over 0..1, error 3.3e-7 octaves.
 */
export function fastGainToDecibels(gain: number): number {
  scratch[0] = gain
  const bits = scratchBits[0]
  scratchBits[0] = (bits & 0x7fffff) | 0x3f800000
  const t = scratch[0] - 1
  const r =
    0.442666439564 +
    t *
      (-0.277887784378 +
        t * (0.195436321302 + t * (-0.129703618526 + t * (0.0633256772437 - t * 0.0152090361698))))
  return DECIBELS_PER_OCTAVE * ((bits >>> 23) - 127 + t + t * (1 - t) * r)
}

export const LOWEST_POWER = -256
/** 2^-256 to 2^255. */
export const POWERS_OF_TWO = Float64Array.from({ length: 512 }, (_, i) => 2 ** (i + LOWEST_POWER))

/**
 * `decibelsToGain` within 1e-6 dB for -1500..1500 dB; beyond that it is NaN. 0 dB is exactly 1.
 * About 1.5 ns in a loop.
 *
 * 2^f = 1 + f + f (1 - f) s(f), continuous from octave to octave whatever s is. s: minimax fit of
 * degree 3 over 0..1, relative error 9.2e-8.
 */
export function fastDecibelsToGain(decibels: number): number {
  const octaves = decibels * OCTAVES_PER_DECIBEL
  const whole = Math.floor(octaves)
  const f = octaves - whole
  const s = -0.306848261826 + f * (-0.0666889883567 + f * (-0.0108703148791 - f * 0.00187931740504))
  return POWERS_OF_TWO[whole - LOWEST_POWER] * (1 + f + f * (1 - f) * s)
}

/**
 * Gains of `frames` reductions, in place: `fastDecibelsToGain(-reductions[i])`, with its equations
 * in the loop, so that no number is handed over however little the compiler inlines.
 */
export function reductionsToGains(reductions: Float64Array, frames: number): void {
  for (let i = 0; i < frames; i++) {
    const octaves = -reductions[i] * OCTAVES_PER_DECIBEL
    const whole = Math.floor(octaves)
    const f = octaves - whole
    const s =
      -0.306848261826 + f * (-0.0666889883567 + f * (-0.0108703148791 - f * 0.00187931740504))
    reductions[i] = POWERS_OF_TWO[whole - LOWEST_POWER] * (1 + f + f * (1 - f) * s)
  }
}
