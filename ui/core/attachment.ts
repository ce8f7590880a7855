/**
 * What an element acquires of something that may be replaced while it is on the page: listeners on
 * its source, a tap, gestures on a part of its template. `attach` acquires; its signal ends when
 * another thing is followed, or the element's lifetime ends.
 */
export class Attachment<T extends object> {
  readonly #attach: (target: T, signal: AbortSignal) => void
  #target: T | undefined
  #release: AbortController | undefined

  constructor(attach: (target: T, signal: AbortSignal) => void) {
    this.#attach = attach
  }

  /** What is attached now. */
  get target(): T | undefined {
    return this.#target
  }

  /** Attaches to `target` for as long as `lifetime` lives; the same target again changes nothing. */
  follow(target: T | null | undefined, lifetime: AbortSignal): void {
    // An element may render once more after it was taken off the page: nobody would let go then.
    const wanted = lifetime.aborted ? undefined : (target ?? undefined)
    if (wanted === this.#target) return
    this.#release?.abort()
    this.#target = wanted
    this.#release = undefined
    if (wanted === undefined) return
    const release = new AbortController()
    this.#release = release
    const { signal } = release
    lifetime.addEventListener('abort', () => this.follow(undefined, lifetime), { signal })
    this.#attach(wanted, signal)
  }
}
