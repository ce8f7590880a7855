import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { entryStyles } from '../controls/entry-field.ts'
import { NumberControl } from '../controls/number-control.ts'
import { ParamControl } from '../controls/param-control.ts'
import { Attachment } from '../core/attachment.ts'
import { defineElement } from '../core/define-element.ts'
import { attachDrag, type DragHandlers, isResetClick } from '../core/gestures.ts'
import { attachWheel, type WheelHandlers } from '../core/wheel-gesture.ts'
import { handleStyles } from './handle-styles.ts'

/** Where a drag from `value` leads after so many px; the graph knows its own scales. */
export type DragToValue = (value: number, dx: number, dy: number) => number

/**
 * A handle on a graph that moves one number: a slider like a knob, but dragged along the graph's
 * own scales. The editor places it by `left` and `top`.
 *
 * @attr shape - circle, diamond, grip (on a vertical line) or pill (shows the value)
 * @csspart handle - what a hand grabs
 */
export class TwobusGraphHandle extends NumberControl {
  static override properties: PropertyDeclarations = {
    shape: { reflect: true },
    dragToValue: { attribute: false }
  }

  static override styles = [
    ...ParamControl.styles,
    entryStyles,
    handleStyles,
    css`
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
      input.entry {
        position: absolute;
        top: 14px;
        left: -36px;
        z-index: 1;
      }
      :host([shape='pill']) .handle:hover .dot {
        background: var(--control-color);
      }
      @media (pointer: coarse) {
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
  readonly #handle: Attachment<HTMLElement> = new Attachment((handle, signal) =>
    this.#attachHandle(handle, signal)
  )
  #startValue = 0
  #moved = false

  constructor() {
    super()
    this.shape = 'circle'
    this.dragToValue = (value) => value
  }

  override updated(): void {
    this.#handle.follow(this.renderRoot.querySelector<HTMLElement>('.handle'), this.lifetime)
  }

  #attachHandle(handle: HTMLElement, signal: AbortSignal): void {
    const wheel: WheelHandlers = {
      enabled: () => !this.disabled,
      step: (steps) => this.control.nudge(steps)
    }
    const drag: DragHandlers = {
      start: (event) => {
        if (this.disabled) return false
        if (isResetClick(event)) {
          this.control.reset()
          return false
        }
        this.#startValue = Number(this.control.value)
        this.#moved = false
        handle.focus({ preventScroll: true })
        return true
      },
      move: ({ dx, dy, distancePx }) => {
        if (!this.#moved && distancePx < 2) return
        if (!this.#moved) this.control.begin()
        this.#moved = true
        this.dragging = true
        this.control.move(this.dragToValue(this.#startValue, dx, dy))
      },
      end: () => {
        this.dragging = false
        this.control.end()
      },
      menu: (x, y) => this.openContextMenu(x, y)
    }
    attachWheel(handle, wheel, signal)
    attachDrag(handle, drag, signal)
  }

  override render(): TemplateResult {
    const { min, max, now } = this.sliderRange
    return html`<div
        class="handle"
        part="handle"
        role="slider"
        tabindex=${this.disabled ? -1 : 0}
        title=${this.control.row?.help ?? nothing}
        aria-label="${this.spokenLabel} on the graph"
        aria-valuemin=${min}
        aria-valuemax=${max}
        aria-valuenow=${now}
        aria-valuetext=${this.valueText}
        aria-disabled=${this.disabled ? 'true' : nothing}
        @keydown=${this.onKeyDown}
        @dblclick=${() => this.control.reset()}
      >
        <div class="dot">${this.shape === 'pill' ? this.valueText : ''}</div>
      </div>
      ${this.renderEntryField()} ${this.renderMapping()}`
  }
}

defineElement('twobus-graph-handle', TwobusGraphHandle)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-graph-handle': TwobusGraphHandle
  }
}
