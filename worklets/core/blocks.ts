/**
 * The memory that the page and the audio thread share: parameters, meter readings and taps.
 * On a page that is not cross-origin isolated the same classes work on plain buffers, and their
 * contents travel as messages; nothing else in the code knows the difference.
 *
 * This is the only file that uses Atomics.
 */

const BYTES = 4

/** A buffer that is shared where the platform allows it. */
export type BlockBuffer = ArrayBuffer | SharedArrayBuffer

/** Whether memory can be shared. Tests the constructor: WebKit may claim isolation without it. */
export function canShareMemory(): boolean {
  return typeof SharedArrayBuffer === 'function'
}

export function makeBuffer(bytes: number, shared: boolean): BlockBuffer {
  return shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
}

/**
 * A set of 32-bit words with one writer and any number of readers, which see it whole or not at
 * all. The writer makes the change counter odd, writes, and makes it even. A reader that finds the
 * counter odd, or moved while it copied, keeps what it had; it never waits.
 */
class WordSet {
  readonly #bits: Int32Array
  readonly #spareBits: Int32Array
  readonly #spareWords: Float32Array
  #seen = 0

  constructor(buffer: BlockBuffer, byteOffset: number, count: number) {
    this.#bits = new Int32Array(buffer, byteOffset, count + 1)
    this.#spareWords = new Float32Array(count)
    this.#spareBits = new Int32Array(this.#spareWords.buffer)
  }

  static byteLength(count: number): number {
    return (count + 1) * BYTES
  }

  write(words: Float32Array): void {
    const bits = this.#bits
    const counter = Atomics.load(bits, 0)
    this.#spareWords.set(words)
    Atomics.store(bits, 0, (counter + 1) | 0)
    for (let i = 0; i < words.length; i++) Atomics.store(bits, i + 1, this.#spareBits[i])
    Atomics.store(bits, 0, (counter + 2) | 0)
  }

  /** Copies the words if a complete new set is there; says whether it did. Never allocates. */
  read(into: Float32Array): boolean {
    const bits = this.#bits
    const counter = Atomics.load(bits, 0)
    if (counter === this.#seen || (counter & 1) === 1) return false
    const spare = this.#spareBits
    for (let i = 0; i < spare.length; i++) spare[i] = Atomics.load(bits, i + 1)
    if (Atomics.load(bits, 0) !== counter) return false
    this.#seen = counter
    into.set(this.#spareWords)
    return true
  }
}

/** Parameters in two one-way halves: the page writes `wanted`, the audio thread `effective`. */
export class ParamBlock {
  readonly buffer: BlockBuffer
  readonly wanted: WordSet
  readonly effective: WordSet

  constructor(buffer: BlockBuffer, count: number) {
    this.buffer = buffer
    this.wanted = new WordSet(buffer, 0, count)
    this.effective = new WordSet(buffer, WordSet.byteLength(count), count)
  }

  static make(count: number, shared: boolean): ParamBlock {
    return new ParamBlock(makeBuffer(2 * WordSet.byteLength(count), shared), count)
  }
}

/** One word per meter row, written by the audio thread at the end of a quantum. */
export class MeterBlock {
  readonly buffer: BlockBuffer
  /** Each word is a reading of its own, so plain loads and stores do. */
  readonly words: Float32Array

  constructor(buffer: BlockBuffer) {
    this.buffer = buffer
    this.words = new Float32Array(buffer)
  }

  static make(count: number, shared: boolean): MeterBlock {
    return new MeterBlock(makeBuffer(count * BYTES, shared))
  }
}

/** Frames that a tap holds; a power of two. 0.68 s at 48 kHz: a reader may miss frames of a screen. */
const TAP_FRAMES = 32768

/**
 * A ring of stereo samples, written by the audio thread only while someone listens. The position
 * counts frames since the start and is stored after the samples.
 */
export class TapRing {
  readonly buffer: BlockBuffer
  readonly #position: Int32Array
  readonly #left: Float32Array
  readonly #right: Float32Array

  constructor(buffer: BlockBuffer) {
    this.buffer = buffer
    this.#position = new Int32Array(buffer, 0, 1)
    this.#left = new Float32Array(buffer, BYTES, TAP_FRAMES)
    this.#right = new Float32Array(buffer, BYTES * (TAP_FRAMES + 1), TAP_FRAMES)
  }

  static make(shared: boolean): TapRing {
    return new TapRing(makeBuffer(BYTES * (2 * TAP_FRAMES + 1), shared))
  }

  /** Frames written so far, wrapping as a 32-bit integer does. */
  get position(): number {
    return Atomics.load(this.#position, 0)
  }

  push(
    left: Float32Array | Float64Array,
    right: Float32Array | Float64Array,
    frames: number
  ): void {
    const start = Atomics.load(this.#position, 0)
    for (let i = 0; i < frames; i++) {
      const at = (start + i) & (TAP_FRAMES - 1)
      this.#left[at] = left[i]
      this.#right[at] = right[i]
    }
    Atomics.store(this.#position, 0, (start + frames) | 0)
  }

  /** Copies the newest frames, oldest first, as many as the arrays hold (at most half the ring). */
  copyNewest(left: Float32Array, right: Float32Array): void {
    this.#copyUpTo(this.position, left, right, left.length)
  }

  /**
   * Copies the frames written since `position`, the newest of them if there are more than the
   * arrays hold, and returns how many.
   */
  copySince(position: number, left: Float32Array, right: Float32Array): number {
    const end = this.position
    const frames = Math.min((end - position) | 0, left.length, TAP_FRAMES / 2)
    this.#copyUpTo(end, left, right, frames)
    return frames
  }

  #copyUpTo(end: number, left: Float32Array, right: Float32Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      const at = (end - frames + i) & (TAP_FRAMES - 1)
      left[i] = this.#left[at]
      right[i] = this.#right[at]
    }
  }
}
