import { css, html, nothing, type TemplateResult } from 'lit'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import type { HostProgress } from '../host-engine.ts'
import { hostStyles } from '../host-styles.ts'

/** How far files have come. Nothing while nothing is on its way. */
export class HostLoadingBar extends TwobusElement {
  static override properties = {
    progress: { attribute: false },
    label: {}
  }

  static override styles = [
    TwobusElement.styles,
    hostStyles,
    css`
      .panel {
        display: grid;
        gap: 8px;
        width: min(320px, calc(100vw - 48px));
        padding: 14px 16px;
        background: var(--twobus-raised);
        border: 1px solid var(--twobus-line-strong);
        border-radius: 10px;
        box-shadow: var(--twobus-shadow);
      }
      .text {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        font: var(--twobus-text-value);
        font-variant-numeric: tabular-nums;
      }
      .text span:first-child {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .text span:last-child {
        flex: none;
        color: var(--twobus-muted);
      }
    `
  ]

  declare progress: HostProgress | undefined
  declare label: string

  constructor() {
    super()
    this.progress = undefined
    this.label = 'Loading'
  }

  override render(): TemplateResult {
    const { progress } = this
    if (!progress) return html`${nothing}`
    const { loaded, total, fileName } = progress
    const share = total > 0 ? loaded / total : 0
    const at = Math.min(total, Math.floor(loaded) + 1)
    return html`<div class="panel" role="status">
      <div class="text">
        <span>${this.label} ${fileName}</span><span>${at} of ${total}</span>
      </div>
      <div
        class="progress"
        role="progressbar"
        aria-label=${this.label}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round(share * 100)}
      >
        <div style=${`transform: scaleX(${share})`}></div>
      </div>
    </div>`
  }
}

defineElement('twobus-host-loading', HostLoadingBar)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-loading': HostLoadingBar
  }
}
