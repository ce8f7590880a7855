import type { HostEffect } from '../audio-family.ts'
import { type DeskSetting, makeDelay } from './desk-setting.ts'
import { filledAt, moveGain } from './move-gain.ts'

/** Where sound comes from and where it goes: an input of a node. */
export interface WayEnds {
  readonly from: AudioNode
  readonly to: AudioNode
  /** 1 for a side chain. */
  readonly input?: number
}

/**
 * The nodes of one way between strips (an output, a send, a side chain): tap -> delay -> gain ->
 * where it meets others. A delay is made when the way first needs one, and stays.
 */
export class DeskWay {
  readonly #setting: DeskSetting
  readonly #ends: WayEnds
  readonly #gain: GainNode
  #delay: HostEffect | undefined
  #level = 0
  /** Until then a new delay has silence in it, whose end would click. */
  #filledAt = 0

  /** Silent until `setLevel` opens it. */
  private constructor(setting: DeskSetting, ends: WayEnds) {
    this.#setting = setting
    this.#ends = ends
    this.#gain = setting.context.createGain()
    this.#gain.gain.value = 0
    this.#gain.connect(ends.to, 0, ends.input ?? 0)
  }

  static async create(setting: DeskSetting, ends: WayEnds, frames: number): Promise<DeskWay> {
    const way = new DeskWay(setting, ends)
    if (frames > 0) way.#delay = await makeDelay(setting, frames)
    way.#connect(frames)
    return way
  }

  /** Whether `setDelay` can follow; if not, `addDelay` comes first. */
  canDelay(frames: number): boolean {
    return frames === 0 || this.#delay !== undefined
  }

  setDelay(frames: number): void {
    this.#delay?.set('frames', frames)
  }

  /** Puts a delay into a way that had none, behind a fade. */
  async addDelay(frames: number): Promise<void> {
    const delay = await makeDelay(this.#setting, frames)
    await moveGain(this.#gain, 0)
    this.#ends.from.disconnect(this.#gain)
    this.#delay = delay
    this.#connect(frames)
    await moveGain(this.#gain, this.#level, this.#filledAt)
  }

  setLevel(level: number): void {
    if (level === this.#level) return
    this.#level = level
    void moveGain(this.#gain, level, this.#filledAt)
  }

  /** Fades out, then frees its nodes. */
  async dispose(): Promise<void> {
    await moveGain(this.#gain, 0)
    this.#ends.from.disconnect(this.#delay?.node ?? this.#gain)
    this.#gain.disconnect()
    this.#delay?.dispose()
  }

  #connect(frames: number): void {
    const { from } = this.#ends
    this.#filledAt = frames > 0 ? filledAt(this.#setting.context, frames) : 0
    if (this.#delay) from.connect(this.#delay.node).connect(this.#gain)
    else from.connect(this.#gain)
  }
}
