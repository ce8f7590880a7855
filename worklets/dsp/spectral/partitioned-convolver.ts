import { raisedCosine } from '../raised-cosine.ts'
import { RealFft } from './real-fft.ts'

/** Which of the four ways between two channels have a filter of their own. */
export type StereoRoute = 'same' | 'separate' | 'crossed'

/**
 * Spectra of the partitions of up to four filters: left to left, right to right, right to left and
 * left to right. `same` uses the first for both sides, `separate` the first two.
 */
export class StereoFilterSpectra {
  route: StereoRoute = 'same'
  readonly real: readonly Float64Array[]
  readonly imaginary: readonly Float64Array[]

  constructor(blockFrames: number, partitions: number) {
    const length = partitions * (blockFrames + 1)
    // One large piece: the system hands it over as zeros, which many small ones must be filled with.
    const all = new Float64Array(8 * length)
    const four = (first: number) =>
      [0, 1, 2, 3].map((k) => all.subarray((first + k) * length, (first + k + 1) * length))
    this.real = four(0)
    this.imaginary = four(4)
  }
}

/**
 * Convolution of two channels with long filters, uniformly partitioned: overlap-save blocks of
 * `blockFrames`, one spectrum per block kept, one product per partition (Stockham, AFIPS 1966;
 * Wefers, Partitioned convolution algorithms for real-time auralization, 2014, section 5).
 * Latency: `blockFrames`, on top of what the filters delay. Another set of filters fades in over
 * `FADE_BLOCKS` blocks. Work is done once per block. Only the constructor allocates.
 */
export class PartitionedConvolver {
  readonly blockFrames: number
  readonly partitions: number
  readonly #fft: RealFft
  /** Two blocks of either channel: the one before and the one that fills. */
  readonly #input: readonly [Float64Array, Float64Array]
  readonly #output: readonly [Float64Array, Float64Array]
  readonly #fading: readonly [Float64Array, Float64Array]
  /** Spectra of the last blocks, newest at `#newest`. */
  readonly #real: readonly [Float64Array, Float64Array]
  readonly #imaginary: readonly [Float64Array, Float64Array]
  readonly #sumReal: Float64Array
  readonly #sumImaginary: Float64Array
  readonly #scratch: Float64Array
  readonly #fade: Float64Array
  #filters: StereoFilterSpectra
  #next: StereoFilterSpectra | undefined
  #fadeBlock = 0
  #newest = 0
  #at = 0

  constructor(blockFrames: number, partitions: number, filters: StereoFilterSpectra) {
    this.blockFrames = blockFrames
    this.partitions = partitions
    this.#fft = new RealFft(2 * blockFrames)
    const bins = blockFrames + 1
    const pair = (length: number) => [new Float64Array(length), new Float64Array(length)] as const
    this.#input = pair(2 * blockFrames)
    this.#output = pair(blockFrames)
    this.#fading = pair(blockFrames)
    this.#real = pair(partitions * bins)
    this.#imaginary = pair(partitions * bins)
    this.#sumReal = new Float64Array(bins)
    this.#sumImaginary = new Float64Array(bins)
    this.#scratch = new Float64Array(2 * blockFrames)
    this.#fade = raisedCosine(FADE_BLOCKS * blockFrames)
    this.#filters = filters
  }

  /** Frames until the next block is full. */
  get framesLeft(): number {
    return this.blockFrames - this.#at
  }

  get isFading(): boolean {
    return this.#next !== undefined
  }

  /** Uses other filters from the next block on, at once. */
  jumpTo(filters: StereoFilterSpectra): void {
    this.#filters = filters
    this.#next = undefined
  }

  /** Fades to other filters; not to be called while it fades. */
  fadeTo(filters: StereoFilterSpectra): void {
    this.#next = filters
    this.#fadeBlock = 0
  }

