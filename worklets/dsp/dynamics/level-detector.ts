import { RmsWindow } from '../levels/rms-window.ts'
import { GainRamp } from '../moves/gain-ramp.ts'

/** Longest RMS window of the definition, ms. */
const MAX_WINDOW_MS = 160

/** Some of a compressor's parameters as they stand: ms and %. */
interface DetectorSettings {
  readonly detector: 'peak' | 'rms'
  readonly rmsWindow: number
  readonly link: number
}

/**
 * What the detector hears as two linear levels, linked: level_i = (1 - link) x_i + link max(x_j).
 * x is the magnitude (peak) or the level of a sliding window (RMS; both read a sine's peak).
 * Fully linked, only `first` is written. Switching detectors crossfades the levels.
 */
export class LevelDetector {
  readonly first: Float64Array
  readonly second: Float64Array
  /** Highest level of the last block. */
  highest = 0
  readonly #sampleRate: number
  readonly #link: GainRamp
  readonly #rmsAmount: GainRamp
  readonly #windows: readonly [RmsWindow, RmsWindow]
  readonly #windowLevels: Float64Array

  constructor(sampleRate: number, maxBlock: number) {
    this.first = new Float64Array(maxBlock)
    this.second = new Float64Array(maxBlock)
    this.#sampleRate = sampleRate
    this.#link = new GainRamp(sampleRate, 1, maxBlock)
    this.#rmsAmount = new GainRamp(sampleRate, 0, maxBlock)
    this.#windows = [
      new RmsWindow(sampleRate, MAX_WINDOW_MS),
      new RmsWindow(sampleRate, MAX_WINDOW_MS)
    ]
    this.#windowLevels = new Float64Array(maxBlock)
  }

  /** Whether both levels are the same, so that only `first` is written. */
  get isLinked(): boolean {
    return this.#link.settled && this.#link.target === 1
  }

  configure({ detector, rmsWindow, link }: DetectorSettings): void {
    const isRms = detector === 'rms'
    for (const window of this.#windows) {
      window.setLength((rmsWindow / 1000) * this.#sampleRate)
      if (isRms && this.#isPeakOnly) window.restart()
    }
    this.#rmsAmount.setTarget(isRms ? 1 : 0)
    this.#link.setTarget(link / 100)
  }

  /** Is where it was last asked to be from the next frame on, as if silence had gone before. */
  jump(): void {
    this.#link.jump(this.#link.target)
    this.#rmsAmount.jump(this.#rmsAmount.target)
    this.reset()
  }

  /** As if silence had gone before. */
  reset(): void {
    for (const window of this.#windows) window.reset()
  }

  /** As if nothing had gone before. */
  restart(): void {
    for (const window of this.#windows) window.restart()
  }

  process(left: Float64Array, right: Float64Array, frames: number): void {
    if (this.#isPeakOnly && this.isLinked) this.#linkPeaks(left, right, frames)
    else {
      this.#rmsAmount.process(frames)
      this.#measure(left, this.first, this.#windows[0], frames)
      this.#measure(right, this.second, this.#windows[1], frames)
      this.#linkLevels(frames)
    }
  }

  get #isPeakOnly(): boolean {
    return this.#rmsAmount.settled && this.#rmsAmount.target === 0
  }

  /** The usual case in one pass. */
  #linkPeaks(left: Float64Array, right: Float64Array, frames: number): void {
    const levels = this.first
    let highest = 0
    for (let i = 0; i < frames; i++) {
      const l = Math.abs(left[i])
      const r = Math.abs(right[i])
      const level = l > r ? l : r
      if (level > highest) highest = level
      levels[i] = level
    }
    this.highest = highest
  }

  #measure(signal: Float64Array, levels: Float64Array, window: RmsWindow, frames: number): void {
    if (this.#isPeakOnly) {
      for (let i = 0; i < frames; i++) levels[i] = Math.abs(signal[i])
      return
    }
    if (this.#rmsAmount.settled) {
      window.process(signal, levels, frames)
      return
    }
    const windowLevels = this.#windowLevels
    const amounts = this.#rmsAmount.gains
    window.process(signal, windowLevels, frames)
    for (let i = 0; i < frames; i++) {
      const peak = Math.abs(signal[i])
      levels[i] = peak + amounts[i] * (windowLevels[i] - peak)
    }
  }

  #linkLevels(frames: number): void {
    const { first, second } = this
    this.#link.process(frames)
    const links = this.#link.gains
    let highest = 0
    for (let i = 0; i < frames; i++) {
      const a = first[i]
      const b = second[i]
      const loudest = a > b ? a : b
      if (loudest > highest) highest = loudest
      first[i] = a + links[i] * (loudest - a)
      second[i] = b + links[i] * (loudest - b)
    }
    this.highest = highest
  }
}
