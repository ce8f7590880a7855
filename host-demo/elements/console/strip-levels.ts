import { css, html, type TemplateResult } from 'lit'
import '../../../ui/controls/fader.ts'
import '../../../ui/controls/level-meter.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'
import './held-peak.ts'

/** Fader and meter of a strip, the fader's value and the highest peak so far below. */
export class HostStripLevels extends TwobusElement {
  static override properties = {
    source: { attribute: false },
    label: {},
    master: { type: Boolean, reflect: true }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        position: relative;
        display: flex;
        justify-content: var(--levels-justify, space-between);
        gap: var(--levels-gap, 0);
        min-height: 222px;
      }
      twobus-fader {
        flex: none;
        height: 100%;
        margin-left: -6px;
      }
      twobus-fader::part(value) {
        align-self: flex-start;
        padding-left: 6px;
        font: var(--twobus-text-value);
        line-height: 20px;
      }
      .meters {
        display: flex;
        flex-direction: column;
        flex: none;
        align-items: flex-start;
        margin-right: -7px;
      }
      twobus-level-meter {
        flex: 1;
        height: auto;
        /* Zero of the scale stands beside the fader's top. */
        margin-bottom: 6px;
      }
      twobus-host-held-peak {
        align-self: flex-end;
        margin: 0 5px 0 -20px;
      }
      :host([master]) {
        justify-content: var(--levels-justify, flex-start);
        gap: 16px;
      }
      :host([master]) twobus-fader::part(value) {
        font: var(--twobus-text-value-large);
        line-height: 20px;
      }
      @media (width < 760px) {
        :host([master]) {
          gap: 4px;
        }
      }
    `
  ]

  /** The strip's channel. */
  declare source: EffectSource | undefined
  /** Name of the strip. */
  declare label: string
  declare master: boolean

  constructor() {
    super()
    this.source = undefined
    this.label = ''
    this.master = false
  }

  override render(): TemplateResult {
    return html`
      <twobus-fader
        part="fader"
        data-part="fader"
        .source=${this.source}
        param=${this.source ? 'fader' : ''}
        ?master=${this.master}
      ></twobus-fader>
      <div class="meters">
        <twobus-level-meter
          .source=${this.source}
          meters="peakLeft peakRight"
          rms="rmsLeft rmsRight"
          bar=${this.master ? 12 : 5}
          gap=${this.master ? 3 : 2}
          label=${`Level of ${this.label}`}
        ></twobus-level-meter>
        <twobus-host-held-peak .source=${this.source} label=${this.label}></twobus-host-held-peak>
      </div>
    `
  }
}

defineElement('twobus-host-levels', HostStripLevels)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-levels': HostStripLevels
  }
}
