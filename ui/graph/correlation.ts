import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { AnySource } from '../core/any-source.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import { MeterController } from '../core/meter-controller.ts'
import { ReadOut } from '../core/read-out.ts'
import '../controls/icon.ts'

/**
 * How alike left and right are: -1 cancels in mono, +1 is mono. Below 0 it warns.
 *
 * @attr meter - id of the source's meter
 * @attr value - shown instead of a source's
 */
export class TwobusCorrelation extends TwobusElement {
  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    meter: {},
    value: { type: Number }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        display: block;
        min-width: 100px;
      }
      .bar {
        position: relative;
        height: 12px;
      }
      .half,
      .filled,
      .pointer,
      .notch {
        position: absolute;
      }
      .half {
        top: 3px;
        height: 6px;
        width: 50%;
      }
      .negative {
        left: 0;
        border-radius: 3px 0 0 3px;
        background: color-mix(in srgb, var(--twobus-clip) 28%, transparent);
      }
      .positive {
        right: 0;
        border-radius: 0 3px 3px 0;
        background: var(--twobus-grid-strong);
      }
      .filled {
        top: 3px;
        height: 6px;
        left: calc(50% * (1 + min(0, var(--value, 0))));
        width: calc(50% * max(var(--value, 0), -1 * var(--value, 0)));
        background: var(--twobus-level);
      }
      .below .filled {
        background: var(--twobus-clip);
      }
      .notch {
        top: 3px;
        left: calc(50% - 0.75px);
        width: 1.5px;
        height: 6px;
        background: var(--twobus-surface);
      }
      .pointer {
        top: 0;
        left: calc(50% * (1 + var(--value, 0)) - 1.5px);
        width: 3px;
        height: 12px;
        border-radius: 1px;
        background: var(--twobus-text);
      }
      .figures {
        display: flex;
        justify-content: space-between;
        margin-top: 2px;
        font: var(--twobus-text-axis);
        font-variant-numeric: tabular-nums;
        color: var(--twobus-faint);
      }
      twobus-icon {
        display: none;
        position: absolute;
        left: 0;
        top: -16px;
        color: var(--twobus-clip);
      }
      .below twobus-icon {
        display: block;
      }
      @media (forced-colors: active) {
        .half {
          border: 1px solid CanvasText;
        }
        .filled,
        .pointer {
          forced-color-adjust: none;
        }
      }
    `
  ]

  declare source: AnySource | undefined
  declare meter: string
  /** Instead of a source. */
  declare value: number | undefined
  #shown = Number.NaN
  readonly #readOut: ReadOut = new ReadOut(this)

  constructor() {
    super()
    this.source = undefined
    this.meter = 'correlation'
    this.value = undefined
    new MeterController(this, {
      source: () => this.source,
      ids: () => [this.meter],
      update: ([reading = Number.NaN], _now, deltaMs) => this.#update(reading, deltaMs)
    })
  }

  #update(reading: number, deltaMs: number): void {
    const wanted = this.value ?? (Number.isFinite(reading) ? reading : 0)
    const value = Math.min(Math.max(wanted, -1), 1)
    const bar = this.renderRoot.querySelector<HTMLElement>('.bar')
    if (this.#readOut.due(deltaMs)) {
      this.#readOut.writeAttribute('.bar', 'aria-valuenow', value.toFixed(2))
    }
    if (!bar || Math.abs(value - this.#shown) < 0.002) return
    this.#shown = value
    bar.style.setProperty('--value', value.toFixed(3))
    bar.classList.toggle('below', value < 0)
  }

  override render(): TemplateResult {
    return html`
      <div
        class="bar"
        role=meter
        aria-label="Correlation"
        aria-valuemin="-1"
        aria-valuemax="1"
        aria-valuenow="0"
      >
        <div class="half negative"></div>
        <div class="half positive"></div>
        <div class="filled"></div>
        <div class="notch"></div>
        <div class="pointer"></div>
        <twobus-icon name="warning"></twobus-icon>
      </div>
      <div class="figures" aria-hidden="true"><span>−1</span><span>0</span><span>+1</span></div>
    `
  }
}

defineElement('twobus-correlation', TwobusCorrelation)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-correlation': TwobusCorrelation
  }
}
