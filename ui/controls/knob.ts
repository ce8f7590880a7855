import {
  css,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult
} from 'lit'
import { toNormalized } from '../../worklets/core/range.ts'
import { defineElement } from '../core/define-element.ts'
import { dialGeometry, renderDial } from './dial.ts'
import { entryStyles } from './entry-field.ts'
import { NumberControl } from './number-control.ts'
import { ParamControl } from './param-control.ts'

/** Labels longer than this need a wider column at the standard size. */
const LONG_LABEL = 9

/**
 * A rotary control of one number: label, dial, value. Its dial lies in the middle of its height,
 * so knobs of any size share an axis where they are centered.
 *
 * @attr size - of the dial, px
 * @slot below - a pill that hangs under it
 * @csspart knob - the column
 * @csspart label - what stands above
 * @csspart dial - the drawing
 * @csspart value - the value below
 */
export class TwobusKnob extends NumberControl {
  static override properties: PropertyDeclarations = {
    size: { type: Number },
    automated: { attribute: false }
  }

  static override styles = [
    ParamControl.styles,
    entryStyles,
    css`
      :host {
        display: inline-block;
        vertical-align: middle;
        width: var(--column);
      }
      .travel {
        display: flex;
        flex-direction: column;
        align-items: center;
        cursor: ns-resize;
        user-select: none;
        -webkit-user-select: none;
        outline: none;
      }
      .label {
        height: 21px;
        padding: 4px 0 3px;
        max-width: calc(100% + 8px);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--twobus-muted);
        font: var(--twobus-text-label);
      }
      svg {
        display: block;
        overflow: visible;
        fill: none;
        stroke-linecap: round;
      }
      .value {
        height: 21px;
        padding-top: 3px;
        white-space: nowrap;
        font: var(--twobus-text-value);
        font-variant-numeric: tabular-nums;
        cursor: text;
      }
      .large .value {
        font: var(--twobus-text-value-large);
      }
      .unit {
        color: var(--twobus-muted);
        font-weight: 400;
      }
      .track {
        stroke: var(--twobus-track);
        transition: stroke var(--twobus-fast);
      }
      .lit {
        stroke: var(--control-color);
      }
      .disc {
        fill: var(--twobus-knob);
        stroke: var(--twobus-knob-line);
        transition: fill var(--twobus-fast);
      }
      .pointer {
        stroke: var(--twobus-text);
      }
      .notch {
        stroke: var(--twobus-faint);
        stroke-width: 1.5;
      }
      .automation {
        stroke: var(--twobus-level);
        stroke-width: 1.5;
      }
      .automation-dot {
        fill: var(--twobus-level);
      }
      .ghost {
        fill: var(--twobus-surface);
        stroke: var(--twobus-warning);
        stroke-width: 1.75;
      }
      .ring {
        stroke: var(--twobus-accent);
        stroke-width: 2;
        visibility: hidden;
      }
      @media (hover: hover) {
        .travel:hover .disc {
          fill: var(--twobus-high);
        }
        .travel:hover .track {
          stroke: var(--twobus-line-strong);
        }
      }
      :host([dragging]) .pointer {
        stroke: var(--control-color);
      }
      .travel:focus-visible .ring {
        visibility: visible;
      }
      .entry {
        position: absolute;
        left: 50%;
        bottom: -2px;
        transform: translateX(-50%);
        z-index: 1;
      }
      .editing .value {
        visibility: hidden;
      }
      .below {
        position: absolute;
        left: 50%;
        top: calc(100% + 3px);
        transform: translateX(-50%);
      }
      @media (pointer: coarse) {
        .travel {
          min-width: 44px;
          min-height: 64px;
        }
      }
      @media (forced-colors: active) {
        svg {
          forced-color-adjust: none;
        }
      }
    `
  ]

  /** Diameter in px: 72 hero, 64 main, 56, 44 standard, 32 strip. */
  declare size: number
  /** Travel that automation covers. */
  declare automated: readonly [number, number] | undefined

  constructor() {
    super()
    this.size = 44
    this.automated = undefined
  }

  get #columnPx(): number {
    const long = this.size === 44 && this.shownLabel.length > LONG_LABEL
    return Math.max(58, this.size + (long ? 28 : 20))
  }

  override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    this.style.setProperty('--column', `${this.#columnPx}px`)
  }

  override render(): TemplateResult {
    const { row, normalized } = this.control
    const { figure, unit } = this.figureAndUnit
    const { min, max, now } = this.sliderRange
    const geometry = dialGeometry(this.size)
    const neutral = row?.kind === 'number' ? toNormalized(row, row.neutral) : 0
    return html`
      <div
        class="travel ${this.size >= 56 ? 'large' : ''} ${this.editing ? 'editing' : ''}"
        part="knob"
        role="slider"
        tabindex=${this.disabled ? -1 : 0}
        title=${row?.help ?? nothing}
        aria-label=${this.spokenLabel}
        aria-orientation="vertical"
        aria-valuemin=${min}
        aria-valuemax=${max}
        aria-valuenow=${now}
        aria-valuetext=${this.valueText}
        aria-disabled=${this.disabled ? 'true' : nothing}
        @keydown=${this.onKeyDown}
        @click=${this.onValueClick}
      >
        <span class="label" part="label">${this.shownLabel}</span>
        <svg part="dial" width=${this.size} height=${this.size} aria-hidden="true">
          ${renderDial(geometry, {
            normalized,
            neutral,
            automated: this.automated,
            ghost: this.mapping?.ghost
          })}
        </svg>
        <span class="value" part="value">
          ${figure}${unit === '' || this.size < 44 ? nothing : html`<span class="unit"> ${unit}</span>`}
        </span>
      </div>
      ${this.renderEntryField()}
      <div class="below"><slot name="below"></slot></div>
      ${this.renderMapping()}
    `
  }
}

defineElement('twobus-knob', TwobusKnob)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-knob': TwobusKnob
  }
}
