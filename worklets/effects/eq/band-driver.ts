import { gainToDecibels } from '../../dsp/decibels.ts'
import { dynamicGainDb } from '../../dsp/dynamics/dynamic-gain.ts'
import { StereoSvf } from '../../dsp/filters/stereo-svf.ts'
import { SVF_STRIDE } from '../../dsp/filters/svf-coefficients.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import type { BandSettings } from './band-settings.ts'

/** The level is looked at this often, and the filter designed anew. */
export const DRIVE_FRAMES = 64

/** A gain that lets go is over below this. */
const DONE_DB = 1e-3

/** Corners beyond this share of the sample rate are taken for it. */
const HIGHEST_CORNER = 0.48

/**
 * What drives a dynamic band: the peak level of its own part of the sound (a band pass at its
 * frequency and Q, what lies below a low shelf, above a high shelf), by `dynamicGainDb` to a gain,
 * with attack and release in dB. It listens to the band's input, or to the side chain, in the band's
 * placement. Off and at rest it does nothing; about 6 ns a frame while on. Only the constructor
 * allocates.
 */
export class BandDriver {
  /** dB on top of the band's gain, as of the last grid point. */
  gainDb = 0
  readonly #sampleRate: number
  readonly #filter = new StereoSvf()
  readonly #coefficients = new Float64Array(SVF_STRIDE)
  readonly #left: Float64Array
  readonly #right: Float64Array
  #threshold = 0
  #range = 0
  #attack = 1
  #release = 1
  #placement: BandSettings['placement'] = 'stereo'
  #isOn = false
  #peak = 0
  #key: Stereo | undefined

  constructor(sampleRate: number, maxBlock: number) {
    this.#sampleRate = sampleRate
    this.#left = new Float64Array(maxBlock)
    this.#right = new Float64Array(maxBlock)
  }

  /** Whether a gain is added or may be. */
  get isActive(): boolean {
    return this.#isOn || this.gainDb !== 0
  }

  /** From the next block on it hears this side chain, frame for frame; undefined: the band's input. */
  listenTo(key: Stereo | undefined): void {
    this.#key = key
  }

  setTarget(settings: BandSettings): void {
    const wasOn = this.#isOn
    this.#isOn = settings.enabled && settings.dynamic && settings.rangeDb !== 0
    if (!this.#isOn) return
    this.#threshold = settings.thresholdDb
    this.#range = settings.rangeDb
    this.#attack = this.#stepOf(settings.attackMs)
    this.#release = this.#stepOf(settings.releaseMs)
    if (!wasOn || this.#placement !== settings.placement) this.#filter.reset()
    this.#placement = settings.placement
    this.#tune(settings)
  }

  reset(): void {
    this.#filter.reset()
    this.#peak = 0
    this.gainDb = 0
  }

  /** Hears a stretch of the band's input, or of the side chain in its place. */
  process(inputLeft: Float64Array, inputRight: Float64Array, start: number, end: number): void {
    if (!this.#isOn) return
    const left = this.#key?.left ?? inputLeft
    const right = this.#key?.right ?? inputRight
    const heardLeft = this.#left
    const heardRight = this.#right
    const placement = this.#placement
    let peak = this.#peak
    if (placement === 'stereo') {
      for (let i = start; i < end; i++) {
        heardLeft[i] = left[i]
        heardRight[i] = right[i]
      }
      this.#filter.process(heardLeft, heardRight, start, end)
      for (let i = start; i < end; i++) {
        const level = Math.max(Math.abs(heardLeft[i]), Math.abs(heardRight[i]))
        if (level > peak) peak = level
      }
    } else {
      const a = placement === 'right' ? 0 : placement === 'left' ? 1 : 0.5
      const b =
        placement === 'side' ? -0.5 : placement === 'left' ? 0 : placement === 'mid' ? 0.5 : 1
      for (let i = start; i < end; i++) heardLeft[i] = a * left[i] + b * right[i]
      this.#filter.processOne(heardLeft, start, end)
      for (let i = start; i < end; i++) {
        const level = Math.abs(heardLeft[i])
        if (level > peak) peak = level
      }
    }
    this.#peak = peak
  }

  /** At a grid point: the gain goes on; true when it has moved. */
  advance(): boolean {
    const wanted = this.#isOn
      ? dynamicGainDb(gainToDecibels(this.#peak), this.#threshold, this.#range)
      : 0
    this.#peak = 0
    const before = this.gainDb
    const grows = Math.abs(wanted) > Math.abs(before)
    let next = before + (grows ? this.#attack : this.#release) * (wanted - before)
    if (Math.abs(wanted - next) < DONE_DB) next = wanted
    this.gainDb = next
    return next !== before
  }

  #tune({ type, frequencyHz, q }: BandSettings): void {
    const c = this.#coefficients
    c[0] = Math.tan(Math.PI * Math.min(frequencyHz / this.#sampleRate, HIGHEST_CORNER))
    const isShelf = type === 'lowShelf' || type === 'highShelf'
    c[1] = isShelf ? Math.SQRT2 : 1 / q
    c[2] = type === 'highShelf' ? 1 : 0
    c[3] = isShelf ? 0 : c[1]
    c[4] = type === 'lowShelf' ? 1 : 0
    this.#filter.jump(c, 0)
  }

  #stepOf(ms: number): number {
    return 1 - Math.exp((-1000 * DRIVE_FRAMES) / (Math.max(ms, 0.01) * this.#sampleRate))
  }
}
