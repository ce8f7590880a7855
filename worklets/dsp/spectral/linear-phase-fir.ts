import { AnalogPrototype } from '../filters/analog-prototype.ts'
import type { EqFilter } from '../filters/eq-filter.ts'
import { kaiserWindow } from '../kaiser-window.ts'
import { sharedTable } from '../shared-table.ts'
import { inverseTransform, type StereoFilterSpectra } from './partitioned-convolver.ts'
import { RealFft } from './real-fft.ts'

/** Partitions of a filter. */
export const LINEAR_PARTITIONS = 16

/** Shape of the window's ends: 8 keeps what they smear below -80 dB. */
const KAISER_BETA = 8

/** Part of the filter that the window leaves alone: what an analog filter does is mostly there. */
const FLAT_PART = 0.5

/** Frequencies, or partitions, that one step of a design takes. */
const POINTS_PER_STEP = 192

type MutableFilter = { -readonly [Key in keyof EqFilter]: EqFilter[Key] }

/** What a band of a linear-phase equalizer does, and to what. */
export interface PlacedFilter extends EqFilter {
  readonly enabled: boolean
  readonly placement: 'stereo' | 'left' | 'right' | 'mid' | 'side'
  readonly listen: boolean
}

/** Frames of a partition: the same time at any rate. */
export function linearPhaseBlock(sampleRate: number): number {
  return sampleRate < 60_000 ? 512 : sampleRate < 120_000 ? 1024 : 2048
}

/** Half the filter, and the block that fast convolution collects. */
export function linearPhaseLatency(sampleRate: number): number {
  const block = linearPhaseBlock(sampleRate)
  return (LINEAR_PARTITIONS * block) / 2 - 1 + block
}

/**
 * Designs linear-phase filters with the magnitudes of analog prototypes: the wanted magnitude on
 * a grid of twice the filter's length, back to time, and a window that is flat over its middle and
 * falls like Kaiser's to the ends (Oppenheim and Schafer, Discrete-Time Signal Processing, 2010,
 * section 7.5). Filters are symmetric about sample `length / 2 - 1`; the last sample is 0.
 *
 * A design takes a few milliseconds, so it is cut into steps of at most some 0.3 ms: `begin`, then
 * `step` until it returns true. Bands on mid or side make filters that cross between the sides.
 * Only the constructor allocates.
 */
