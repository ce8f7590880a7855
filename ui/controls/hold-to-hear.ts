import { type ElementPart, noChange } from 'lit'
import { AsyncDirective } from 'lit/async-directive.js'
import { type DirectiveResult, directive, type PartInfo, PartType } from 'lit/directive.js'

/** A press that rests so long is for as long as it is held. */
const HOLD_MS = 350

type Hear = (on: boolean) => void

/**
 * Makes a toggle of a way of listening work by holding too: on while it is held down, off again
 * when it is let go; a short click stays a click. `<twobus-toggle ${holdToHear(hear)}>`.
 */
class HoldToHearDirective extends AsyncDirective {
  #element: HTMLElement | undefined
  #release: AbortController | undefined
  #hear: Hear = () => {}

  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT) throw new Error('holdToHear: must stand in the tag itself')
  }

  override render(_hear: Hear): typeof noChange {
    return noChange
  }

  override update(part: ElementPart, [hear]: [Hear]): typeof noChange {
    this.#hear = hear
    // Only HTML elements are held.
    this.#element = part.element as HTMLElement
    if (!this.#release && this.isConnected) this.#attach(this.#element)
    return noChange
  }

  override disconnected(): void {
    this.#release?.abort()
    this.#release = undefined
  }

  override reconnected(): void {
    if (this.#element) this.#attach(this.#element)
  }

  #attach(element: HTMLElement): void {
    this.#release = new AbortController()
    const options = { signal: this.#release.signal }
    let holding: ReturnType<typeof setTimeout> | undefined
    let heard = false
    const end = () => {
      clearTimeout(holding)
      if (heard) this.#hear(false)
    }
    element.addEventListener(
      'pointerdown',
      (event) => {
        heard = false
        // A long touch is for the menu.
        if (event.button !== 0 || event.pointerType !== 'mouse') return
        holding = setTimeout(() => {
          heard = true
          this.#hear(true)
        }, HOLD_MS)
        window.addEventListener('pointerup', end, { ...options, once: true })
      },
      options
    )
    element.addEventListener('pointercancel', end, options)
    // The click that ends the hold would switch on what was just let go.
    element.addEventListener(
      'click',
      (event) => {
        if (heard) event.stopPropagation()
        heard = false
      },
      { ...options, capture: true }
    )
    options.signal.addEventListener('abort', end)
  }
}

const holdToHearDirective = directive(HoldToHearDirective)

export function holdToHear(hear: Hear): DirectiveResult {
  return holdToHearDirective(hear)
}
