import { HOPS_PER_SECOND, HopClock } from '../levels/hop-clock.ts'
import { PEAK_FALL_DB_PER_SECOND } from '../levels/peak-fall.ts'
import { isSilent } from '../silence.ts'
import { TruePeakTrack } from './true-peak-track.ts'

const FALL_PER_HOP = 10 ** (-PEAK_FALL_DB_PER_SECOND / 20 / HOPS_PER_SECOND)

/** Length of the window whose peak is held against short-term loudness. */
const RECENT_HOPS = 3 * HOPS_PER_SECOND

/** Below -120 dBTP a reading is minus infinity. */
const FLOOR = 1e-6

/**
 * True peak of a stereo signal: per channel with the return of a peak programme meter, the highest
 * of the last 3 s, and the highest since `restart`. Readings move once per 10 ms; sound is heard
 * 0.5 ms after it has come in, and `flush` brings out the rest at the end of a file.
 *
 * About 100 ns a frame for both channels at 48 kHz, 1 ns in silence. Only the constructor
 * allocates.
 */
export class TruePeakMeter {
  readonly #clock: HopClock
  readonly #left: TruePeakTrack
  readonly #right: TruePeakTrack
  readonly #recent = new Float64Array(RECENT_HOPS)
  readonly #zeros: Float64Array
  readonly #hopFrames: number
  #recentAt = 0
  #silentFrames = 0
  /** Falling peaks, and the highest since `restart`. */
  #fallLeft = 0
  #fallRight = 0
  #highest = 0
  #leftDb = -Infinity
  #rightDb = -Infinity
  #highestDb = -Infinity
  #recentDb = -Infinity
  #isHolding = false
  /** Frames to go until what is read lies after the last `restart` or `setHold`. */
  #framesToStart = 0
  /** What the hop under way had before that. */
  #earlyLeft = 0
  #earlyRight = 0

  /** For blocks of up to `maxBlock` frames. */
  constructor(sampleRate: number, maxBlock: number) {
    this.#clock = new HopClock(sampleRate)
    this.#left = new TruePeakTrack(sampleRate, maxBlock)
    this.#right = new TruePeakTrack(sampleRate, maxBlock)
    this.#hopFrames = Math.ceil(sampleRate / HOPS_PER_SECOND)
    this.#zeros = new Float64Array(maxBlock)
    this.#silentFrames = this.#left.memoryFrames
  }

  /** Falling true peak in dBTP. */
  get left(): number {
    return this.#leftDb
  }

  get right(): number {
    return this.#rightDb
  }

  /** Highest true peak of both channels since `restart`, in dBTP. */
  get highest(): number {
    return this.#highestDb
  }

  /** Highest true peak of both channels in the last 3 s, in dBTP. */
  get highestRecent(): number {
    return this.#recentDb
  }

  /** While on, `highest` stays as it is. */
  setHold(on: boolean): void {
    if (on === this.#isHolding) return
    this.#closeStretch()
    this.#isHolding = on
  }

  /** Begins `highest` anew. */
  restart(): void {
    this.#closeStretch()
    this.#highest = 0
    this.#highestDb = -Infinity
  }

  reset(): void {
    this.#clock.reset()
    this.#left.reset()
    this.#right.reset()
    this.#fallLeft = 0
    this.#fallRight = 0
    this.#recent.fill(0)
    this.#recentAt = 0
    this.#silentFrames = this.#left.memoryFrames
    this.#highest = 0
    this.#leftDb = -Infinity
    this.#rightDb = -Infinity
    this.#highestDb = -Infinity
    this.#recentDb = -Infinity
    this.#framesToStart = 0
    this.#earlyLeft = 0
    this.#earlyRight = 0
  }

  process(left: Float64Array, right: Float64Array, frames: number): void {
    const silent = isSilent(left, right, 0, frames)
    if (!silent) this.#silentFrames = 0
    // Once silence fills the whole memory it need not be looked at.
    if (this.#silentFrames >= this.#left.memoryFrames) this.#pass(frames)
    else this.#measure(left, right, frames)
    if (silent) this.#silentFrames += frames
  }

  /** Hears as much silence as it takes for the last sound to be read. */
  flush(): void {
    let frames = this.#left.memoryFrames + this.#hopFrames
    while (frames > 0) {
      this.process(this.#zeros, this.#zeros, this.#zeros.length)
      frames -= this.#zeros.length
    }
  }

  #measure(left: Float64Array, right: Float64Array, frames: number): void {
    let from = 0
    while (from < frames) {
      const to = Math.min(frames, from + this.#framesToEdge())
      this.#left.process(left, from, to)
      this.#right.process(right, from, to)
      this.#advance(to - from)
      from = to
    }
  }

  #pass(frames: number): void {
    let left = frames
    while (left > 0) {
      const step = Math.min(left, this.#framesToEdge())
      this.#advance(step)
      left -= step
    }
  }

  #framesToEdge(): number {
    const hop = this.#clock.framesLeft
    return this.#framesToStart > 0 ? Math.min(hop, this.#framesToStart) : hop
  }

  #advance(frames: number): void {
    if (this.#framesToStart > 0) {
      this.#framesToStart -= frames
      if (this.#framesToStart === 0) this.#setAside()
    }
    if (this.#clock.advance(frames)) this.#closeHop()
  }

  #closeHop(): void {
    if (this.#framesToStart > 0) this.#setAside()
    const left = this.#left.high
    const right = this.#right.high
    this.#left.forget()
    this.#right.forget()
    if (!this.#isHolding) this.#highest = Math.max(this.#highest, left, right)
    const highLeft = Math.max(left, this.#earlyLeft)
    const highRight = Math.max(right, this.#earlyRight)
    this.#earlyLeft = 0
    this.#earlyRight = 0
    this.#fallLeft = Math.max(highLeft, FALL_PER_HOP * this.#fallLeft)
    this.#fallRight = Math.max(highRight, FALL_PER_HOP * this.#fallRight)
    this.#recent[this.#recentAt] = Math.max(highLeft, highRight)
    this.#recentAt = (this.#recentAt + 1) % RECENT_HOPS
    this.#read()
  }

  #read(): void {
    let recent = 0
    for (let k = 0; k < RECENT_HOPS; k++) recent = Math.max(recent, this.#recent[k])
    this.#recentDb = recent >= FLOOR ? 20 * Math.log10(recent) : -Infinity
    this.#leftDb = this.#fallLeft >= FLOOR ? 20 * Math.log10(this.#fallLeft) : -Infinity
    this.#rightDb = this.#fallRight >= FLOOR ? 20 * Math.log10(this.#fallRight) : -Infinity
    this.#highestDb = this.#highest >= FLOOR ? 20 * Math.log10(this.#highest) : -Infinity
  }

  /** Ends what `highest` is taken of; what comes next is heard once the filters have let it by. */
  #closeStretch(): void {
    if (!this.#isHolding && this.#framesToStart === 0) {
      this.#highest = Math.max(this.#highest, this.#left.high, this.#right.high)
    }
    this.#setAside()
    this.#framesToStart = this.#left.delayFrames
  }

  /** Keeps what the hop under way has so far for the other readings. */
  #setAside(): void {
    this.#earlyLeft = Math.max(this.#earlyLeft, this.#left.high)
    this.#earlyRight = Math.max(this.#earlyRight, this.#right.high)
    this.#left.forget()
    this.#right.forget()
  }
}
