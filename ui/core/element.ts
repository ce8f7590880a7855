import { type CSSResultGroup, LitElement } from 'lit'
import { baseStyles, installTheme } from './theme.ts'

/** Of an element that is on no page. */
const ENDED = AbortSignal.abort()

/**
 * Base of every Twobus element: knows the tokens, chooses dark where neither the page nor the
 * element says anything, and owns what must be released when it leaves the page.
 */
export class TwobusElement extends LitElement {
  static override styles: CSSResultGroup = [baseStyles]

  #internals: ElementInternals | undefined
  #life: AbortController | undefined

  /**
   * Lives while the element is on a page: a new signal each time it is put there, an aborted one
   * before and after. Whatever the element acquires takes this signal and is released by it.
   */
  get lifetime(): AbortSignal {
    return this.#life?.signal ?? ENDED
  }

  override connectedCallback(): void {
    // Before Lit's own part, which connects the controllers: they acquire as well.
    this.#life ??= new AbortController()
    super.connectedCallback()
    // What `updated` acquires is acquired again where the element is put back.
    if (this.hasUpdated) this.requestUpdate()
    installTheme(this.ownerDocument)
    this.#followPage()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    const life = this.#life
    this.#life = undefined
    life?.abort()
  }

  /** Only an element that no other Twobus element contains asks the page for its color scheme. */
  #followPage(): void {
    const root = this.getRootNode()
    const host = root instanceof ShadowRoot ? root.host : undefined
    if (host instanceof TwobusElement) return
    this.#internals ??= this.attachInternals()
    const { states } = this.#internals
    // The parent is asked: a style of this element from before would fade into the right one.
    const parent = this.assignedSlot ?? this.parentElement ?? host ?? document.documentElement
    if (getComputedStyle(parent).colorScheme === 'normal') states.add('default-dark')
    else states.delete('default-dark')
  }

  /** Dispatches an event that crosses shadow roots, as every event of a control does. */
  protected emit(name: string, detail?: unknown): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true })
    )
  }
}
