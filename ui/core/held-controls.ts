interface HeldOptions {
  /** The first control was taken. */
  begin(): void
  /** The last one was let go. */
  end(): void
}

/**
 * The controls that hands hold, from their events `gesturestart` and `gestureend`: two hands on two
 * controls are one gesture, which ends with the last of them.
 */
export class HeldControls {
  readonly #options: HeldOptions
  /** How often each is held: what stands for controls that are not to be seen may be so twice. */
  readonly #held = new Map<EventTarget, number>()

  constructor(options: HeldOptions) {
    this.#options = options
  }

  /** For both events. */
  readonly listener = (event: Event): void => {
    const control = event.composedPath()[0]
    // WebKit has native events of these names for two fingers.
    if (!(event instanceof CustomEvent) || !control) return
    if (event.type === 'gesturestart') this.#take(control)
    else this.#release(control)
  }

  /** Forgets all of them, and calls nothing. */
  clear(): void {
    this.#held.clear()
  }

  #take(control: EventTarget): void {
    // A control that was taken off the page in mid-gesture cannot tell its end.
    for (const held of [...this.#held.keys()]) {
      if (isGone(held)) this.#drop(held)
    }
    if (this.#held.size === 0) this.#options.begin()
    this.#held.set(control, (this.#held.get(control) ?? 0) + 1)
  }

  #release(control: EventTarget): void {
    const times = this.#held.get(control) ?? 0
    if (times > 1) this.#held.set(control, times - 1)
    else this.#drop(control)
  }

  #drop(control: EventTarget): void {
    if (this.#held.delete(control) && this.#held.size === 0) this.#options.end()
  }
}

function isGone(control: EventTarget): boolean {
  return 'isConnected' in control && control.isConnected === false
}
