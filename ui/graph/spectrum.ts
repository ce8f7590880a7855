import type { Tap } from '../../worklets/core/source.ts'
import { columnFrequencies } from './frequency-axis.ts'

/** A Fourier transform of real samples, as `worklets/dsp/spectral/real-fft.ts` offers it. */
export interface Transform {
  readonly size: number
  /** Bins 0 to size / 2 of the last `transform`. */
  readonly real: Float64Array
  readonly imaginary: Float64Array
  transform(samples: Float64Array): void
}

/** The newest samples of a tap, or of what is made of taps. */
export type Heard = Pick<Tap, 'sampleRate' | 'position' | 'copyNewest'>

/** Tilt round 1 kHz: with 4.5 dB an octave ordinary music lies level. */
const USUAL_TILT_DB = 4.5
/**
 * Three means of 1/20 octave, one after the other, are a bell about 1/16 octave wide: a single one
 * would draw each partial as a box.
 */
const MEAN_OCTAVES = 1 / 20
const HALF_WIDTH = 2 ** (MEAN_OCTAVES / 2)
/** Where a mean spans fewer bins than this, a curve is laid through their levels instead. */
const FEWEST_BINS = 3
/** 24 dB as the natural logarithm of power: what a Hann window falls by in two bins. */
const STEEPEST = 2.4 * Math.LN10
const SILENCE_POWER = 1e-16
/** An average below this is drawn nowhere and ends the movement. */
const FLOOR_DB = -120

/** How fast the average follows. */
const SPECTRUM_SPEEDS = { slow: 0.6, medium: 0.22, fast: 0.07 } as const
export type SpectrumSpeed = keyof typeof SPECTRUM_SPEEDS

/**
 * Averaged spectrum of a tap, one level per column of the graph: power averaged over 1/16 octave,
 * tilted, in dB of a full-scale sine. Costs about 0.3 ms a frame.
 *
 * Power is averaged over time in each bin, then over frequency; in the bass, where 1/16 octave is
 * less than a bin, the levels of the bins are joined by Catmull-Rom curves.
 */
export class Spectrum {
  /** Keeps the picture as it is. */
  frozen = false
  /** dB per column; very low where nothing sounds. */
  levels = new Float32Array(0)
  /** The highest level of each column since `forgetMaximum`, dB. */
  maximum = new Float32Array(0)
  readonly #fft: Transform
  readonly #rightSign: number
  readonly #window: Float64Array
  readonly #samples: Float64Array
  readonly #left: Float32Array
  readonly #right: Float32Array
  readonly #powers: Float64Array
  readonly #averages: Float64Array
  /** Sum of the averages below each bin. */
  readonly #sums: Float64Array
  /** Natural logarithms of the averages, as far up as means are narrower than FEWEST_BINS. */
  #logs = new Float64Array(0)
  /** The bin in the middle of each column. */
  #centers = new Float64Array(0)
  #tilts = new Float64Array(0)
  #columns = new Float64Array(0)
  #smoothed = new Float64Array(0)
  /** Odd, so that a mean lies round its column. */
  #meanColumns = 1
  #sampleRate = 0
  #tiltDb = USUAL_TILT_DB
  #position: number | undefined

