import { html, nothing, type TemplateResult } from 'lit'
import '../../../ui/controls/icon.ts'
import '../../../ui/controls/knob.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import type { ColorToken } from '../../../ui/core/tokens.ts'
import { isBusId, type Strip, type StripId } from '../../session/session.ts'
import { addInsert, setMute, setSolo } from '../../session/session-edits.ts'
import { makeInsert } from '../../session/session-makers.ts'
import './eq-picture.ts'
import { HostElement } from '../host-element.ts'
import { hostStyles } from '../host-styles.ts'
import { EQ_ID } from './eq-response.ts'
import './insert-list.ts'
import './strip-levels.ts'
import './strip-name.ts'
import { stripStyles } from './strip-styles.ts'

/** One strip of the console: a track, the mix bus or the master. */
export class HostStrip extends HostElement {
  static override properties = {
    stripId: { attribute: false },
    name: {},
    color: { attribute: false },
    strip: { attribute: false },
    audible: { attribute: false },
    rows: { attribute: false },
    structure: { attribute: false },
    selected: { type: Boolean, reflect: true },
    master: { type: Boolean, reflect: true }
  }

  static override styles = [HostElement.styles, hostStyles, stripStyles]

  declare stripId: StripId
  declare name: string
  /** Palette index 1 to 8; 0 for the buses. */
  declare color: number
  declare strip: Strip | undefined
  /** Not muted, and not silenced by the solo of another. */
  declare audible: boolean
  /** Insert slots to show at least. */
  declare rows: number
  /** Counts up when effects behind the same ids are new. */
  declare structure: number
  declare selected: boolean
  declare master: boolean

  constructor() {
    super()
    this.stripId = ''
    this.name = ''
    this.color = 0
    this.strip = undefined
    this.audible = true
    this.rows = 3
    this.structure = 0
    this.selected = false
    this.master = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const signal = this.lifetime
    this.addEventListener('focusin', this.#select, { signal })
    this.addEventListener('pointerdown', this.#select, { signal })
  }

  /** Control of this strip that has the focus, as a selector; see `focusPart`. */
  get focusedPart(): string {
    const inner = this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null
    return inner instanceof HTMLElement ? (inner.dataset.part ?? '') : ''
  }

  /** Moves the focus to a control: `name`, `eq`, `inserts`, `pan`, `mute`, `solo`, `levels`. */
  focusPart(part: string): void {
    const known = part === '' || !this.renderRoot.querySelector(`[data-part=${part}]`)
    const place = this.renderRoot.querySelector<HTMLElement>(`[data-part=${known ? 'name' : part}]`)
    place?.focus()
  }

  readonly #select = () => {
    if (!this.selected) this.emit('selectstrip', this.stripId)
  }

  readonly #openEq = () => {
    const { engine, strip, stripId } = this
    if (!engine || !strip) return
    const existing = strip.inserts.find((insert) => insert.effect === EQ_ID)
    const insert = existing ?? makeInsert(EQ_ID)
    if (!existing) engine.edit((session) => addInsert(session, stripId, insert, 0))
    this.emit('openinsert', { strip: stripId, insert: insert.id })
  }

  override render(): TemplateResult {
    const { engine, strip, stripId, name } = this
    if (!engine || !strip) return html`${nothing}`
    const channel = engine.effect(stripId, 'channel')
    const eq = strip.inserts.find((insert) => insert.effect === EQ_ID)
    const token: ColorToken =
      this.color === 0 ? (this.master ? 'output' : 'level') : (`band-${this.color}` as 'band-1') // bands 1 to 8
    return html`<div
      class="strip ${this.audible ? '' : 'silent'}"
      role="group"
      aria-label=${name}
      style=${`--color: var(--twobus-${token})`}
    >
      <twobus-host-strip-name
        data-part="name"
        .engine=${engine}
        .strip=${stripId}
        name=${name}
        .color=${this.color}
      ></twobus-host-strip-name>
      <twobus-host-eq-picture
        data-part="eq"
        .source=${eq && engine.effect(stripId, eq.id)}
        color=${token}
        label=${name}
        @openeq=${this.#openEq}
      ></twobus-host-eq-picture>
      <twobus-host-inserts
        data-part="inserts"
        .engine=${engine}
        .strip=${stripId}
        .inserts=${strip.inserts}
        .rows=${this.rows}
        .structure=${this.structure}
        label=${name}
      ></twobus-host-inserts>
      <div class="pan">
        <twobus-knob
          data-part="pan"
          size="32"
          .source=${channel}
          param=${channel ? 'pan' : ''}
        ></twobus-knob>
        <button
          data-part="channel"
          class="icon-button"
          type="button"
          aria-label=${`Channel of ${name}`}
          title="Channel: trim, polarity, width, pan law"
          @click=${() => this.emit('openinsert', { strip: stripId, insert: 'channel' })}
        >
          <twobus-icon name="more"></twobus-icon>
        </button>
      </div>
      ${this.#renderSwitches()}
      <div class="bottom">
        <twobus-host-levels
          data-part="levels"
          .source=${channel}
          label=${name}
          ?master=${this.master}
        ></twobus-host-levels>
        <slot></slot>
      </div>
    </div>`
  }

  #renderSwitches(): TemplateResult {
    const { engine, strip, stripId, name } = this
    const mute = strip?.mute ?? false
    const solo = strip?.solo ?? false
    return html`<div class="switches">
      <button
        data-part="mute"
        class="mute"
        type="button"
        aria-pressed=${String(mute)}
        aria-label=${`Mute ${name}`}
        title="Mute (M)"
        @click=${() => engine?.edit((session) => setMute(session, stripId, !mute))}
      >
        M
      </button>
      ${
        isBusId(stripId)
          ? nothing
          : html`<button
              data-part="solo"
              class="solo"
              type="button"
              aria-pressed=${String(solo)}
              aria-label=${`Solo ${name}`}
              title="Solo (S)"
              @click=${() => engine?.edit((session) => setSolo(session, stripId, !solo))}
            >
              S
            </button>`
      }
    </div>`
  }
}

defineElement('twobus-host-strip', HostStrip)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-strip': HostStrip
  }
}
