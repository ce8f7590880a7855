import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import '../../../ui/graph/goniometer.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import {
  findStrip,
  isAudible,
  type Session,
  type StripId,
  stripIds,
  stripName
} from '../../session/session.ts'
import { consoleStyles } from './console-styles.ts'
import '../shell/empty-song.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import './strip.ts'
import type { HostStrip } from './strip.ts'

/** Slots that are shown even where fewer effects are inserted. */
const LEAST_ROWS = 3
const MOST_ROWS = 6

/** All strips side by side: tracks scroll, mix bus and master stay. */
export class HostConsole extends HostElement {
  static override properties = {
    selected: { attribute: false },
    narrow: { type: Boolean, reflect: true },
    structure: { state: true }
  }

  static override styles = [HostElement.styles, consoleStyles]

  declare selected: StripId | undefined
  /** One strip at a time, chosen by its name. */
  declare narrow: boolean
  declare structure: number

  constructor() {
    super()
    this.selected = undefined
    this.narrow = false
    this.structure = 0
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['session'], signal)
    engine.addEventListener('structure', () => this.structure++, { signal })
  }

  get #strips(): readonly HostStrip[] {
    return Array.from(this.renderRoot.querySelectorAll('twobus-host-strip'))
  }

  /** Puts the focus on a strip's name and brings the strip into sight. */
  focusStrip(id: StripId): void {
    this.#strips.find((strip) => strip.stripId === id)?.focusPart('name')
  }

  /** Left and right: on a name to the next strip, with Alt to the same control of the next strip. */
  readonly #onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    const strips = this.#strips
    const at = strips.findIndex((strip) => event.composedPath().includes(strip))
    const part = strips[at]?.focusedPart ?? ''
    if (at < 0 || !(event.altKey || part === 'name')) return
    event.preventDefault()
    event.stopPropagation()
    strips[(at + step + strips.length) % strips.length]?.focusPart(part)
  }

  readonly #onTabKey = (event: KeyboardEvent) => {
    const { engine } = this
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0 || !engine) return
    event.preventDefault()
    const ids = stripIds(engine.session)
    const at = ids.indexOf(this.#shown(engine.session))
    this.emit('selectstrip', ids[(at + step + ids.length) % ids.length])
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
    )
  }

  /** The one strip of the narrow layout. */
  #shown(session: Session): StripId {
    const { selected } = this
    if (selected !== undefined && findStrip(session, selected)) return selected
    return session.tracks[0]?.id ?? 'masterBus'
  }

  override render(): TemplateResult {
    const { engine } = this
    if (!engine) return html`${nothing}`
    return this.narrow ? this.#renderOne(engine) : this.#renderAll(engine)
  }

  #renderAll({ session }: HostEngine): TemplateResult {
    const rows = rowsFor(session)
    return html`<div class="console" @keydown=${this.#onKey}>
      <div class="tracks" role="group" aria-label="Tracks">
        ${
          session.tracks.length === 0
            ? html`<twobus-host-empty></twobus-host-empty>`
            : repeat(
                session.tracks,
                ({ id }) => id,
                ({ id }) => this.#renderStrip(session, id, rows)
              )
        }
      </div>
      <div class="buses" role="group" aria-label="Buses">
        ${this.#renderStrip(session, 'mixBus', rows)}
        ${this.#renderStrip(session, 'masterBus', rows)}
      </div>
    </div>`
  }

  #renderOne({ session }: HostEngine): TemplateResult {
    const shown = this.#shown(session)
    return html`
      <div class="tabs" role="tablist" aria-label="Strips" @keydown=${this.#onTabKey}>
        ${stripIds(session).map(
          (id) => html`<button
            type="button"
            role="tab"
            aria-selected=${String(id === shown)}
            tabindex=${id === shown ? 0 : -1}
            style=${`--color: var(--twobus-${colorOf(session, id)})`}
            @click=${() => this.emit('selectstrip', id)}
          >
            ${stripName(session, id)}
          </button>`
        )}
      </div>
      <div class="one" role="tabpanel" aria-label=${stripName(session, shown)}>
        ${repeat(
          [shown],
          (id) => id,
          (id) => this.#renderStrip(session, id, rowsFor(session))
        )}
        ${session.tracks.length === 0 ? html`<twobus-host-empty></twobus-host-empty>` : nothing}
      </div>
    `
  }

  #renderStrip(session: Session, id: StripId, rows: number): TemplateResult {
    const track = session.tracks.find((candidate) => candidate.id === id)
    const master = id === 'masterBus'
    return html`<twobus-host-strip
      .engine=${this.engine}
      .stripId=${id}
      name=${stripName(session, id)}
      .color=${track?.color ?? 0}
      .strip=${findStrip(session, id)}
      .audible=${isAudible(session, id)}
      .rows=${rows}
      .structure=${this.structure}
      ?selected=${id === this.selected}
      ?master=${master}
    >
      ${
        master
          ? html`<twobus-goniometer
              label="Goniometer of the master"
              .source=${this.engine?.effect(id, 'channel')}
            ></twobus-goniometer>`
          : nothing
      }
    </twobus-host-strip>`
  }
}

/** One slot more than the longest chain, so that there is always a place to add. */
function rowsFor(session: Session): number {
  const longest = stripIds(session).map((id) => findStrip(session, id)?.inserts.length ?? 0)
  return Math.min(MOST_ROWS, Math.max(LEAST_ROWS, ...longest.map((count) => count + 1)))
}

function colorOf(session: Session, id: StripId): string {
  const track = session.tracks.find((candidate) => candidate.id === id)
  return track ? `band-${track.color}` : id === 'masterBus' ? 'output' : 'level'
}

defineElement('twobus-host-console', HostConsole)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-console': HostConsole
  }
}
