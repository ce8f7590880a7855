import { html, nothing, type TemplateResult } from 'lit'
import { Attachment } from '../../../ui/core/attachment.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { onFrame } from '../../../ui/core/frame.ts'
import { MackieControl } from '../../../ui/midi/mackie/mackie-control.ts'
import type { BankSurface } from '../../../ui/midi/surface/bank-surface.ts'
import type { SurfaceBank } from '../../../ui/midi/surface/surface-bank.ts'
import { GLYPHS } from '../../../ui/midi/surface/surface-glyphs.ts'
import { surfaceRowStyles } from './surface-row-styles.ts'

/** Left and right edge on the page, px. */
interface Span {
  readonly left: number
  readonly right: number
}

/** Inset of a bracket from the edges of its strips. */
const INSET_PX = 5
/** Narrower than this a bracket has no room for its words. */
const LEAST_PX = 120

/**
 * What one control surface holds of the console below: a bracket on its strips, with its bank, a
 * ghost on those of the next bank, and its ninth fader on the master.
 */
export class HostSurfaceRow extends TwobusElement {
  static override properties = {
    surface: { attribute: false },
    spanOf: { attribute: false }
  }

  static override styles = [TwobusElement.styles, surfaceRowStyles]

  declare surface: MackieControl | BankSurface | undefined
  /** Where strips of the surface's page are to be seen, from and to, the last one included. */
  declare spanOf: ((from: number, to: number | 'master') => Span | undefined) | undefined
  readonly #followed: Attachment<MackieControl | BankSurface> = new Attachment(
    (surface, signal) => {
      surface.addEventListener('change', () => this.requestUpdate(), { signal })
    }
  )
  #shown = ''

  constructor() {
    super()
    this.surface = undefined
    this.spanOf = undefined
  }

  override connectedCallback(): void {
    super.connectedCallback()
    onFrame(this, () => this.#place(), this.lifetime)
  }

  override willUpdate(): void {
    this.#followed.follow(this.surface, this.lifetime)
  }

  override updated(): void {
    this.#shown = ''
    this.#place()
  }

  /** Strips scroll and change their width: brackets go with them. */
  #place(): void {
    const { surface } = this
    if (!surface) return
    const { start, size } = bankOf(surface)
    const count = pageOf(surface).strips.length
    const spans = {
      held: this.spanOf?.(start, Math.min(count, start + size) - 1),
      next: start + size < count ? this.spanOf?.(start + size, count - 1) : undefined,
      master: surface instanceof MackieControl ? this.spanOf?.(-1, 'master') : undefined
    }
    const key = JSON.stringify(spans)
    if (key === this.#shown) return
    this.#shown = key
    const left = this.getBoundingClientRect().left
    for (const [name, span] of Object.entries(spans)) this.#put(name, span, left)
  }

  #put(name: string, span: Span | undefined, left: number): void {
    const width = span ? span.right - span.left - 2 * INSET_PX : 0
    for (const element of this.renderRoot.querySelectorAll<HTMLElement>(`[data-of=${name}]`)) {
      const isPill = !element.classList.contains('bracket')
      element.hidden = !span || width <= 0 || (isPill && width < LEAST_PX)
      if (!span) continue
      const at = span.left - left + INSET_PX
      if (!isPill) element.style.width = `${width}px`
      element.style.left = `${isPill && name !== 'next' ? at + width / 2 : at}px`
    }
  }

  override render(): TemplateResult {
    const { surface } = this
    if (!surface) return html`${nothing}`
    const bank = bankOf(surface)
    const count = pageOf(surface).strips.length
    const last = Math.min(count, bank.start + bank.size)
    const name = nameOf(surface)
    const move = (by: number) => {
      if (surface instanceof MackieControl) {
        surface.desk.show({ start: bank.start + by * bank.size })
      } else surface.moveBy(by)
    }
    return html`
      <div class="bracket" data-of="held" hidden></div>
      <div class="pill" data-of="held" role="group" aria-label=${`Bank of ${name}`} hidden>
        ${arrow('left', 'Bank left', bank.canGoLeft, () => move(-1))}
        <span>${name} holds strips ${bank.start + 1} to ${last}</span>
        ${arrow('right', 'Bank right', bank.canGoRight, () => move(1))}
      </div>
      <div class="bracket next" data-of="next" hidden></div>
      <div class="next-text" data-of="next" hidden><span>${last + 1} to ${count}</span></div>
      <div class="bracket" data-of="master" hidden></div>
      <div class="pill" data-of="master" hidden><span>Fader 9</span></div>
    `
  }
}

function bankOf(surface: MackieControl | BankSurface): SurfaceBank {
  return surface instanceof MackieControl ? surface.desk.bank : surface.bank.bank
}

function pageOf(surface: MackieControl | BankSurface) {
  return surface instanceof MackieControl ? surface.desk.page : surface.page
}

function nameOf(surface: MackieControl | BankSurface): string {
  return surface instanceof MackieControl ? (surface.units[0]?.device ?? '') : surface.device
}

function arrow(
  glyph: 'left' | 'right',
  label: string,
  isFree: boolean,
  press: () => void
): TemplateResult {
  return html`<button type="button" aria-label=${label} ?disabled=${!isFree} @click=${press}>
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d=${GLYPHS[glyph]} /></svg>
  </button>`
}

defineElement('twobus-host-surface-row', HostSurfaceRow)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-surface-row': HostSurfaceRow
  }
}
