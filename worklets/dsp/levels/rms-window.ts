import { GainRamp } from '../moves/gain-ramp.ts'

/**
 * Level of one channel over a sliding rectangular window, calibrated so that a sine reads its peak
 * (the RMS times the square root of 2). A window over whole periods reads a tone without ripple.
 *
 * The running sum is exchanged for a freshly made one each time a window has passed, so rounding
 * errors cannot pile up and silence reads exactly 0. Another length comes in by a crossfade.
 * About 4 ns a frame. The constructor allocates 8 to 256 KB for 160 ms; nothing else does, but a
 * change of length sums one window anew.
 */
export class RmsWindow {
  readonly #ring: Float64Array
  readonly #mask: number
  readonly #maxLength: number
  /** From the old length (0) to the new one (1). */
  readonly #fade: GainRamp
  #write = 0
  #target = 1
  #length = 1
  #oldLength = 1
  #sum = 0
  #oldSum = 0
  /** Sum of the last `#freshCount` squares, which replaces `#sum` when they are a window full. */
  #fresh = 0
  #freshCount = 0
  /** Frames heard since `restart`, as far as that matters. */
  #heard = 0

  constructor(sampleRate: number, maxMs: number) {
    this.#maxLength = Math.max(1, Math.round((maxMs / 1000) * sampleRate))
    const size = 2 ** Math.ceil(Math.log2(this.#maxLength + 1))
    this.#ring = new Float64Array(size)
    this.#mask = size - 1
    this.#fade = new GainRamp(sampleRate, 1)
  }

  /** Asks for another window length in frames. */
  setLength(frames: number): void {
    this.#target = Math.min(Math.max(1, Math.round(frames)), this.#maxLength)
  }

  /** As if silence had gone before. */
  reset(): void {
    this.#ring.fill(0)
    this.#length = this.#target
    this.#sum = 0
    this.#fresh = 0
    this.#freshCount = 0
    this.#heard = this.#maxLength
    this.#fade.jump(1)
  }

  /** As if nothing had gone before: until a window is full, the level is that of what there is. */
  restart(): void {
    this.reset()
    this.#heard = 0
  }

  /** Writes the level at each frame of `signal` to `levels`. */
  process(signal: Float64Array, levels: Float64Array, frames: number): void {
    if (this.#fade.settled && this.#target !== this.#length) this.#startFade()
    if (!this.#fade.settled || this.#heard < this.#length) {
      this.#fade.process(frames)
      this.#processChanging(signal, levels, frames)
    } else {
      this.#processSteady(signal, levels, frames)
      this.#heard = Math.min(this.#heard + frames, this.#maxLength)
    }
  }

  #processSteady(signal: Float64Array, levels: Float64Array, frames: number): void {
    const ring = this.#ring
    const mask = this.#mask
    const length = this.#length
    const factor = 2 / length
    let write = this.#write
    let sum = this.#sum
    let fresh = this.#fresh
    let freshCount = this.#freshCount
    for (let i = 0; i < frames; i++) {
      const square = signal[i] * signal[i]
      sum += square - ring[(write - length) & mask]
      ring[write] = square
      write = (write + 1) & mask
      fresh += square
      if (++freshCount >= length) {
        sum = fresh
        fresh = 0
        freshCount = 0
      }
      levels[i] = sum > 0 ? Math.sqrt(factor * sum) : 0
    }
    this.#write = write
    this.#sum = sum
    this.#fresh = fresh
    this.#freshCount = freshCount
  }

  #processChanging(signal: Float64Array, levels: Float64Array, frames: number): void {
    const ring = this.#ring
    const mask = this.#mask
    for (let i = 0; i < frames; i++) {
      const square = signal[i] * signal[i]
      this.#sum += square - ring[(this.#write - this.#length) & mask]
      this.#oldSum += square - ring[(this.#write - this.#oldLength) & mask]
      ring[this.#write] = square
      this.#write = (this.#write + 1) & mask
      this.#heard = Math.min(this.#heard + 1, this.#maxLength)
      const level = this.#levelOf(this.#sum, this.#length)
      const oldLevel = this.#levelOf(this.#oldSum, this.#oldLength)
      levels[i] = oldLevel + this.#fade.gains[i] * (level - oldLevel)
    }
    // The next steady window starts a fresh sum of its own.
    this.#fresh = 0
    this.#freshCount = 0
  }

  #levelOf(sum: number, length: number): number {
    return sum > 0 ? Math.sqrt((2 * sum) / Math.min(length, this.#heard)) : 0
  }

  #startFade(): void {
    this.#oldLength = this.#length
    this.#oldSum = this.#sum
    this.#length = this.#target
    this.#sum = 0
    for (let i = 1; i <= this.#length; i++) {
      this.#sum += this.#ring[(this.#write - i) & this.#mask]
    }
    this.#fade.jump(0)
    this.#fade.setTarget(1)
  }
}
