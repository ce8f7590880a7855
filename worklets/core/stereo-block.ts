/** Longest stretch of frames that `render` gets at once. */
export const MAX_FRAMES = 128

/** Inputs or outputs as Web Audio gives them: [input][channel][frame]. */
export type Channels = readonly (readonly Float32Array[])[]

/** Samples beyond +100 dBFS are no sound: they are taken for a fault upstream. */
const SAMPLE_LIMIT = 1e5

/**
 * The stretch of sound that a kernel works on, in place: always stereo, always finite, always
 * double precision, whatever arrived. A few nanoseconds a frame; only the constructor allocates
 * (powers are fields, because a number that a method returns is garbage).
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
  #power = 0
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
      if (frames === MAX_FRAMES && outLeft.length === MAX_FRAMES) {
        outLeft.set(left)
        outRight.set(right)
      } else {
        for (let i = 0; i < frames; i++) {
          outLeft[start + i] = left[i]
          outRight[start + i] = right[i]
        }
      }
      this.#measure(left, right)
      power = this.#power
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
    if (frames === MAX_FRAMES && start === 0 && inLeft.length === MAX_FRAMES) {
      left.set(inLeft)
      right.set(inRight)
    } else {
      for (let i = 0; i < frames; i++) {
        left[i] = inLeft[start + i]
        right[i] = inRight[start + i]
      }
    }
    this.#measure(left, right)
    if (this.#power < SAMPLE_LIMIT) this.inputPower += this.#power
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

  /** Sum of squares to `#power`: four sums side by side, so that none waits for the one before. */
  #measure(left: Float64Array, right: Float64Array): void {
    const frames = this.frames
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    const even = frames & ~1
    for (let i = 0; i < even; i += 2) {
      a += left[i] * left[i]
      b += right[i] * right[i]
      c += left[i + 1] * left[i + 1]
      d += right[i + 1] * right[i + 1]
    }
    if (even < frames) {
      a += left[even] * left[even]
      b += right[even] * right[even]
    }
    this.#power = a + b + c + d
  }
}
