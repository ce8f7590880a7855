import { type CSSResultGroup, LitElement } from 'lit'
import { baseStyles, installTheme } from './theme.ts'

/**
 * Base of every Twobus element: knows the tokens, and chooses dark where neither the page nor the
 * element says anything.
 */
export class TwobusElement extends LitElement {
  static override styles: CSSResultGroup = [baseStyles]

  #internals: ElementInternals | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    installTheme(this.ownerDocument)
    this.#followPage()
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
