import { css, html, type PropertyValues, type TemplateResult } from 'lit'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { MeterController } from '../../../ui/core/meter-controller.ts'
import { ReadOut } from '../../../ui/core/read-out.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'
import { formatUnit } from '../../../worklets/core/text.ts'

/** The highest peak since it was last clicked, in dBFS. */
export class HostHeldPeak extends TwobusElement {
  static override properties = {
    source: { attribute: false },
    label: {}
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        display: block;
        /* New figures many times a second must not lay out the page anew. */
        contain: strict;
        width: 50px;
        height: 20px;
      }
      button {
        width: 100%;
        height: 20px;
        padding: 0 2px;
        text-align: right;
        font: var(--twobus-text-value);
        font-weight: 400;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
        color: var(--twobus-faint);
        border-radius: 4px;
      }
      button:hover {
        color: var(--twobus-text);
      }
      button.over {
        color: var(--twobus-clip);
        font-weight: 600;
      }
    `
  ]

  declare source: EffectSource | undefined
  /** Name of the strip. */
  declare label: string
  #peak = Number.NEGATIVE_INFINITY
  readonly #readOut: ReadOut = new ReadOut(this)
  #shown = ''

  constructor() {
    super()
    this.source = undefined
    this.label = ''
    new MeterController(this, {
      source: () => this.source,
      ids: ['peakLeft', 'peakRight'],
      update: (peaks, _now, deltaMs) => this.#update(peaks, deltaMs)
    })
  }

  override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (changed.has('source')) this.reset()
  }

  override updated(): void {
    this.#show()
  }

  /** Forgets the peak. */
  reset(): void {
    this.#peak = Number.NEGATIVE_INFINITY
    this.#show()
  }

  #update(peaks: Float64Array, deltaMs: number): void {
    for (const peak of peaks) if (peak > this.#peak) this.#peak = peak
    if (this.#readOut.due(deltaMs)) this.#show()
  }

  #show(): void {
    const { figure } = formatUnit('dBFS', this.#peak)
    const button = this.renderRoot?.querySelector('button')
    if (!button || figure === this.#shown) return
    this.#shown = figure
    button.textContent = figure
    button.classList.toggle('over', this.#peak > 0)
    button.setAttribute('aria-label', `Highest peak of ${this.label}: ${figure} dBFS. Reset`)
  }

  override render(): TemplateResult {
    return html`<button
      type="button"
      tabindex="-1"
      title="Highest peak, dBFS. Click to reset."
      @click=${() => this.reset()}
    ></button>`
  }
}

defineElement('twobus-host-held-peak', HostHeldPeak)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-held-peak': HostHeldPeak
  }
}
