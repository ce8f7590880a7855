import { css, html, nothing, type TemplateResult } from 'lit'
import { defineElement } from '../core/define-element.ts'
import { entryStyles } from './entry-field.ts'
import { NumberControl } from './number-control.ts'
import { ParamControl } from './param-control.ts'

/**
 * A number in a field: drag, arrows, or type.
 *
 * @csspart label - what stands at the left, where `labelled`
 * @csspart value - the field
 */
export class TwobusValue extends NumberControl {
  static override styles = [
    ParamControl.styles,
    entryStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 8px;
      }
      .label {
        color: var(--twobus-muted);
        font: var(--twobus-text-label);
        white-space: nowrap;
      }
      .box {
        position: relative;
        flex: 1;
        min-width: 62px;
      }
      .travel {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 10px;
        height: 24px;
        padding: 3px 8px;
        font: var(--twobus-text-value);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
        background: var(--twobus-well);
        border: 1px solid var(--twobus-line);
        border-radius: 6px;
        cursor: ns-resize;
        user-select: none;
        -webkit-user-select: none;
        transition: border-color var(--twobus-fast);
      }
      .travel:hover {
        border-color: var(--twobus-line-strong);
      }
      .unit {
        font: var(--twobus-text-label);
        color: var(--twobus-muted);
      }
      .editing .figure {
        visibility: hidden;
      }
      .editing {
        border-color: transparent;
      }
      .box input.entry {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        padding: 0 40px 0 7px;
        text-align: left;
        border-radius: 6px;
      }
      .editing .unit {
        visibility: hidden;
      }
      .over {
        position: absolute;
        right: 8px;
        top: 50%;
        transform: translateY(-50%);
        z-index: 1;
        pointer-events: none;
      }
      :host([dragging]) .figure {
        color: var(--twobus-accent);
      }
      @media (pointer: coarse) {
        .travel {
          height: 32px;
          align-items: center;
          position: relative;
        }
        .travel::before {
          content: '';
          position: absolute;
          inset: -7px 0;
        }
      }
    `
  ]

  override render(): TemplateResult {
    const { figure, unit } = this.figureAndUnit
    const { min, max, now } = this.sliderRange
    return html`
      ${this.labelled ? html`<span class="label" part="label">${this.shownLabel}</span>` : nothing}
      <div class="box">
        <div
          class="travel value ${this.editing ? 'editing' : ''}"
          part="value"
          role="slider"
          tabindex=${this.disabled ? -1 : 0}
          title=${this.control.row?.help ?? nothing}
          aria-label=${this.spokenLabel}
          aria-valuemin=${min}
          aria-valuemax=${max}
          aria-valuenow=${now}
          aria-valuetext=${this.valueText}
          aria-disabled=${this.disabled ? 'true' : nothing}
          @keydown=${this.onKeyDown}
          @click=${this.onValueClick}
        >
          <span class="figure">${figure}</span>
          ${unit === '' ? nothing : html`<span class="unit">${unit}</span>`}
        </div>
        ${this.renderEntryField()}
        ${this.editing && unit !== '' ? html`<span class="unit over">${unit}</span>` : nothing}
      </div>
      ${this.renderMapping()}
    `
  }
}

defineElement('twobus-value', TwobusValue)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-value': TwobusValue
  }
}
