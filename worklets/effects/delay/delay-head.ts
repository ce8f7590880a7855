import { BANK_BLOCK, type DelayBank } from '../../dsp/lines/delay-bank.ts'
import { SINC_REACH, type SincReader } from '../../dsp/lines/sinc-reader.ts'
import { Crossfade } from '../../dsp/moves/crossfade.ts'
import type { Wow } from './wow.ts'

/** Equal-power fade from one time to another. */
const FADE_SECONDS = 0.08

/** Tape: each of two poles that the time glides through, and the fastest bend, one half of pitch. */
const GLIDE_SECONDS = 0.1
const MOST_BEND = 0.5

/** Nearer than this many frames a glide has arrived. */
const ARRIVED = 1e-3

/**
 * What the interpolator needs beyond the frames of a block: 0.2 ms. Shorter times rest on whole
 * frames, and while they move a straight line between two frames must do.
 */
const REACH = SINC_REACH + 2

/** Times: the head's own, that of the old head while one fades, the first pole of a glide. */
const AT = { now: 0, old: 1, pole: 2 } as const

/** Tables of coefficients, which heads share. */
export interface DelayReaders {
  readonly still: SincReader
  readonly moving: SincReader
}

/**
 * The playback head of one delay line. In digital mode a new time fades in beside the old one; in
 * tape mode the time glides there, which bends the pitch. At rest on a whole number of frames the
 * samples come out as they went in.
 */
export class DelayHead {
  readonly output = new Float64Array(BANK_BLOCK)
  /** For times at rest: flat to 18 kHz. */
  readonly #still: SincReader
  /** For times that move: images 20 dB lower. */
  readonly #moving: SincReader
  readonly #fade: Crossfade
  readonly #step: number
  readonly #other = new Float64Array(BANK_BLOCK)
  readonly #delays = new Float64Array(BANK_BLOCK)
  /** In frames. */
  readonly #time = new Float64Array(3)
  #target = 0
  #isTape = false
  #gliding = false

  constructor(sampleRate: number, readers: DelayReaders) {
    this.#still = readers.still
    this.#moving = readers.moving
    this.#fade = new Crossfade(FADE_SECONDS, sampleRate, BANK_BLOCK)
    this.#step = 1 - Math.exp(-1 / (GLIDE_SECONDS * sampleRate))
  }

  set(frames: number, isTape: boolean): void {
    this.#target = frames >= REACH ? frames : Math.max(1, Math.round(frames))
    this.#isTape = isTape
  }

  /** Is at its time at once. */
  jump(): void {
    this.#fade.finish()
    this.#time.fill(this.#target)
    this.#gliding = false
  }

  /** The whole number of frames nearest to the time: the loop that freeze catches. */
  get wholeFrames(): number {
    return Math.max(1, Math.round(this.#time[AT.now]))
  }

  /** The most frames that may be read before what was read is written again. */
  get roomFrames(): number {
    const shortest = Math.min(this.#time[AT.now], this.#time[AT.old])
    const margin = this.#gliding ? BANK_BLOCK * MOST_BEND : 0
    return Math.max(1, Math.floor(shortest - REACH - margin))
  }

  /** Once per BANK_BLOCK frames: starts what is due. */
  advance(): void {
    const time = this.#time
    if (this.#fade.active || this.#gliding) return
    time[AT.old] = time[AT.now]
    if (time[AT.now] === this.#target) return
    if (this.#isTape) {
      this.#gliding = true
      time[AT.pole] = time[AT.now]
    } else {
      time[AT.now] = this.#target
      this.#fade.start()
    }
  }

  /** Reads `frames` frames into `output`. */
  read(bank: DelayBank, line: number, frames: number, wow: Wow): void {
    const time = this.#time
    if (this.#gliding) this.#glide(frames)
    else this.#delays.fill(time[AT.now], 0, frames)
    if (this.#gliding || wow.isOn) this.#readMoving(bank, line, frames, wow, this.output)
    else this.#still.readStill(bank, line, time[AT.now], this.output, frames)
    if (!this.#fade.active) return
    this.#delays.fill(time[AT.old], 0, frames)
    if (wow.isOn) {
      this.#readMoving(bank, line, frames, wow, this.#other)
    } else {
      this.#still.readStill(bank, line, time[AT.old], this.#other, frames)
    }
    this.#crossfade(frames)
  }

  #readMoving(bank: DelayBank, line: number, frames: number, wow: Wow, output: Float64Array): void {
    const delays = this.#delays
    wow.add(delays, line, frames)
    // Where time is shorter than the interpolator, `roomFrames` is one frame.
    if (frames === 1 && delays[0] < REACH) output[0] = readLine(bank, line, Math.max(1, delays[0]))
    else this.#moving.readEach(bank, line, delays, output, frames)
  }

  /** Writes the time of each frame on its way; its first pole leads, the bend is limited. */
  #glide(frames: number): void {
    const time = this.#time
    const delays = this.#delays
    const step = this.#step
    const target = this.#target
    let first = time[AT.pole]
    let now = time[AT.now]
    for (let i = 0; i < frames; i++) {
      first += step * (target - first)
      now += Math.max(-MOST_BEND, Math.min(MOST_BEND, step * (first - now)))
      delays[i] = now
    }
    if (Math.abs(target - now) + Math.abs(target - first) < ARRIVED) {
      this.#gliding = false
      now = target
    }
    time[AT.now] = now
    time[AT.old] = now
    time[AT.pole] = first
  }

  #crossfade(frames: number): void {
    const output = this.output
    const other = this.#other
    this.#fade.process(frames)
    const weights = this.#fade.weights
    for (let i = 0; i < frames; i++) {
      const angle = (Math.PI / 2) * weights[i]
      output[i] = Math.sin(angle) * output[i] + Math.cos(angle) * other[i]
    }
  }
}

/** Between two frames by a straight line; at a whole number of frames the sample itself. */
function readLine(bank: DelayBank, line: number, delay: number): number {
  const whole = Math.ceil(delay)
  const far = bank.data[bank.start(line, whole)]
  const near = bank.data[bank.start(line, whole - 1)]
  return far + (whole - delay) * (near - far)
}
