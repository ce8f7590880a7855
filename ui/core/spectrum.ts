import type { Tap } from '../../worklets/core/source.ts'
import { columnFrequencies } from './frequency-axis.ts'

/** A Fourier transform of real samples, as `worklets/dsp/real-fft.ts` offers it. */
export interface Transform {
  readonly size: number
  /** Bins 0 to size / 2 of the last `transform`. */
  readonly real: Float64Array
  readonly imaginary: Float64Array
  transform(samples: Float64Array): void
}

/** Tilt round 1 kHz: with 4.5 dB an octave ordinary music lies level. */
const USUAL_TILT_DB = 4.5
/** Half of 1/16 octave. */
const HALF_WIDTH = 2 ** (1 / 32)
const SILENCE_POWER = 1e-16
/** An average below this is drawn nowhere and ends the movement. */
const FLOOR_DB = -120

/** How fast the average follows. */
export const SPECTRUM_SPEEDS = { slow: 0.6, medium: 0.22, fast: 0.07 } as const
export type SpectrumSpeed = keyof typeof SPECTRUM_SPEEDS

/**
 * Averaged spectrum of a tap, one level per column of the graph: power averaged over 1/16 octave,
 * tilted, in dB of a full-scale sine. Costs about 0.3 ms a frame.
 */
export class Spectrum {
  /** Keeps the picture as it is. */
  frozen = false
  /** dB per column; very low where nothing sounds. */
  levels = new Float32Array(0)
  readonly #fft: Transform
  readonly #rightSign: number
  readonly #window: Float64Array
  readonly #samples: Float64Array
  readonly #left: Float32Array
  readonly #right: Float32Array
  readonly #powers: Float64Array
  #edges = new Float64Array(0)
  #tilts = new Float64Array(0)
  #averages = new Float64Array(0)
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

  /** Follows the tap for a frame of `deltaMs`; false when nothing new came and all is still. */
  follow(tap: Tap, columns: number, deltaMs: number, speed: SpectrumSpeed): boolean {
    if (this.frozen || (tap.position === this.#position && !this.sounding)) return false
    if (columns !== this.levels.length || tap.sampleRate !== this.#sampleRate) {
      this.#lay(columns, tap.sampleRate)
    }
    if (tap.position === this.#position) this.#powers.fill(0)
    else this.#analyse(tap)
    this.#position = tap.position
    this.#average(1 - Math.exp(-deltaMs / 1000 / SPECTRUM_SPEEDS[speed]))
    return true
  }

  #lay(columns: number, sampleRate: number): void {
    this.#sampleRate = sampleRate
    const binHz = sampleRate / this.#fft.size
    const centers = columnFrequencies(columns)
    this.levels = new Float32Array(columns).fill(Number.NEGATIVE_INFINITY)
    this.#averages = new Float64Array(columns)
    this.#edges = centers.map((hz) => hz / binHz)
    this.#tilts = centers.map((hz) => 10 ** ((this.#tiltDb * Math.log2(hz / 1000)) / 10))
  }

  #analyse(tap: Tap): void {
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

  #average(share: number): void {
    for (let i = 0; i < this.levels.length; i++) {
      const now = this.#powerAt(this.#edges[i] ?? 0) * (this.#tilts[i] ?? 1)
      const before = this.#averages[i] ?? 0
      const average = before + share * (now - before)
      this.#averages[i] = average
      this.levels[i] = average > SILENCE_POWER ? 10 * Math.log10(average) : Number.NEGATIVE_INFINITY
    }
  }

  /** Mean power of 1/16 octave round a bin; between bins, where the band is narrower than one. */
  #powerAt(bin: number): number {
    const powers = this.#powers
    const from = bin / HALF_WIDTH
    const to = Math.min(bin * HALF_WIDTH, powers.length - 1)
    if (to - from < 1) {
      const low = Math.min(Math.floor(bin), powers.length - 2)
      const share = bin - low
      return (powers[low] ?? 0) * (1 - share) + (powers[low + 1] ?? 0) * share
    }
    let sum = 0
    let count = 0
    for (let k = Math.ceil(from); k <= to; k++) {
      sum += powers[k] ?? 0
      count++
    }
    return sum / count
  }
}
