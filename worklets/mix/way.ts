import type { Automation } from '../core/automation.ts'
import { MAX_FRAMES } from '../core/stereo-block.ts'
import { decibelsToGain } from '../dsp/decibels.ts'
import { GainRamp } from '../dsp/moves/gain-ramp.ts'
import { SEND_ROW } from './send-rows.ts'
import type { Stretch, TapReader } from './tap-line.ts'

/** Sums in double precision: as many sounds as one likes meet without a trace of rounding. */
export class SumBlock {
  readonly left = new Float64Array(MAX_FRAMES)
  readonly right = new Float64Array(MAX_FRAMES)

  clear(): void {
    this.left.fill(0)
    this.right.fill(0)
  }

  /** Rounds the first frames to what kernels take. */
  store(left: Float32Array, right: Float32Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      left[i] = this.left[i]
      right[i] = this.right[i]
    }
  }
}

/** The gain of a send: level and switch, smoothed, and the lanes that move them. */
export interface SendGain {
  readonly level: number
  readonly on: boolean
  readonly automation: Automation
  readonly sampleRate: number
}

/** Sound on its way from a tap to where it meets others: as late as it must be, and ramped. */
export class Way {
  readonly reader: TapReader
  readonly #automation: Automation | undefined
  readonly #ramp: GainRamp | undefined
  readonly #stretch: Stretch = { start: 0, frames: 0, position: 0 }
  #level = 0
  #on = true

  /** Without a gain the sound passes as it is. */
  constructor(reader: TapReader, gain?: SendGain) {
    this.reader = reader
    if (gain === undefined) return
    this.#level = gain.level
    this.#on = gain.on
    this.#automation = gain.automation.isEmpty ? undefined : gain.automation
    this.#ramp = new GainRamp(gain.sampleRate, this.#gain, MAX_FRAMES)
  }

  /** The next frame is `songFrame` of the song. */
  reset(songFrame: number): void {
    this.reader.reset()
    if (this.#automation?.moveTo(songFrame)) this.#takeWords()
    this.#ramp?.jump(this.#gain)
  }

  addTo(sum: SumBlock, frames: number, position: number, songFrame: number): void {
    const stretch = this.#stretch
    const automation = this.#automation
    let start = 0
    while (start < frames) {
      let rest = frames - start
      if (automation !== undefined) {
        if (automation.moveTo(songFrame + start)) this.#takeWords()
        rest = Math.min(rest, automation.framesToMove(songFrame + start))
      }
      stretch.start = start
      stretch.frames = rest
      stretch.position = position + start
      this.#ramp?.process(rest)
      this.reader.addTo(sum.left, sum.right, stretch, this.#ramp)
      start += rest
    }
  }

  get #gain(): number {
    return this.#on ? decibelsToGain(this.#level) : 0
  }

  #takeWords(): void {
    const automation = this.#automation
    if (automation === undefined) return
    for (let i = 0; i < automation.rows.length; i++) {
      if (automation.rows[i] === SEND_ROW.level) this.#level = automation.words[i]
      else this.#on = automation.words[i] >= 0.5
    }
    this.#ramp?.setTarget(this.#gain)
  }
}
