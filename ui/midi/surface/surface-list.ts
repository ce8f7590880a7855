import { css, html, nothing, type TemplateResult } from 'lit'
import { Attachment } from '../../core/attachment.ts'
import { defineElement } from '../../core/define-element.ts'
import { TwobusElement } from '../../core/element.ts'
import type { MackieControl } from '../mackie/mackie-control.ts'
import { midiFormStyles } from '../midi-form-styles.ts'
import './bank-card.ts'
import type { BankSurface } from './bank-surface.ts'
import './mackie-card.ts'
import type { Surfaces } from './surfaces.ts'

const WHY =
  'Names and values on the displays are system exclusive messages: ' +
  'the browser asks whether this page may send them.'

/**
 * The control surfaces of a page in the panel: a card for each, and how to set up one more.
 * Displays need system exclusive messages: asked for here only, by a press, with a sentence why.
 */
export class SurfaceList extends TwobusElement {
  static override properties = {
    surfaces: { attribute: false },
    chosen: { state: true },
    refused: { state: true }
  }

  static override styles = [
    TwobusElement.styles,
    midiFormStyles,
    css`
      :host {
        display: grid;
        flex: none;
        gap: 14px;
      }
      :host > * {
        padding-top: 12px;
        border-top: 1px solid var(--twobus-line);
      }
      .add {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .add select {
        flex: 1 0 100%;
        min-width: 0;
      }
      .leave {
        display: grid;
        gap: 8px;
        justify-items: start;
      }
    `
  ]

  declare surfaces: Surfaces | undefined
  /** The device that would become a surface. */
  declare protected chosen: string
  declare protected refused: boolean
  readonly #followed: Attachment<Surfaces> = new Attachment((surfaces, signal) => {
    const update = () => this.requestUpdate()
    surfaces.addEventListener('change', update, { signal })
    surfaces.midi.addEventListener('change', update, { signal })
  })

  constructor() {
    super()
    this.surfaces = undefined
    this.chosen = ''
    this.refused = false
  }

  override willUpdate(): void {
    this.#followed.follow(this.surfaces, this.lifetime)
  }

  override render(): TemplateResult {
    const { surfaces } = this
    if (!surfaces) return html`${nothing}`
    const needsLeave = surfaces.mackies.length > 0 && !surfaces.midi.hasExclusive
    return html`
      ${surfaces.mackies.map(
        (surface) =>
          html`<twobus-mackie-card
            .surface=${surface}
            @removesurface=${this.#onRemove}
          ></twobus-mackie-card>`
      )}
      ${needsLeave ? this.#renderLeave(surfaces) : nothing}
      ${surfaces.banks.map(
        (surface) =>
          html`<twobus-bank-card
            .surface=${surface}
            @removesurface=${this.#onRemove}
          ></twobus-bank-card>`
      )}
      ${this.#renderAdd(surfaces)}
    `
  }

  #renderLeave({ midi }: Surfaces): TemplateResult {
    const ask = async () => {
      this.refused = !(await midi.connectExclusive())
    }
    return html`<div class="leave">
      <p role="status">
        ${
          this.refused ? 'Not allowed. Everything but names and values on the displays works.' : WHY
        }
      </p>
      <button class="button" type="button" @click=${() => void ask()}>Write on the displays</button>
    </div>`
  }

  #renderAdd(surfaces: Surfaces): TemplateResult | typeof nothing {
    const free = surfaces.midi.devices.filter(
      ({ name, connected }) => connected && !surfaces.has(name)
    )
    const device = free.find(({ name }) => name === this.chosen)?.name ?? free[0]?.name
    if (device === undefined) return nothing
    const [first] = surfaces.mackies
    return html`<div class="add" role="group" aria-label="Set up a control surface">
      <select
        aria-label="Device"
        @change=${(event: Event) => {
          const at = (event.currentTarget as HTMLSelectElement).selectedIndex
          this.chosen = free[at]?.name ?? ''
        }}
      >
        ${free.map(({ name }) => html`<option .selected=${name === device}>${name}</option>`)}
      </select>
      <button class="button" type="button" @click=${() => void this.#addMackie(surfaces, device)}>
        Mackie Control
      </button>
      <button class="button" type="button" @click=${() => surfaces.addBank(device)}>
        Bank of 8
      </button>
      ${
        first
          ? html`<button
              class="button"
              type="button"
              @click=${() => surfaces.replace(first, [...first.units, { device, isExtender: true }])}
            >
              Extender
            </button>`
          : nothing
      }
    </div>`
  }

  async #addMackie(surfaces: Surfaces, device: string): Promise<void> {
    surfaces.addMackie([{ device }])
    await this.updateComplete
    this.renderRoot.querySelector<HTMLElement>('.leave button')?.focus()
  }

  readonly #onRemove = ({ detail }: CustomEvent<MackieControl | BankSurface>) => {
    this.surfaces?.remove(detail)
  }
}

defineElement('twobus-surface-list', SurfaceList)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-surface-list': SurfaceList
  }
}
