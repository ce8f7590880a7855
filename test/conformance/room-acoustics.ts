import FFT from 'fft.js'
import { type DecayCurve, decaySeconds } from '../../worklets/dsp/reverb/decay-curve.ts'

/** What room acoustics measures in impulse responses. */

/**
 * Energy decay curve in dB of one octave, averaged over responses (ISO 3382-1: spatial average):
 * Schroeder's backward integral. The band filter (Butterworth, order 4 each side) runs backward in
 * time, so that its own ringing cannot lengthen a short decay.
 */
export function octaveDecay(
  responses: readonly Float32Array[],
  centerHz: number,
  sampleRate: number
): Float64Array {
  const sum = new Float64Array(responses[0].length)
  for (const response of responses) {
    const band = Float64Array.from(response)
    for (const q of BUTTERWORTH_4) {
      backwardBiquad(band, centerHz / Math.SQRT2, q, 'high', sampleRate)
      backwardBiquad(band, centerHz * Math.SQRT2, q, 'low', sampleRate)
    }
    for (let i = 0; i < band.length; i++) sum[i] += band[i] * band[i]
  }
  return integrated(sum)
}

/** The decay curve in dB of an octave that follows a declared T60(f) exactly. */
export function declaredDecay(curve: DecayCurve, centerHz: number): Float64Array {
  const times = Float64Array.from({ length: 49 }, (_, k) =>
    decaySeconds(curve, centerHz * 2 ** ((k - 24) / 16))
  )
  const weights = times.map((_, k) => {
    const ratio = 2 ** ((k - 24) / 16)
    return ratio / ((1 + (ratio * Math.SQRT2) ** -8) * (1 + (ratio / Math.SQRT2) ** 8))
  })
  const seconds = 1.5 * decaySeconds(curve, centerHz)
  const power = Float64Array.from({ length: 3000 }, (_, i) =>
    times.reduce((sum, time, k) => sum + weights[k] * 10 ** ((-6 * i * seconds) / 3000 / time), 0)
  )
  return integrated(power)
}

/** Frames per second of `declaredDecay`. */
export function declaredRate(curve: DecayCurve, centerHz: number): number {
  return 3000 / (1.5 * decaySeconds(curve, centerHz))
}

/** Time in which a line through the curve from -5 dB to `endDb` falls by 60 dB: T20, T30. */
export function decayTime(decayDb: Float64Array, endDb: number, sampleRate: number): number {
  const from = decayDb.findIndex((level) => level <= -5)
  const to = decayDb.findIndex((level) => level <= endDb)
  const n = to - from
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0]
  for (let i = from; i < to; i++) {
    sumX += i
    sumY += decayDb[i]
    sumXX += i * i
    sumXY += i * decayDb[i]
  }
  const slope = (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX)
  return -60 / slope / sampleRate
}

/**
 * Normalized echo density (Abel and Huang, "A simple, robust measure of reverberation echo
 * density", AES 121, 2006): share of samples beyond the standard deviation in a Hann window of
 * 25 ms, over that of Gaussian noise. 1 is a dense tail.
 */
export function echoDensity(response: ArrayLike<number>, at: number, sampleRate: number): number {
  const half = Math.round(0.0125 * sampleRate)
  let [weight, power] = [0, 0]
  const hann = (k: number) => 0.5 + 0.5 * Math.cos((Math.PI * k) / (half + 1))
  for (let k = -half; k <= half; k++) {
    const x = response[at + k] ?? 0
    weight += hann(k)
    power += hann(k) * x * x
  }
  const deviation = Math.sqrt(power / weight)
  let outside = 0
  for (let k = -half; k <= half; k++) {
    if (Math.abs(response[at + k] ?? 0) > deviation) outside += hann(k)
  }
  return outside / weight / 0.3173
}

