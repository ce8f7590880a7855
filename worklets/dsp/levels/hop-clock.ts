export const HOPS_PER_SECOND = 100

/**
 * Cuts time into hops of 10 ms at any sample rate: where that is no whole number of frames, hops
 * differ by one frame and no error adds up. Counts frames, whatever the blocks are.
 */
export class HopClock {
  readonly #sampleRate: number
  #hop = 0
  #left: number

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate
    this.#left = this.#length(0)
  }

  /** True when the next frame begins a hop. */
  get isAtStart(): boolean {
    return this.#left === this.#length(this.#hop)
  }

  /** Frames until the hop under way is full. */
  get framesLeft(): number {
    return this.#left
  }

  reset(): void {
    this.#hop = 0
    this.#left = this.#length(0)
  }

  /** Lets at most `framesLeft` frames pass and says whether they filled the hop. */
  advance(frames: number): boolean {
    this.#left -= frames
    if (this.#left > 0) return false
    this.#hop = (this.#hop + 1) % HOPS_PER_SECOND
    this.#left = this.#length(this.#hop)
    return true
  }

  #length(hop: number): number {
    const perHop = this.#sampleRate / HOPS_PER_SECOND
    return Math.round((hop + 1) * perHop) - Math.round(hop * perHop)
  }
}