export class LinearPhaseDesign {
  readonly #sampleRate: number
  readonly #length: number
  readonly #block: number
  readonly #prototypes: readonly AnalogPrototype[]
  readonly #placements: PlacedFilter['placement'][]
  /** Of a listened band: whether it is what the band takes away, and not its own shape. */
  readonly #takesAway: Uint8Array
  #count = 0
  /** Left to left, right to right, right to left, left to right, at each frequency. */
  readonly #magnitudes: readonly Float64Array[]
  readonly #samples: Float64Array
  readonly #window: Float64Array
  readonly #grid: RealFft
  readonly #partition: RealFft
  readonly #scratch: Float64Array
  /** The imaginary part of a spectrum without phase. */
  readonly #none: Float64Array
  readonly #listenShape: MutableFilter = {
    type: 'bell',
    frequencyHz: 1000,
    gainDb: 0,
    q: 1,
    slope: 12
  }
  #out: StereoFilterSpectra | undefined
  #isListening = false
  #point = 0
  #filter = 0
  #part = -1

  constructor(sampleRate: number, maxBands: number) {
    const block = linearPhaseBlock(sampleRate)
    const length = LINEAR_PARTITIONS * block
    this.#sampleRate = sampleRate
    this.#block = block
    this.#length = length
    this.#prototypes = Array.from({ length: maxBands }, () => new AnalogPrototype())
    this.#placements = Array.from({ length: maxBands }, () => 'stereo')
    this.#takesAway = new Uint8Array(maxBands)
    this.#magnitudes = Array.from({ length: 4 }, () => new Float64Array(length + 1))
    this.#samples = new Float64Array(2 * length)
    this.#window = taper(length - 1)
    this.#grid = new RealFft(2 * length)
    this.#partition = new RealFft(2 * block)
    this.#scratch = new Float64Array(2 * block)
    this.#none = new Float64Array(length + 1)
  }

  /** Bands are read now; `out` is complete when `step` has returned true. */
  begin(bands: readonly PlacedFilter[], out: StereoFilterSpectra): void {
    this.#out = out
    this.#isListening = false
    for (let n = 0; n < bands.length; n++) {
      if (bands[n].enabled && bands[n].listen) this.#isListening = true
    }
    let crosses = false
    let differs = false
    let count = 0
    for (let n = 0; n < bands.length; n++) {
      const band = bands[n]
      if (!band.enabled || (this.#isListening && !band.listen)) continue
      const { placement } = band
      this.#placements[count] = placement
      this.#setPrototype(count, band)
      if (placement === 'mid' || placement === 'side') crosses = true
      if (placement !== 'stereo') differs = true
      count++
    }
    this.#count = count
    out.route = crosses ? 'crossed' : differs ? 'separate' : 'same'
    this.#point = 0
    this.#filter = 0
    this.#part = -1
  }

  step(): boolean {
    const out = this.#out
    if (!out) return true
    if (this.#point <= this.#length) {
      const end = Math.min(this.#length + 1, this.#point + POINTS_PER_STEP)
      for (let k = this.#point; k < end; k++) this.#measure(k)
      this.#point = end
      return false
    }
    if (this.#part < 0) this.#toSamples()
    else this.#toSpectrum(out)
    if (this.#part < LINEAR_PARTITIONS) return false
    this.#part = -1
    this.#filter++
    const count = out.route === 'same' ? 1 : out.route === 'separate' ? 2 : 4
    if (this.#filter < count) return false
    this.#out = undefined
    return true
  }

  /** The band's own shape, or what is heard of it: as `BandListener` of the other modes. */
  #setPrototype(at: number, band: PlacedFilter): void {
    const { type } = band
    const takesAway = type === 'lowCut' || type === 'highCut' || type === 'notch'
    this.#takesAway[at] = takesAway ? 1 : 0
    if (!this.#isListening || takesAway) {
      this.#prototypes[at].set(band)
      return
    }
    const shape = this.#listenShape
    shape.type = type === 'lowShelf' ? 'highCut' : type === 'highShelf' ? 'lowCut' : 'bandPass'
    shape.frequencyHz = band.frequencyHz
    shape.q = shape.type === 'bandPass' ? band.q : Math.SQRT1_2
    this.#prototypes[at].set(shape)
  }

  /** What becomes of left and right at a frequency of the grid. */
  #measure(k: number): void {
    const hertz = Math.max(1e-3, (k * this.#sampleRate) / (2 * this.#length))
    let a = this.#isListening ? 0 : 1
    let b = a
    let c = 0
    let d = 0
    for (let n = 0; n < this.#count; n++) {
      let m = Math.sqrt(this.#prototypes[n].power(hertz))
      const placement = this.#placements[n]
      if (this.#isListening) {
        if (this.#takesAway[n] === 1) m = 1 - m
        const half = 0.5 * m
        if (placement !== 'right') a += placement === 'mid' || placement === 'side' ? half : m
        if (placement !== 'left') b += placement === 'mid' || placement === 'side' ? half : m
        if (placement === 'mid') {
          c += half
          d += half
        } else if (placement === 'side') {
          c -= half
          d -= half
        }
        continue
      }
      if (placement !== 'right' && placement !== 'left' && placement !== 'stereo') {
        // Mid (or side) times m: half of the change goes to either side.
        const sign = placement === 'mid' ? 1 : -1
        const same = 0.5 * (m + 1)
        const other = 0.5 * sign * (m - 1)
        const left = same * a + other * d
        const fromRight = same * c + other * b
        const fromLeft = other * a + same * d
        const right = other * c + same * b
        a = left
        b = right
        c = fromRight
        d = fromLeft
        continue
      }
      if (placement !== 'right') {
        a *= m
        c *= m
      }
      if (placement !== 'left') {
        b *= m
        d *= m
      }
    }
    this.#magnitudes[0][k] = a
    this.#magnitudes[1][k] = b
    this.#magnitudes[2][k] = c
    this.#magnitudes[3][k] = d
  }

  /** From the wanted magnitudes to the windowed filter, in the first half of `#samples`. */
  #toSamples(): void {
    const samples = this.#samples
    const length = this.#length
    inverseTransform(this.#grid, this.#magnitudes[this.#filter], this.#none, samples)
    const middle = length / 2 - 1
    const window = this.#window
    // The response is symmetric about 0: its left half lies at the end.
    for (let i = 0; i <= middle; i++) {
      const value = samples[i] * window[middle + i]
      samples[length + middle + i] = value
      samples[length + middle - i] = value
    }
    samples[2 * length - 1] = 0
    this.#part = 0
  }

  #toSpectrum(out: StereoFilterSpectra): void {
    const block = this.#block
    const scratch = this.#scratch
    const from = this.#length + this.#part * block
    for (let i = 0; i < block; i++) {
      scratch[i] = this.#samples[from + i]
      scratch[block + i] = 0
    }
    this.#partition.transform(scratch)
    const to = this.#part * (block + 1)
    out.real[this.#filter].set(this.#partition.real, to)
    out.imaginary[this.#filter].set(this.#partition.imaginary, to)
    this.#part++
  }
}

/** A window of odd length: flat, with the halves of Kaiser's window at its ends. */
const taper = sharedTable((length: number) => {
  const middle = (length - 1) / 2
  const kaiser = kaiserWindow(KAISER_BETA)
  const window = new Float64Array(length).fill(1)
  for (let i = 0; i < middle; i++) {
    const x = ((middle - i) / middle - FLAT_PART) / (1 - FLAT_PART)
    if (x <= 0) break
    const value = kaiser(x)
    window[i] = value
    window[length - 1 - i] = value
  }
  return window
})
