/** Points of the weight over 0 to half the sample rate. */
const POINTS = 2048

/**
 * The taps c of the noise shaper 1 - sum c[k] z^-k whose noise, weighted by a power per frequency,
 * is the least that so many taps can reach. Among filters that begin with 1 this is linear
 * prediction: the weight's autocorrelation, then the Levinson-Durbin recursion, and the result has
 * all its zeros inside the unit circle. What the weight makes small in one place the filter makes
 * up in another: the mean of its level in dB over frequency is 0 (M. Gerzon, P. Craven, Optimal
 * Noise Shaping and Dither of Digital Signals, AES 87, 1989).
 *
 * For set-up: about 1 ms; allocates.
 */
export function designNoiseShaper(
  weight: (frequencyHz: number) => number,
  tapCount: number,
  sampleRate: number
): readonly number[] {
  const correlation = autocorrelation(weight, tapCount, sampleRate)
  const filter = new Array<number>(tapCount + 1).fill(0)
  filter[0] = 1
  let remaining = correlation[0]
  for (let order = 1; order <= tapCount; order++) {
    let sum = correlation[order]
    for (let k = 1; k < order; k++) sum += filter[k] * correlation[order - k]
    const reflection = -sum / remaining
    const before = filter.slice()
    for (let k = 1; k < order; k++) filter[k] = before[k] + reflection * before[order - k]
    filter[order] = reflection
    remaining *= 1 - reflection * reflection
  }
  return filter.slice(1).map((tap) => -tap)
}

/** Squared magnitude of 1 - sum c[k] z^-k at a frequency. */
export function noiseShaperPower(
  taps: readonly number[],
  frequencyHz: number,
  sampleRate: number
): number {
  const w = (2 * Math.PI * frequencyHz) / sampleRate
  let real = 1
  let imaginary = 0
  for (let k = 0; k < taps.length; k++) {
    real -= taps[k] * Math.cos((k + 1) * w)
    imaginary += taps[k] * Math.sin((k + 1) * w)
  }
  return real * real + imaginary * imaginary
}

function autocorrelation(
  weight: (frequencyHz: number) => number,
  tapCount: number,
  sampleRate: number
): Float64Array {
  const sums = new Float64Array(tapCount + 1)
  for (let i = 0; i < POINTS; i++) {
    const share = (i + 0.5) / POINTS
    const power = weight((share * sampleRate) / 2) / POINTS
    for (let k = 0; k <= tapCount; k++) sums[k] += power * Math.cos(Math.PI * share * k)
  }
  return sums
}
