import type { Tap } from '../../../worklets/core/source.ts'

/** Bits of a word that a file can hold. */
export const WORD_BITS = 24
const FULL_SCALE = 2 ** (WORD_BITS - 1)
const MOST_FRAMES = 4096
/** Looks that the shares are averaged over. */
const MEMORY = 0.85

/** How often each bit of the samples changes, 0..1: the first is the sign, the last the LSB of 24. */
export class BitActivity {
  readonly shares = new Float32Array(WORD_BITS)
  readonly #left = new Float32Array(MOST_FRAMES)
  readonly #right = new Float32Array(MOST_FRAMES)
  readonly #counts = new Uint32Array(WORD_BITS)
  #position: number | undefined

  /** The lowest bit that ever moves now, counted from 1; 0 in silence. */
  get used(): number {
    return this.shares.findLastIndex((share) => share > 0.01) + 1
  }

  /** Takes what is new; false where there is nothing. */
  follow(tap: Tap): boolean {
    const from = this.#position ?? tap.position
    this.#position = tap.position
    const frames = tap.copySince(from, this.#left, this.#right)
    if (frames < 2) return false
    const counts = this.#counts
    counts.fill(0)
    let before = codeOf(this.#left[0] ?? 0)
    for (let i = 1; i < frames; i++) {
      const code = codeOf(this.#left[i] ?? 0)
      const changed = code ^ before
      before = code
      for (let bit = 0; bit < WORD_BITS; bit++) {
        if ((changed >> (WORD_BITS - 1 - bit)) & 1) counts[bit] = (counts[bit] ?? 0) + 1
      }
    }
    for (let bit = 0; bit < WORD_BITS; bit++) {
      const share = (counts[bit] ?? 0) / (frames - 1)
      this.shares[bit] = MEMORY * (this.shares[bit] ?? 0) + (1 - MEMORY) * share
    }
    return true
  }
}

function codeOf(sample: number): number {
  return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(sample * FULL_SCALE)))
}
