import { BANK_BLOCK, DelayBank, FLUSH } from '../lines/delay-bank.ts'
import { CoefficientRamp } from '../moves/coefficient-ramp.ts'

/** Delays of the allpasses of each side in ms: without common factors, and unlike on both sides. */
const LEFT_MS = [1.51, 2.33]
const RIGHT_MS = [1.73, 2.11]

/** At full spread: an echo becomes about nine, over 5 ms, that are as strong together. */
const FULL_GAIN = 0.6

/**
 * Turns each sample of a stereo signal into a short cluster of echoes without coloring it: two
 * allpasses in a row on each side (Schroeder, "Natural sounding artificial reverberation", JAES
 * 10(3), 1962), v = x - g v', y = g v + v' (v' a delay ago). What a `Diffuser` makes of a click is
 * some thousand single samples, whose number does not grow with the sample rate or the size of
 * the place; of clusters it makes a dense tail at any of them.
 * `setGain` 0 leaves two plain delays. About 6 ns a frame; only the constructor allocates.
 */
export class InputSmear {
  /** v of the first and second allpass of the left side, then of the right. */
  readonly #bank: DelayBank
  readonly #delays: Int32Array
  readonly #ramp = new CoefficientRamp(1)

  constructor(sampleRate: number) {
    // A block never reads what it writes.
    const frames = (ms: number) => Math.max(BANK_BLOCK, Math.round((ms / 1000) * sampleRate))
    this.#delays = Int32Array.from([...LEFT_MS, ...RIGHT_MS], frames)
    this.#bank = new DelayBank(4, Math.max(...this.#delays))
  }

  /** `spread`: 0..1. Follow it by `aim` or `land`. */
  setGain(spread: number): void {
    this.#ramp.target[0] = FULL_GAIN * spread
  }

  /** The gain that was set is reached after `frames` frames, when `land` is due. */
  aim(frames: number): void {
    this.#ramp.aim(frames)
  }

  land(): void {
    this.#ramp.land()
  }

  reset(): void {
    this.#bank.reset()
  }

  /** Lines 0 and 1, left and right, of the block that is being written to `signal`, in place. */
  process(signal: DelayBank, frames: number): void {
    const bank = this.#bank
    const delays = this.#delays
    const gainStep = this.#ramp.change[0]
    const before = this.#ramp.current[0]
    let gain = before
    for (let side = 0; side < 2; side++) {
      const { data } = signal
      const at = signal.start(side, 0)
      const past = bank.data
      const first = 2 * side
      const to1 = bank.start(first, 0)
      const from1 = bank.start(first, delays[first])
      const to2 = bank.start(first + 1, 0)
      const from2 = bank.start(first + 1, delays[first + 1])
      gain = before
      for (let i = 0; i < frames; i++) {
        const old1 = past[(from1 + i) | 0]
        const v1 = data[(at + i) | 0] - gain * old1
        const y1 = gain * v1 + old1
        const old2 = past[(from2 + i) | 0]
        const v2 = y1 - gain * old2 + FLUSH - FLUSH
        past[(to1 + i) | 0] = v1 + FLUSH - FLUSH
        past[(to2 + i) | 0] = v2
        data[(at + i) | 0] = gain * v2 + old2
        gain += gainStep
      }
    }
    this.#ramp.current[0] = gain
    bank.advance(frames)
  }
}