  /**
   * @param fft its size is that of the analysed stretch: 8192 shows bass and treble alike
   * @param part half the sum of left and right, or half their difference
   */
  constructor(fft: Transform, part: 'mid' | 'side' = 'mid') {
    const { size } = fft
    this.#fft = fft
    this.#rightSign = part === 'mid' ? 1 : -1
    this.#window = Float64Array.from(
      { length: size },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size)
    )
    this.#samples = new Float64Array(size)
    this.#left = new Float32Array(size)
    this.#right = new Float32Array(size)
    this.#powers = new Float64Array(size / 2 + 1)
    this.#averages = new Float64Array(size / 2 + 1)
    this.#sums = new Float64Array(size / 2 + 2)
  }

  /** dB that each octave above 1 kHz is raised, and each below lowered. */
  get tiltDb(): number {
    return this.#tiltDb
  }

  set tiltDb(tiltDb: number) {
    this.#tiltDb = tiltDb
    this.#sampleRate = 0
  }

  /** Whether anything is to be seen. */
  get sounding(): boolean {
    return this.levels.some((level) => level > FLOOR_DB)
  }

  /** Begins the maximum anew. */
  forgetMaximum(): void {
    this.maximum.fill(Number.NEGATIVE_INFINITY)
  }

  /** Follows the tap for a frame of `deltaMs`; false when nothing new came and all is still. */
  follow(tap: Heard, columns: number, deltaMs: number, speed: SpectrumSpeed): boolean {
    if (this.frozen || (tap.position === this.#position && !this.sounding)) return false
    if (columns !== this.levels.length || tap.sampleRate !== this.#sampleRate) {
      this.#lay(columns, tap.sampleRate)
    }
    if (tap.position === this.#position) this.#powers.fill(0)
    else this.#analyse(tap)
    this.#position = tap.position
    this.#averageBins(1 - Math.exp(-deltaMs / 1000 / SPECTRUM_SPEEDS[speed]))
    this.#spreadOverColumns()
    return true
  }

  #lay(columns: number, sampleRate: number): void {
    this.#sampleRate = sampleRate
    const binHz = sampleRate / this.#fft.size
    const centers = columnFrequencies(columns)
    this.levels = new Float32Array(columns).fill(Number.NEGATIVE_INFINITY)
    this.maximum = new Float32Array(columns).fill(Number.NEGATIVE_INFINITY)
    this.#columns = new Float64Array(columns)
    this.#smoothed = new Float64Array(columns)
    this.#centers = centers.map((hz) => hz / binHz)
    this.#tilts = centers.map((hz) => 10 ** ((this.#tiltDb * Math.log2(hz / 1000)) / 10))
    const octaves = Math.log2((centers[columns - 1] ?? 1) / (centers[0] ?? 1))
    this.#meanColumns = Math.round((columns * MEAN_OCTAVES) / octaves) | 1
    const firstWideBin = FEWEST_BINS / (HALF_WIDTH - 1 / HALF_WIDTH)
    this.#logs = new Float64Array(Math.min(this.#averages.length, Math.ceil(firstWideBin) + 3))
  }

  #analyse(tap: Heard): void {
    tap.copyNewest(this.#left, this.#right)
    const samples = this.#samples
    for (let i = 0; i < samples.length; i++) {
      const sum = (this.#left[i] ?? 0) + this.#rightSign * (this.#right[i] ?? 0)
      samples[i] = 0.5 * sum * (this.#window[i] ?? 0)
    }
    this.#fft.transform(samples)
    const { real, imaginary } = this.#fft
    // A full-scale sine through a Hann window has the amplitude N/4 in its bin.
    const scale = (4 / samples.length) ** 2
    for (let k = 0; k < this.#powers.length; k++) {
      const re = real[k] ?? 0
      const im = imaginary[k] ?? 0
      this.#powers[k] = (re * re + im * im) * scale
    }
  }

  #averageBins(share: number): void {
    const averages = this.#averages
    const sums = this.#sums
    let sum = 0
    for (let k = 0; k < averages.length; k++) {
      const before = averages[k] ?? 0
      const average = before + share * ((this.#powers[k] ?? 0) - before)
      averages[k] = average
      sum += average
      sums[k + 1] = sum
    }
    for (let k = 0; k < this.#logs.length; k++) {
      this.#logs[k] = Math.log((averages[k] ?? 0) + SILENCE_POWER)
    }
  }

  #spreadOverColumns(): void {
    const columns = this.#columns
    for (let i = 0; i < columns.length; i++) columns[i] = this.#powerAt(this.#centers[i] ?? 0)
    slidingMean(columns, this.#smoothed, this.#meanColumns)
    slidingMean(this.#smoothed, columns, this.#meanColumns)
    for (let i = 0; i < columns.length; i++) {
      const power = (columns[i] ?? 0) * (this.#tilts[i] ?? 1)
      const level = power > SILENCE_POWER ? 10 * Math.log10(power) : Number.NEGATIVE_INFINITY
      this.levels[i] = level
      if (level > (this.maximum[i] ?? 0)) this.maximum[i] = level
    }
  }

  /** Mean power of 1/20 octave round a bin; between bins, where that is narrower than a few. */
  #powerAt(bin: number): number {
    const from = bin / HALF_WIDTH
    const to = Math.min(bin * HALF_WIDTH, this.#averages.length - 1)
    if (to - from >= FEWEST_BINS) return (this.#sumBelow(to) - this.#sumBelow(from)) / (to - from)
    const logs = this.#logs
    const k = Math.min(Math.max(Math.floor(bin), 1), logs.length - 3)
    return Math.exp(
      catmullRom(logs[k - 1] ?? 0, logs[k] ?? 0, logs[k + 1] ?? 0, logs[k + 2] ?? 0, bin - k)
    )
  }

  /** Power below a place between bins; a bin reaches half a bin to either side. */
  #sumBelow(bin: number): number {
    const k = Math.floor(bin + 0.5)
    return (this.#sums[k] ?? 0) + (bin + 0.5 - k) * (this.#averages[k] ?? 0)
  }
}

/** Mean of the columns round each; at the edges of those that there are. */
function slidingMean(from: Float64Array, into: Float64Array, width: number): void {
  const before = (width - 1) >> 1
  const after = width - 1 - before
  const last = from.length - 1
  let sum = 0
  let count = 0
  for (let i = 0; i < Math.min(after, last + 1); i++) {
    sum += from[i] ?? 0
    count++
  }
  for (let i = 0; i <= last; i++) {
    if (i + after <= last) {
      sum += from[i + after] ?? 0
      count++
    }
    if (i - before > 0) {
      sum -= from[i - before - 1] ?? 0
      count--
    }
    into[i] = Math.max(0, sum / count)
  }
}

/**
 * The curve between b and c at t = 0..1 whose slopes there are those of a-c and b-d. A neighbor far
 * below, as beside a tone that meets its bin, counts as less far: it would throw the curve up.
 */
function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  const least = Math.max(b, c) - STEEPEST
  const before = Math.max(a, least)
  const after = Math.max(d, least)
  const slope = c - before
  const bend = 2 * before - 5 * b + 4 * c - after
  const twist = 3 * (b - c) + after - before
  return b + 0.5 * t * (slope + t * (bend + t * twist))
}
