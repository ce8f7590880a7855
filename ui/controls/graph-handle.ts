import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit'
import { nudgeValue } from '../../worklets/core/range.ts'
import { defineElement } from '../core/define-element.ts'
import { attachDrag } from '../core/gestures.ts'
import { travelKey } from '../core/keys.ts'
import { focusEntry, renderEntry } from './entry-field.ts'
import { ParamControl } from './param-control.ts'

/** Where a drag from `value` leads after so many px; the graph knows its own scales. */
export type DragToValue = (value: number, dx: number, dy: number) => number

/**
 * A handle on a graph that moves one number: a slider like a knob, but dragged along the graph's
 * own scales. The editor places it by `left` and `top`.
 */
export class TwobusGraphHandle extends ParamControl {
  static override properties: PropertyDeclarations = {
    shape: { reflect: true },
    dragToValue: { attribute: false },
    editing: { state: true }
  }

  static override styles = [
    ...ParamControl.styles,
    css`
      :host {
        position: absolute;
        width: 0;
        height: 0;
      }
      .handle {
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
      .handle:active {
        cursor: grabbing;
      }
      .dot {
        width: 12px;
        height: 12px;
        box-sizing: border-box;
        background: var(--twobus-well);
        border: 2px solid var(--control-color);
        border-radius: 50%;
      }
      :host([shape='diamond']) .dot {
        width: 11px;
        height: 11px;
        border-radius: 2px;
        transform: rotate(45deg);
      }
      :host([shape='grip']) .dot {
        width: 8px;
        height: 18px;
        border-radius: 4px;
      }
      :host([shape='grip']) .handle {
        cursor: ew-resize;
      }
      :host([shape='pill']) .handle {
        inset: -12px -36px;
        width: 72px;
        height: 24px;
        cursor: ns-resize;
      }
      :host([shape='pill']) .dot {
        width: 66px;
        height: 18px;
        border: 0;
        border-radius: 9px;
        font: 600 10px/18px var(--twobus-font);
        font-variant-numeric: tabular-nums;
        text-align: center;
        white-space: nowrap;
        color: var(--twobus-on-accent);
        background: var(--control-color);
      }
      .handle:hover .dot {
        background: var(--twobus-high);
      }
      .handle:focus-visible .dot {
        outline: 2px solid var(--twobus-accent);
        outline-offset: 3px;
      }
      .entry {
        position: absolute;
        top: 14px;
        left: -36px;
        width: 72px;
      }
      :host([shape='pill']) .handle:hover .dot {
        background: var(--control-color);
      }
      @media (pointer: coarse) {
        .handle {
          inset: -24px;
          width: 48px;
          height: 48px;
        }
        :host([shape='pill']) .handle {
          inset: -24px -36px;
          height: 48px;
        }
      }
      @media (forced-colors: active) {
        :host([shape='pill']) .dot {
          forced-color-adjust: none;
        }
      }
    `
  ]

  /** A point, the same turned, a grip on a vertical line, or a pill that shows the value. */
  declare shape: 'circle' | 'diamond' | 'grip' | 'pill'
  declare dragToValue: DragToValue
  declare protected editing: boolean
  #release: (() => void) | undefined
  #startValue = 0
  #moved = false
  #typed = ''

  constructor() {
    super()
    this.shape = 'circle'
    this.dragToValue = (value) => value
    this.editing = false
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#release?.()
    this.#release = undefined
  }

  override updated(): void {
    const handle = this.renderRoot.querySelector<HTMLElement>('.handle')
    if (this.#release || !handle || !this.isConnected) return
    this.#release = attachDrag(handle, {
      start: () => {
        this.#startValue = Number(this.control.value)
        this.#moved = false
        handle.focus({ preventScroll: true })
        return true
      },
      move: ({ dx, dy, distancePx }) => {
        if (!this.#moved && distancePx < 2) return
        if (!this.#moved) this.control.begin()
        this.#moved = true
        this.control.move(this.dragToValue(this.#startValue, dx, dy))
      },
      end: () => this.control.end(),
      menu: (x, y) => this.openContextMenu(x, y)
    })
  }

  protected override typeValue(): void {
    this.#openEntry('')
  }

  /** What was typed already stays; else the value is selected, ready to be replaced. */
  #openEntry(typed: string): void {
    this.#typed = typed
    this.editing = true
    void this.updateComplete.then(() => focusEntry(this.renderRoot as ShadowRoot, typed === ''))
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const { row, value } = this.control
    const key = row?.kind === 'number' ? travelKey(event) : undefined
    if (!key || row?.kind !== 'number') return
    event.preventDefault()
    event.stopPropagation()
    if (key.kind === 'type') this.#openEntry(key.text)
    else if (key.kind === 'reset') this.control.reset()
    else if (key.kind === 'edge') this.control.commit(key.edge === 'min' ? row.min : row.max)
    else this.control.commit(nudgeValue(row, Number(value), key.steps))
  }

  override render(): TemplateResult {
    const { row, value } = this.control
    const range = row?.kind === 'number' ? row : undefined
    return html`<div
        class="handle"
        part="handle"
        role="slider"
        tabindex="0"
        aria-label="${this.spokenLabel} on the graph"
        aria-valuemin=${range?.min ?? 0}
        aria-valuemax=${range?.max ?? 1}
        aria-valuenow=${Number(value)}
        aria-valuetext=${this.valueText}
        @keydown=${this.#onKeyDown}
        @dblclick=${() => this.control.reset()}
      >
        <div class="dot">${this.shape === 'pill' ? this.valueText : ''}</div>
      </div>
      ${this.editing ? html`<div class="entry">${this.#renderEntry()}</div>` : ''} ${this.renderMapping()}`
  }

  #renderEntry(): TemplateResult {
    return renderEntry({
      text: this.#typed || this.valueText,
      label: this.spokenLabel,
      commit: (text) => this.control.commitText(text),
      close: () => {
        this.editing = false
        void this.updateComplete.then(() =>
          this.renderRoot.querySelector<HTMLElement>('.handle')?.focus()
        )
      }
    })
  }
}

defineElement('twobus-graph-handle', TwobusGraphHandle)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-graph-handle': TwobusGraphHandle
  }
}
