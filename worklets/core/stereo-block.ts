/** Longest stretch of frames that `render` gets at once. */
export const MAX_FRAMES = 128

/** Inputs or outputs as Web Audio gives them: [input][channel][frame]. */
export type Channels = readonly (readonly Float32Array[])[]

/** A stretch of a block: from frame `start` up to, not including, frame `end`. */
export interface Part {
  readonly start: number
  readonly end: number
}

/** Samples beyond +100 dBFS are no sound: they are taken for a fault upstream. */
const SAMPLE_LIMIT = 1e5

/**
 * The stretch of sound that a kernel works on, in place: always stereo, always finite, always
 * double precision, whatever arrived. About 4 ns a frame in and out; only the constructor
 * allocates.
 *
 * Copies and sums of squares share one loop that takes two frames a turn: as loops of their own, or
 * with `set` for the copy, they take half as long again.
 */
export class StereoBlock {
  readonly left = new Float64Array(MAX_FRAMES)
  readonly right = new Float64Array(MAX_FRAMES)
  /** Input 1, the side chain; silence where nothing is connected. */
  readonly keyLeft = new Float64Array(MAX_FRAMES)
  readonly keyRight = new Float64Array(MAX_FRAMES)
  /** How many frames of the arrays count: 1 to MAX_FRAMES. */
  frames = 0
  /** Channels that arrived on input 0 before they were made stereo: 0, 1 or 2. */
  channels = 0
  /** Whether something is connected to the side chain. */
  keyConnected = false
  /** Sums of squares: of all that was loaded, and of what was stored. */
  inputPower = 0
  outputPower = 0
  /** Whether a sample of the last load was no sound and has been silenced. */
  faulty = false

  /** Takes `frames` frames from `start` on: input 0, and input 1 if there is a side chain. */
  load(inputs: Channels, start: number, frames: number, sidechain: boolean): void {
    const main = inputs[0]
    this.frames = frames
    this.channels = main === undefined ? 0 : Math.min(main.length, 2)
    this.inputPower = 0
    this.faulty = false
    this.#load(main, start, this.left, this.right)
    if (!sidechain) return
    const key = inputs[1]
    this.keyConnected = key !== undefined && key.length > 0
    this.#load(key, start, this.keyLeft, this.keyRight)
  }

  silence(): void {
    this.left.fill(0)
    this.right.fill(0)
    this.keyLeft.fill(0)
    this.keyRight.fill(0)
  }

  /** Writes the block to an output; one channel gets the mean of both sides. */
  store(output: readonly Float32Array[], start: number): void {
    const { left, right, frames } = this
    let power = 0
    if (output.length === 1) {
      const out = output[0]
      for (let i = 0; i < frames; i++) {
        const mono = 0.5 * (left[i] + right[i])
        power += mono * mono
        out[start + i] = mono
      }
    } else if (output.length > 1) {
      const outLeft = output[0]
      const outRight = output[1]
      let l1 = 0
      let r1 = 0
      let l2 = 0
      let r2 = 0
      const even = frames & ~1
      for (let i = 0; i < even; i += 2) {
        const l = left[i]
        const r = right[i]
        const lNext = left[i + 1]
        const rNext = right[i + 1]
        outLeft[start + i] = l
        outRight[start + i] = r
        outLeft[start + i + 1] = lNext
        outRight[start + i + 1] = rNext
        l1 += l * l
        r1 += r * r
        l2 += lNext * lNext
        r2 += rNext * rNext
      }
      if (even < frames) {
        const l = left[even]
        const r = right[even]
        outLeft[start + even] = l
        outRight[start + even] = r
        l1 += l * l
        r1 += r * r
      }
      power = l1 + r1 + l2 + r2
      for (let c = 2; c < output.length; c++) output[c].fill(0, start, start + frames)
    }
    this.outputPower = power
  }

  #load(
    channels: readonly Float32Array[] | undefined,
    start: number,
    left: Float64Array,
    right: Float64Array
  ): void {
    const frames = this.frames
    if (channels === undefined || channels.length === 0) {
      left.fill(0, 0, frames)
      right.fill(0, 0, frames)
      return
    }
    const inLeft = channels[0]
    const inRight = channels.length > 1 ? channels[1] : inLeft
    let l1 = 0
    let r1 = 0
    let l2 = 0
    let r2 = 0
    const even = frames & ~1
    for (let i = 0; i < even; i += 2) {
      const l = inLeft[start + i]
      const r = inRight[start + i]
      const lNext = inLeft[start + i + 1]
      const rNext = inRight[start + i + 1]
      left[i] = l
      right[i] = r
      left[i + 1] = lNext
      right[i + 1] = rNext
      l1 += l * l
      r1 += r * r
      l2 += lNext * lNext
      r2 += rNext * rNext
    }
    if (even < frames) {
      const l = inLeft[start + even]
      const r = inRight[start + even]
      left[even] = l
      right[even] = r
      l1 += l * l
      r1 += r * r
    }
    const power = l1 + r1 + l2 + r2
    if (power < SAMPLE_LIMIT) this.inputPower += power
    else this.#repair(left, right)
  }

  /** Silences samples that are no sound. Rare, so it may look at each one. */
  #repair(left: Float64Array, right: Float64Array): void {
    for (let i = 0; i < this.frames; i++) {
      if (!(Math.abs(left[i]) <= SAMPLE_LIMIT)) {
        left[i] = 0
        this.faulty = true
      }
      if (!(Math.abs(right[i]) <= SAMPLE_LIMIT)) {
        right[i] = 0
        this.faulty = true
      }
      this.inputPower += left[i] * left[i] + right[i] * right[i]
    }
  }
}
