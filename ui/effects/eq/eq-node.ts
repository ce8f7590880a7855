import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit'
import { defineElement } from '../../core/define-element.ts'
import { TwobusElement } from '../../core/element.ts'
import { attachDrag } from '../../core/gestures.ts'
import { type BandView, bandText } from './bands.ts'

/** What a hand or a key wants of a node. The graph knows the scales and writes. */
export type NodeIntent =
  | { readonly kind: 'select' | 'with' | 'start' | 'end' | 'reset' | 'remove' | 'type' }
  /** Held down without moving: the band is heard alone. */
  | { readonly kind: 'listen'; readonly on: boolean }
  | { readonly kind: 'drag'; readonly dx: number; readonly dy: number }
  /** Steps of the frequency, the gain and Q, by key or wheel. */
  | {
      readonly kind: 'nudge'
      readonly frequency: number
      readonly gain: number
      readonly q: number
    }
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

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        position: absolute;
        width: 0;
        height: 0;
      }
      :host([selected]) {
        z-index: 1;
      }
      .node {
        position: absolute;
        inset: -16px;
        display: grid;
        place-items: center;
        width: 32px;
        height: 32px;
        border-radius: 50%;
        cursor: grab;
        outline: none;
      }
      .node:active {
        cursor: grabbing;
      }
      .disc {
        display: grid;
        place-items: center;
        width: 18px;
        height: 18px;
        border-radius: 50%;
        font: 700 11px/18px var(--twobus-font);
        color: var(--disc-text, var(--twobus-on-band));
        background: var(--disc);
        box-shadow: 0 0 0 1.5px var(--twobus-well);
      }
      :host([selected]) .disc {
        width: 22px;
        height: 22px;
        box-shadow:
          0 0 0 1.5px var(--twobus-well),
          0 0 0 4px color-mix(in srgb, var(--disc) 22%, transparent),
          0 0 0 5.5px var(--disc);
      }
      .off .disc {
        color: var(--disc);
        background: var(--twobus-well);
        border: 1.5px solid var(--disc);
        width: 15px;
        height: 15px;
      }
      .node:focus-visible .disc {
        outline: 2px solid var(--twobus-accent);
        outline-offset: 4px;
      }
      .badge {
        position: absolute;
        left: 22px;
        top: -3px;
        width: 12px;
        height: 12px;
        font: 600 10px/12px var(--twobus-font);
        text-align: center;
        color: var(--twobus-text);
        background: var(--twobus-well);
        border: 1px solid var(--disc);
        border-radius: 3px;
      }
      @media (pointer: coarse) {
        .node {
          inset: -24px;
          width: 48px;
          height: 48px;
        }
        .badge {
          left: 30px;
          top: 5px;
        }
      }
    `
  ]

  declare band: BandView
  declare selected: boolean
  #release: (() => void) | undefined
  #moved = false
  #holding: ReturnType<typeof setTimeout> | undefined
  #listens = false

  constructor() {
    super()
    this.selected = false
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#release?.()
    this.#release = undefined
  }

  override updated(): void {
    const { n } = this.band
    this.style.setProperty('--disc', `var(--twobus-band-${n})`)
    this.style.setProperty('--disc-text', `var(--twobus-on-band-${n}, var(--twobus-on-band))`)
    const node = this.renderRoot.querySelector<HTMLElement>('.node')
    if (this.#release || !node || !this.isConnected) return
    this.#release = attachDrag(node, {
      start: (event) => {
        this.#moved = false
        if (event.shiftKey || event.ctrlKey || event.metaKey) {
          this.#intend({ kind: 'with' })
          return event.shiftKey
        }
        this.#intend({ kind: 'select' })
        // A long touch is for the menu.
        if (event.pointerType === 'mouse')
          this.#holding = setTimeout(() => this.#hear(true), HOLD_MS)
        if (event.pointerType === 'mouse') node.focus({ preventScroll: true })
        return true
      },
      move: ({ dx, dy, distancePx }) => {
        if (!this.#moved && distancePx < 2) return
        clearTimeout(this.#holding)
        if (!this.#moved) this.#intend({ kind: 'start' })
        this.#moved = true
        this.#intend({ kind: 'drag', dx, dy })
      },
      end: () => {
        clearTimeout(this.#holding)
        if (this.#listens) this.#hear(false)
        if (this.#moved) this.#intend({ kind: 'end' })
      },
      menu: (x, y) => this.#intend({ kind: 'menu', x, y })
    })
    node.addEventListener('wheel', this.#onWheel, { passive: false })
  }

  #hear(on: boolean): void {
    this.#listens = on
    this.#intend({ kind: 'listen', on })
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
    if (event.ctrlKey || event.metaKey) return undefined
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
      aria-description="Arrows move frequency and gain, Page Up and Down the Q, Enter types, Space takes it along with others, Delete switches off"
      @keydown=${this.#onKeyDown}
      @focus=${() => this.#intend({ kind: 'select' })}
      @dblclick=${() => this.#intend({ kind: 'reset' })}
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
