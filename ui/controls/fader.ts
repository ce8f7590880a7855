import { css, html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit'
import { toNormalized } from '../../worklets/core/range.ts'
import { defineElement } from '../core/define-element.ts'
import { ResizeController } from '../core/resize-controller.ts'
import { entryStyles } from './entry-field.ts'
import { NumberControl } from './number-control.ts'
import { ParamControl } from './param-control.ts'

const CAP_PX = 24
const SLOT_X = 32
/** Decibels with a tick and a figure, from the top. */
const TICKS: readonly number[] = [12, 6, 0, -6, -12, -20, -30, -50, Number.NEGATIVE_INFINITY]

/**
 * A vertical fader with the taper of its row, ticks at both sides and the value below. Its height is
 * the element's.
 *
 * @attr master - the wide cap of a master fader
 * @attr no-scale - without ticks and figures
 * @attr no-value - without the value
 * @csspart fader - the way of the cap
 * @csspart value - the value below
 */
export class TwobusFader extends NumberControl {
  static override properties: PropertyDeclarations = {
    master: { type: Boolean, reflect: true },
    noScale: { type: Boolean, attribute: 'no-scale', reflect: true },
    noValue: { type: Boolean, attribute: 'no-value', reflect: true },
    heightPx: { state: true }
  }

  static override styles = [
    ParamControl.styles,
    entryStyles,
    css`
      :host {
        display: inline-flex;
        flex-direction: column;
        align-items: center;
        width: 64px;
        height: 206px;
      }
      :host([no-scale]) {
        width: 32px;
      }
      .travel {
        position: relative;
        flex: 1;
        width: 100%;
        min-height: 80px;
        cursor: ns-resize;
        outline: none;
        user-select: none;
        -webkit-user-select: none;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        overflow: visible;
      }
      text {
        font: 400 9px/12px var(--twobus-font);
        font-variant-numeric: tabular-nums;
        fill: var(--twobus-faint);
        text-anchor: end;
        dominant-baseline: central;
      }
      text.zero {
        fill: var(--twobus-muted);
      }
      .slot {
        fill: var(--twobus-track);
      }
      .filled {
        fill: var(--twobus-faint);
        opacity: 0.6;
      }
      .tick {
        stroke: var(--twobus-line-strong);
      }
      .tick.zero {
        stroke: var(--twobus-muted);
      }
      .cap {
        fill: var(--twobus-high);
        stroke: var(--twobus-line-strong);
      }
      .travel:hover .cap {
        stroke: var(--twobus-faint);
      }
      .cap-line {
        fill: var(--twobus-text);
      }
      :host([master]) .cap-line,
      :host([dragging]) .cap-line {
        fill: var(--control-color);
      }
      .ring {
        fill: none;
        stroke: var(--twobus-accent);
        stroke-width: 2;
        visibility: hidden;
      }
      .travel:focus-visible .ring {
        visibility: visible;
      }
      .ghost {
        stroke: var(--twobus-warning);
        stroke-width: 2;
        stroke-dasharray: 3 2;
      }
      .value {
        flex: none;
        height: 20px;
        margin-top: 6px;
        font: var(--twobus-text-value-large);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
        cursor: text;
      }
      .unit {
        color: var(--twobus-muted);
        font-weight: 400;
      }
      .entry {
        position: absolute;
        left: 50%;
        bottom: 0;
        transform: translateX(-50%);
        z-index: 1;
      }
      @media (pointer: coarse) {
        :host([no-scale]) {
          width: 44px;
        }
      }
      @media (forced-colors: active) {
        svg {
          forced-color-adjust: none;
        }
      }
    `
  ]

  /** The fader of the master bus: its line is lit. */
  declare master: boolean
  declare noScale: boolean
  declare noValue: boolean
  declare heightPx: number

  constructor() {
    super()
    this.master = false
    this.noScale = false
    this.noValue = false
    this.heightPx = 0
    const travel = () => this.renderRoot.querySelector('.travel')
    new ResizeController(this, {
      targets: () => [travel()],
      resized: () => {
        this.heightPx = travel()?.clientHeight ?? 0
      }
    })
  }

  /** The cap stays under the hand: its way on the screen is the whole range. */
  protected override get travelPx(): number | undefined {
    return this.heightPx > CAP_PX ? this.heightPx - CAP_PX : undefined
  }

  #y(normalized: number): number {
    return CAP_PX / 2 + (1 - normalized) * (this.heightPx - CAP_PX)
  }

  override render(): TemplateResult {
    const { figure, unit } = this.figureAndUnit
    const { min, max, now } = this.sliderRange
    return html`
      <div
        class="travel"
        part="fader"
        role="slider"
        tabindex=${this.disabled ? -1 : 0}
        title=${this.control.row?.help ?? nothing}
        aria-label=${this.spokenLabel}
        aria-orientation="vertical"
        aria-valuemin=${min}
        aria-valuemax=${max}
        aria-valuenow=${now}
        aria-valuetext=${this.valueText}
        aria-disabled=${this.disabled ? 'true' : nothing}
        @keydown=${this.onKeyDown}
      >
        <svg aria-hidden="true">${this.heightPx > CAP_PX ? this.#renderParts() : nothing}</svg>
      </div>
      ${
        this.noValue
          ? nothing
          : html`<span class="value" part="value" @click=${this.onValueClick}
            >${figure}${unit === '' ? nothing : html`<span class="unit"> ${unit}</span>`}</span
          >`
      }
      ${this.renderEntryField()} ${this.renderMapping()}
    `
  }

  #renderParts() {
    const x = this.noScale ? 16 : SLOT_X + 4
    const y = this.#y(this.control.normalized)
    const bottom = this.#y(0)
    const ghost = this.mapping?.ghost
    return svg`
      ${this.noScale ? nothing : this.#renderScale(x)}
      <rect class="slot" x=${x - 1.5} y=${this.#y(1)} width="3" height=${bottom - this.#y(1)} rx="1.5" />
      <rect class="filled" x=${x - 1.5} y=${y} width="3" height=${Math.max(0, bottom - y)} rx="1.5" />
      ${ghost === undefined ? nothing : svg`<line class="ghost" x1=${x - 13} x2=${x + 13} y1=${this.#y(ghost)} y2=${this.#y(ghost)} />`}
      <rect class="ring" x=${x - 14} y=${y - CAP_PX / 2 - 4} width="28" height=${CAP_PX + 8} rx="8" />
      <rect class="cap" x=${x - 9.5} y=${y - CAP_PX / 2 + 0.5} width="19" height=${CAP_PX - 1} rx="5" />
      <rect class="cap-line" x=${x - 7} y=${y - 1} width="14" height="2" rx="1" />
    `
  }

  #renderScale(x: number) {
    const row = this.control.row
    if (row?.kind !== 'number') return nothing
    return TICKS.filter((db) => db <= row.max && db >= row.min).map((db) => {
      const y = this.#y(toNormalized(row, db))
      const zero = db === 0 ? 'zero' : ''
      const figure = db === Number.NEGATIVE_INFINITY ? '∞' : db > 0 ? `+${db}` : `${-db}`
      // The lowest figures would touch: the last sits a little below the slot's end.
      const dy = db === Number.NEGATIVE_INFINITY ? 4 : 0
      return svg`
        <line class="tick ${zero}" x1=${x - 10.5} x2=${x - 5.5} y1=${y} y2=${y} />
        <line class="tick ${zero}" x1=${x + 5.5} x2=${x + 10.5} y1=${y} y2=${y} />
        <text class=${zero} x=${x - 14} y=${y + dy}>${figure}</text>`
    })
  }
}

defineElement('twobus-fader', TwobusFader)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-fader': TwobusFader
  }
}
