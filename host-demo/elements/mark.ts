import { css, html, type TemplateResult } from 'lit'
import { levelScale } from '../../ui/controls/meter-scale.ts'
import { fallingLevel } from '../../ui/core/ballistics.ts'
import { defineElement } from '../../ui/core/define-element.ts'
import { MeterController } from '../../ui/core/meter-controller.ts'
import { HostElement } from './host-element.ts'

/** The mark of two bars, filled to what leaves the master now. */
export class HostMark extends HostElement {
  static override styles = [
    HostElement.styles,
    css`
      :host {
        display: inline-flex;
        gap: 3px;
      }
      span {
        position: relative;
        overflow: hidden;
        width: 3.5px;
        height: 18px;
        border-radius: 1.75px;
        background: var(--twobus-track);
      }
      span::after {
        content: '';
        position: absolute;
        inset: 0;
        background: var(--twobus-accent);
        transform-origin: bottom;
        transform: scaleY(var(--fill, 0));
      }
    `
  ]

  readonly #levels = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  readonly #fills = ['', '']

  constructor() {
    super()
    new MeterController(this, {
      source: () => this.engine?.effect('masterBus', 'channel'),
      ids: ['peakLeft', 'peakRight'],
      update: (values, _now, deltaMs) => this.#update(values, deltaMs)
    })
  }

  #update(values: Float64Array, deltaMs: number): void {
    const bars = this.renderRoot.querySelectorAll<HTMLElement>('span')
    bars.forEach((bar, side) => {
      const now = values[side] ?? Number.NEGATIVE_INFINITY
      const level = fallingLevel(this.#levels[side] ?? now, now, deltaMs)
      this.#levels[side] = level
      const fill = levelScale.position(level).toFixed(3)
      if (fill === this.#fills[side]) return
      this.#fills[side] = fill
      bar.style.setProperty('--fill', fill)
    })
  }

  override render(): TemplateResult {
    return html`<span></span><span></span>`
  }
}

defineElement('twobus-host-mark', HostMark)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-mark': HostMark
  }
}
