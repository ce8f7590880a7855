import { html, type PropertyDeclarations, type TemplateResult } from 'lit'
import { Attachment } from '../../core/attachment.ts'
import { defineElement } from '../../core/define-element.ts'
import { TwobusElement } from '../../core/element.ts'
import { attachDrag, type DragHandlers } from '../../core/gestures.ts'
import { type BandView, bandColors, bandText } from './bands.ts'
import { eqNodeStyles } from './eq-node-styles.ts'

/** What a hand or a key wants of a node. The graph knows the scales and writes. */
export type NodeIntent =
  /** `select` keeps bands that are taken together; `only` lets the others go. */
  | { readonly kind: 'select' | 'only' | 'with' | 'all' | 'none' }
  | { readonly kind: 'end' | 'reset' | 'remove' | 'type' }
  /** A drag of place, or of Q. */
  | { readonly kind: 'start'; readonly turnsQ: boolean }
  | { readonly kind: 'drag'; readonly dx: number; readonly dy: number }
  /** Held down without moving: the band is heard alone. */
  | { readonly kind: 'listen'; readonly on: boolean }
  /** Steps of the frequency, the gain and Q, by key or wheel. */
  | {
      readonly kind: 'nudge'
      readonly frequency: number
      readonly gain: number
      readonly q: number
    }
  /** Whole steps of the slope, or of a dynamic band's range. */
  | { readonly kind: 'turn'; readonly steps: number }
  | { readonly kind: 'menu'; readonly x: number; readonly y: number }

const TYPE_NAMES: Readonly<Record<BandView['type'], string>> = {
  bell: 'bell',
  lowShelf: 'low shelf',
  highShelf: 'high shelf',
  lowCut: 'low cut',
  highCut: 'high cut',
  notch: 'notch',
  bandPass: 'band pass',
  tilt: 'tilt',
  allPass: 'all pass'
}
const BADGES: Readonly<Partial<Record<BandView['placement'], string>>> = {
  left: 'L',
  right: 'R',
  mid: 'M',
  side: 'S'
}
const WHEEL_PX = 100
/** A press that rests so long is for listening. */
const HOLD_MS = 350

/** The handle of one band: a numbered disc that moves frequency and gain, and Q by wheel. */
export class TwobusEqNode extends TwobusElement {
  static override properties: PropertyDeclarations = {
    band: { attribute: false },
    selected: { type: Boolean, reflect: true }
  }

  static override styles = [TwobusElement.styles, eqNodeStyles]

  declare band: BandView
  declare selected: boolean
  readonly #node: Attachment<HTMLElement> = new Attachment((node, signal) => {
    attachDrag(node, this.#drag(node), signal)
    node.addEventListener('wheel', this.#onWheel, { passive: false, signal })
  })
  /** Of the wheel with Alt, px not yet turned into a step. */
  #wheel = 0
  /** A press focuses, but what it selects is up to its keys. */
  #isPressed = false

  constructor() {
    super()
    this.selected = false
  }

  override updated(): void {
    for (const [name, value] of Object.entries(bandColors(this.band.n))) {
      this.style.setProperty(name, value)
    }
    this.#node.follow(this.renderRoot.querySelector<HTMLElement>('.node'), this.lifetime)
  }