/** Fourth moment over the squared second one, each sample by the RMS of the 40 ms around it. */
export function kurtosis(response: Float32Array, from: number, to: number, rate: number): number {
  const half = Math.round(0.02 * rate)
  let sum = 0
  for (let i = from - half; i < from + half; i++) sum += response[i] ** 2
  let [second, fourth] = [0, 0]
  for (let i = from; i < to; i++) {
    sum += response[i + half] ** 2 - response[i - half] ** 2
    const power = (response[i] ** 2 * 2 * half) / sum
    second += power
    fourth += power * power
  }
  return ((to - from) * fourth) / (second * second)
}

/** Normalized product of two signals: 0 for independent, 1 for equal ones. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += a[i] * b[i]
    aa += a[i] * a[i]
    bb += b[i] * b[i]
  }
  return ab / Math.sqrt(aa * bb)
}

/** Power per bin of a signal padded to a power of two. */
export function powerSpectrum(signal: Float64Array): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(signal.length))
  const fft = new FFT(size)
  const padded = new Array<number>(size).fill(0)
  for (let i = 0; i < signal.length; i++) padded[i] = signal[i]
  const bins = fft.createComplexArray()
  fft.realTransform(bins, padded)
  return Float64Array.from({ length: size / 2 }, (_, k) => bins[2 * k] ** 2 + bins[2 * k + 1] ** 2)
}

/** Mean and largest bin, in dB, of bands 1 / `perOctave` octave wide from 125 Hz to 12 kHz. */
export function bandLevels(
  spectrum: Float64Array,
  perOctave: number,
  sampleRate: number
): { readonly mean: number; readonly highest: number }[] {
  const binHz = sampleRate / 2 / spectrum.length
  const bands = []
  for (let hz = 125; hz < 12_000; hz *= 2 ** (1 / perOctave)) {
    const from = Math.round((hz * 2 ** (-0.5 / perOctave)) / binHz)
    const to = Math.round((hz * 2 ** (0.5 / perOctave)) / binHz)
    const band = spectrum.subarray(from, to)
    const mean = band.reduce((sum, x) => sum + x, 0) / band.length
    bands.push({ mean: 10 * Math.log10(mean), highest: 10 * Math.log10(Math.max(...band)) })
  }
  return bands
}

/** One octave of a signal. */
export function octave(signal: Float32Array, centerHz: number, sampleRate: number): Float64Array {
  const band = Float64Array.from(signal)
  for (const q of BUTTERWORTH_4) {
    backwardBiquad(band, centerHz / Math.SQRT2, q, 'high', sampleRate)
    backwardBiquad(band, centerHz * Math.SQRT2, q, 'low', sampleRate)
  }
  return band
}

const BUTTERWORTH_4 = [0.54119610014, 1.30656296488] as const

/** Second-order low- or high-pass by the bilinear transform, from the end to the start. */
function backwardBiquad(
  signal: Float64Array,
  cornerHz: number,
  q: number,
  kind: 'low' | 'high',
  sampleRate: number
): void {
  const g = Math.tan((Math.PI * Math.min(cornerHz, 0.45 * sampleRate)) / sampleRate)
  const scale = 1 / (1 + g / q + g * g)
  const edge = (kind === 'low' ? g * g : 1) * scale
  const middle = kind === 'low' ? 2 * edge : -2 * edge
  const a1 = 2 * (g * g - 1) * scale
  const a2 = (1 - g / q + g * g) * scale
  let [s1, s2] = [0, 0]
  for (let i = signal.length - 1; i >= 0; i--) {
    const x = signal[i]
    const y = edge * x + s1
    s1 = middle * x - a1 * y + s2
    s2 = edge * x - a2 * y
    signal[i] = y
  }
}

function integrated(power: Float64Array): Float64Array {
  const decay = new Float64Array(power.length)
  let sum = 0
  for (let i = power.length - 1; i >= 0; i--) {
    sum += power[i]
    decay[i] = sum
  }
  return decay.map((energy) => 10 * Math.log10(energy / decay[0] + 1e-30))
}
