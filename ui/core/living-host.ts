import type { ReactiveControllerHost } from 'lit'

/** An element that controllers can acquire for: every `TwobusElement` is one. */
export interface LivingHost extends ReactiveControllerHost, Element {
  /** Lives while the element is on the page; releases what takes it. */
  readonly lifetime: AbortSignal
}