  #drag(node: HTMLElement): DragHandlers {
    let moved = false
    let takes = false
    let turnsQ = false
    let listens = false
    let holding: ReturnType<typeof setTimeout> | undefined
    const hear = (on: boolean) => {
      listens = on
      this.#intend({ kind: 'listen', on })
    }
    return {
      start: (event) => {
        this.#isPressed = true
        moved = false
        turnsQ = event.ctrlKey || event.metaKey
        takes = turnsQ || event.shiftKey
        if (takes) return true
        this.#intend({ kind: 'select' })
        // A long touch is for the menu.
        if (event.pointerType !== 'mouse') return true
        holding = setTimeout(() => hear(true), HOLD_MS)
        node.focus({ preventScroll: true })
        return true
      },
      move: ({ dx, dy, distancePx, event }) => {
        if (!moved && distancePx < 2) return
        clearTimeout(holding)
        if (!moved && takes) this.#intend({ kind: 'select' })
        if (!moved) this.#intend({ kind: 'start', turnsQ })
        moved = true
        const isFlat = event.altKey && Math.abs(dx) >= Math.abs(dy)
        const isSteep = event.altKey && !isFlat
        this.#intend({ kind: 'drag', dx: isSteep ? 0 : dx, dy: isFlat ? 0 : dy })
      },
      end: () => {
        this.#isPressed = false
        clearTimeout(holding)
        const wasHeard = listens
        if (listens) hear(false)
        if (moved) this.#intend({ kind: 'end' })
        else if (takes) this.#intend({ kind: 'with' })
        else if (!wasHeard) this.#intend({ kind: 'only' })
      },
      menu: (x, y) => {
        this.#intend({ kind: 'select' })
        this.#intend({ kind: 'menu', x, y })
      },
      // Alt keeps to one axis here.
      fine: (event) => event.shiftKey
    }
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.node')?.focus({ preventScroll: true })
  }

  #intend(detail: NodeIntent): void {
    this.dispatchEvent(new CustomEvent('intent', { detail }))
  }

  readonly #onWheel = (event: WheelEvent) => {
    if (event.ctrlKey) return
    event.preventDefault()
    const steps = -(event.deltaY || event.deltaX) / WHEEL_PX
    if (event.altKey) {
      this.#wheel += steps
      const whole = Math.trunc(this.#wheel)
      this.#wheel -= whole
      if (whole !== 0) this.#intend({ kind: 'turn', steps: whole })
      return
    }
    this.#intend({ kind: 'nudge', frequency: 0, gain: 0, q: event.shiftKey ? steps / 10 : steps })
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const intent = this.#keyIntent(event)
    if (!intent) return
    event.preventDefault()
    event.stopPropagation()
    this.#intend(intent)
  }

  #keyIntent(event: KeyboardEvent): NodeIntent | undefined {
    if (event.ctrlKey || event.metaKey) return event.key === 'a' ? { kind: 'all' } : undefined
    const size = event.shiftKey || event.altKey ? 0.1 : 1
    const nudge = (frequency: number, gain: number, q: number): NodeIntent => ({
      kind: 'nudge',
      frequency: frequency * size,
      gain: gain * size,
      q: q * size
    })
    switch (event.key) {
      case 'ArrowLeft':
        return nudge(-1, 0, 0)
      case 'ArrowRight':
        return nudge(1, 0, 0)
      case 'ArrowUp':
        return nudge(0, 1, 0)
      case 'ArrowDown':
        return nudge(0, -1, 0)
      case 'PageUp':
        return nudge(0, 0, 2)
      case 'PageDown':
        return nudge(0, 0, -2)
      case 'Enter':
        return { kind: 'type' }
      case 'Escape':
        return { kind: 'none' }
      case ' ':
        return { kind: 'with' }
      case 'Delete':
      case 'Backspace':
        return { kind: 'remove' }
      case 'Home':
        return { kind: 'reset' }
      default:
        return undefined
    }
  }

  override render(): TemplateResult {
    const { band } = this
    const badge = BADGES[band.placement]
    return html`<div
      class="node ${band.enabled ? '' : 'off'}"
      role="slider"
      tabindex="0"
      aria-label="Band ${band.n}, ${TYPE_NAMES[band.type]}"
      aria-valuemin="-30"
      aria-valuemax="30"
      aria-valuenow=${band.gainDb.toFixed(1)}
      aria-valuetext=${bandText(band)}
      aria-description="Arrows move frequency and gain, Page Up and Down the Q, Enter types, Space takes it along with others, Home sets the gain to 0, Delete switches off"
      @keydown=${this.#onKeyDown}
      @focus=${() => this.#isPressed || this.#intend({ kind: 'select' })}
      @dblclick=${() => this.#intend({ kind: 'type' })}
    >
      <span class="disc">${band.n}</span>${badge ? html`<span class="badge">${badge}</span>` : ''}
    </div>`
  }
}

defineElement('twobus-eq-node', TwobusEqNode)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-eq-node': TwobusEqNode
  }
}