  reset(): void {
    for (let c = 0; c < 2; c++) {
      this.#input[c].fill(0)
      this.#output[c].fill(0)
      this.#real[c].fill(0)
      this.#imaginary[c].fill(0)
    }
    this.#at = 0
    this.#newest = 0
    if (this.#next) this.jumpTo(this.#next)
  }

  /** In place. */
  process(left: Float64Array, right: Float64Array, frames: number): void {
    const { blockFrames } = this
    const [inLeft, inRight] = this.#input
    const [outLeft, outRight] = this.#output
    for (let i = 0; i < frames; i++) {
      const at = this.#at
      inLeft[blockFrames + at] = left[i]
      inRight[blockFrames + at] = right[i]
      left[i] = outLeft[at]
      right[i] = outRight[at]
      this.#at = at + 1
      if (this.#at === blockFrames) this.#convolve()
    }
  }

  #convolve(): void {
    this.#at = 0
    this.#newest = (this.#newest + this.partitions - 1) % this.partitions
    for (let c = 0; c < 2; c++) this.#analyse(c)
    this.#render(this.#filters, this.#output)
    if (!this.#next) return
    this.#render(this.#next, this.#fading)
    const from = this.#fadeBlock * this.blockFrames + 1
    for (let c = 0; c < 2; c++) {
      const out = this.#output[c]
      const other = this.#fading[c]
      for (let i = 0; i < this.blockFrames; i++) {
        out[i] += this.#fade[from + i] * (other[i] - out[i])
      }
    }
    this.#fadeBlock++
    if (this.#fadeBlock === FADE_BLOCKS) this.jumpTo(this.#next)
  }

  #analyse(channel: number): void {
    const { blockFrames } = this
    const input = this.#input[channel]
    const fft = this.#fft
    fft.transform(input)
    const to = this.#newest * (blockFrames + 1)
    this.#real[channel].set(fft.real, to)
    this.#imaginary[channel].set(fft.imaginary, to)
    input.copyWithin(0, blockFrames)
  }

  #render(filters: StereoFilterSpectra, output: readonly [Float64Array, Float64Array]): void {
    const crossed = filters.route === 'crossed'
    for (let c = 0; c < 2; c++) {
      this.#sumReal.fill(0)
      this.#sumImaginary.fill(0)
      this.#accumulate(c, filters, filters.route === 'same' ? 0 : c)
      if (crossed) this.#accumulate(1 - c, filters, 2 + c)
      this.#synthesize(output[c])
    }
  }

  /** Adds the products of a channel's blocks with a filter's partitions. */
  #accumulate(channel: number, filters: StereoFilterSpectra, filter: number): void {
    const bins = this.blockFrames + 1
    const { partitions } = this
    const xr = this.#real[channel]
    const xi = this.#imaginary[channel]
    const hr = filters.real[filter]
    const hi = filters.imaginary[filter]
    const sumReal = this.#sumReal
    const sumImaginary = this.#sumImaginary
    for (let p = 0; p < partitions; p++) {
      let x = ((this.#newest + p) % partitions) * bins
      let h = p * bins
      for (let k = 0; k < bins; k++, x++, h++) {
        sumReal[k] += xr[x] * hr[h] - xi[x] * hi[h]
        sumImaginary[k] += xr[x] * hi[h] + xi[x] * hr[h]
      }
    }
  }

  #synthesize(output: Float64Array): void {
    inverseTransform(this.#fft, this.#sumReal, this.#sumImaginary, this.#scratch)
    for (let i = 0; i < this.blockFrames; i++) output[i] = this.#scratch[this.blockFrames + i]
  }
}

/** About 30 ms at the block sizes in use. */
export const FADE_BLOCKS = 3

/**
 * Samples of a spectrum (bins 0 to size / 2), by the forward transform alone: the Hartley
 * transform, Re - Im, is its own inverse (Bracewell, The Hartley Transform, 1986).
 */
export function inverseTransform(
  fft: RealFft,
  real: Float64Array,
  imaginary: Float64Array,
  samples: Float64Array
): void {
  const { size } = fft
  const half = size / 2
  samples[0] = real[0]
  samples[half] = real[half]
  for (let k = 1; k < half; k++) {
    samples[k] = real[k] - imaginary[k]
    samples[size - k] = real[k] + imaginary[k]
  }
  fft.transform(samples)
  const { real: re, imaginary: im } = fft
  samples[0] = re[0] / size
  samples[half] = re[half] / size
  for (let k = 1; k < half; k++) {
    samples[k] = (re[k] - im[k]) / size
    samples[size - k] = (re[k] + im[k]) / size
  }
}
