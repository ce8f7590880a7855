import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { fullLabel } from '../../worklets/core/definition.ts'
import { findRow } from '../../worklets/core/values.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import { onFrame } from '../core/frame.ts'
import { pickFiles } from '../core/pick-files.ts'
import { saveFile } from '../core/save-file.ts'
import type { Mapping } from './mapping.ts'
import type { MidiControl } from './midi-control.ts'
import { midiFormStyles } from './midi-form-styles.ts'
import type { MidiOverlay } from './midi-overlay.ts'
import {
  CROSS,
  icon,
  MIDI_SOCKET,
  REDO,
  renderClock,
  renderDevices,
  renderMessages,
  renderOffer,
  UNDO,
  WARNING
} from './midi-panel-parts.ts'
import { midiPanelStyles } from './midi-panel-styles.ts'
import type { MidiTarget } from './midi-target.ts'
import './midi-row.ts'
import { type MidiRow, wordOf } from './midi-row.ts'
import './surface/surface-list.ts'
import type { Surfaces } from './surface/surfaces.ts'
import { TAKE_OVERS } from './take-over.ts'

/**
 * Devices, mappings and incoming messages of a `MidiControl`: lists, edits, tries, imports and
 * exports them; every change can be undone (Ctrl+Z). With an `overlay` it has a Learn button.
 * Emits `close`.
 */
export class MidiPanel extends TwobusElement {
  static override properties = {
    midi: { attribute: false },
    overlay: { attribute: false },
    surfaces: { attribute: false },
    problem: { state: true },
    news: { state: true }
  }

  static override styles = [TwobusElement.styles, midiFormStyles, midiPanelStyles]

  declare midi: MidiControl | undefined
  declare overlay: MidiOverlay | undefined
  /** Control surfaces of the page, where it has any. */
  declare surfaces: Surfaces | undefined
  declare protected problem: string
  /** What has been done last, for those who hear the page. */
  declare protected news: string
  #release: AbortController | undefined
  #shownLearning: MidiTarget | undefined

  constructor() {
    super()
    this.midi = undefined
    this.overlay = undefined
    this.surfaces = undefined
    this.problem = ''
    this.news = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#bind()
    const refresh = (now: number) => {
      for (const row of this.#rows) row.refresh(now)
    }
    onFrame(this, refresh, this.lifetime)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#release?.abort()
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('midi') || changed.has('overlay')) this.#bind()
  }

  #bind(): void {
    this.#release?.abort()
    this.#release = new AbortController()
    const { signal } = this.#release
    const { midi } = this
    const update = () => this.requestUpdate()
    for (const name of ['change', 'heard', 'tempo'])
      midi?.addEventListener(name, update, { signal })
    midi?.addEventListener('problem', (event) => this.#onProblem(event), { signal })
    this.overlay?.addEventListener('change', update, { signal })
    this.addEventListener('keydown', (event) => this.#onKey(event), { signal })
    this.problem = (midi?.store.problems ?? []).map(kept).join(' ')
  }

  get #rows(): readonly MidiRow[] {
    return [...this.renderRoot.querySelectorAll('twobus-midi-row')]
  }

  #onProblem(event: Event): void {
    // MidiControl dispatches `problem` with a sentence.
    this.problem = (event as CustomEvent<string>).detail
  }

  /** Undo here is that of the map, not that of the page. */
  #onKey(event: KeyboardEvent): void {
    const { midi } = this
    if (!midi || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    event.preventDefault()
    event.stopPropagation()
    if (event.shiftKey) this.#redo(midi)
    else this.#undo(midi)
  }

  /** What is being learned is looked at. */
  override updated(): void {
    const { learning } = this.midi ?? {}
    if (learning && learning !== this.#shownLearning) {
      this.renderRoot.querySelector('.learning')?.scrollIntoView({ block: 'nearest' })
    }
    this.#shownLearning = learning
  }

  override render(): TemplateResult {
    const { midi, overlay } = this
    return html`
      <header>
        ${icon(MIDI_SOCKET)}
        <h2>MIDI</h2>
        ${
          overlay && midi?.isSupported
            ? html`<button
                class="button"
                type="button"
                aria-pressed=${String(overlay.on)}
                @click=${() => void this.#turnLearning()}
              >
                Learn
              </button>`
            : nothing
        }
        <button
          class="button icon"
          type="button"
          aria-label="Close"
          @click=${() => this.emit('close')}
        >
          ${icon(CROSS)}
        </button>
      </header>
      <div role="status" class="problem" ?hidden=${this.problem === ''}>
        ${icon(WARNING)}<span>${this.problem}</span>
        <button
          class="button icon"
          type="button"
          aria-label="Hide this message"
          @click=${() => (this.problem = '')}
        >
          ${icon(CROSS)}
        </button>
      </div>
      <p class="unseen" role="status">${this.news}</p>
      ${midi ? this.#renderBody(midi) : nothing}
    `
  }

  #renderBody(midi: MidiControl): TemplateResult {
    if (!midi.isSupported) {
      return html`<p>
        This browser has no Web MIDI. Chrome, Edge and Firefox can play the controls from a
        controller.
      </p>`
    }
    const { store } = midi
    const none = store.mappings.length === 0
    return html`
      ${midi.isConnected ? renderDevices(midi) : this.#renderConnect(midi)}
      ${renderClock(midi)} ${midi.offers.map((offer) => renderOffer(midi, offer))}
      ${
        this.surfaces && midi.isConnected
          ? html`<twobus-surface-list .surfaces=${this.surfaces}></twobus-surface-list>`
          : nothing
      }
      ${this.#renderTakeOver(midi)} ${this.#renderMappings(midi)} ${renderMessages(midi)}
      ${store.isTemporary ? html`<p>This browser keeps nothing: export what you want again.</p>` : nothing}
      ${this.#renderHistory(midi)}
      <footer>
        <button class="button wide" type="button" @click=${() => void this.#import(midi)}>
          Import
        </button>
        <button class="button wide" type="button" ?disabled=${none} @click=${() => this.#export(midi)}>
          Export
        </button>
        <button class="button wide" type="button" ?disabled=${none} @click=${() => this.#clear(midi)}>
          Clear
        </button>
      </footer>
    `
  }

  #renderConnect(midi: MidiControl): TemplateResult {
    return html`<p>The browser asks once whether this page may hear your controllers.</p>
      <button class="button" type="button" @click=${() => void this.#connect(midi)}>
        Connect controllers
      </button>`
  }

  #renderTakeOver({ store }: MidiControl): TemplateResult {
    return html`<div class="line">
      <span class="name label" id="take-over">Take-over</span>
      <div class="segments" role="radiogroup" aria-labelledby="take-over">
        ${TAKE_OVERS.map(
          (mode) => html`<label
            ><input
              type="radio"
              name="take-over"
              .checked=${store.takeOver === mode}
              @change=${() => store.setTakeOver(mode)}
            />${wordOf(mode)}</label
          >`
        )}
      </div>
    </div>`
  }

  #renderMappings(midi: MidiControl): TemplateResult {
    const { mappings } = midi.store
    const { learning } = midi
    const row = learning && findRow(learning.source.definition, learning.param)
    if (mappings.length === 0 && !row) {
      return html`<p class="hint">
        Nothing is mapped yet. Press Learn, click a control, then move one on your controller. Every
        control also has Learn MIDI in its own menu.
      </p>`
    }
    return html`<ul class="mappings" aria-label="Mappings" @removemapping=${this.#onRemove}>
      ${repeat(
        mappings,
        (mapping) => midi.store.keyOf(mapping),
        (mapping) =>
          html`<li><twobus-midi-row .midi=${midi} .mapping=${mapping}></twobus-midi-row></li>`
      )}
      ${
        row
          ? html`<li class="learning">
              <span class="line" role="status">
                <span class="name">${fullLabel(row)}</span>
                <span class="side">Move a control; Esc ends</span>
              </span>
              <button class="button" type="button" @click=${() => midi.cancelLearning()}>
                Cancel
              </button>
            </li>`
          : nothing
      }
    </ul>`
  }

  #renderHistory(midi: MidiControl): TemplateResult | typeof nothing {
    const { undoable, redoable } = midi.store
    if (undoable === undefined && redoable === undefined) return nothing
    return html`<div class="line history">
      <span class="side name">${undoable ?? `Undone: ${redoable}`}</span>
      <button
        class="button"
        type="button"
        ?disabled=${undoable === undefined}
        @click=${() => this.#undo(midi)}
      >
        ${icon(UNDO)}<span>Undo</span>
      </button>
      <button
        class="button"
        type="button"
        aria-label="Redo"
        ?disabled=${redoable === undefined}
        @click=${() => this.#redo(midi)}
      >
        ${icon(REDO)}
      </button>
    </div>`
  }

  #undo({ store }: MidiControl): void {
    const { undoable } = store
    if (undoable !== undefined) this.news = `Undone: ${undoable}`
    store.undo()
  }

  #redo({ store }: MidiControl): void {
    const { redoable } = store
    if (redoable !== undefined) this.news = redoable
    store.redo()
  }

  async #turnLearning(): Promise<void> {
    const { midi, overlay } = this
    if (!midi || !overlay) return
    if (overlay.on || (await this.#connect(midi))) overlay.on = !overlay.on
  }

  #connect(midi: MidiControl): Promise<boolean> {
    this.problem = ''
    return midi.connect()
  }

  /** What had the focus is gone: the next row has it, or what brings the row back. */
  readonly #onRemove = ({ detail }: CustomEvent<Mapping>) => {
    const { midi } = this
    if (!midi) return
    const at = midi.store.mappings.indexOf(detail)
    midi.store.remove(detail)
    this.news = 'Removed 1 mapping'
    void this.updateComplete.then(() => {
      const row = this.#rows[at] ?? this.#rows[at - 1]
      if (row) row.focus()
      else this.#focusUndo()
    })
  }

  #clear({ store }: MidiControl): void {
    const count = store.mappings.length
    this.news = count === 1 ? 'Cleared 1 mapping' : `Cleared ${count} mappings`
    store.set([], this.news)
    // The button that was pressed is disabled now.
    void this.updateComplete.then(() => this.#focusUndo())
  }

  #focusUndo(): void {
    this.renderRoot.querySelector<HTMLElement>('.history button')?.focus()
  }

  #export(midi: MidiControl): void {
    const blob = new Blob([midi.store.exportText()], { type: 'application/json' })
    saveFile(blob, 'Twobus MIDI map.json')
  }

  async #import(midi: MidiControl): Promise<void> {
    const [file] = await pickFiles({ accept: '.json,application/json' })
    if (!file) return
    const { count, problems } = midi.store.importText(await file.text())
    this.problem = problems.join(' ')
    this.news = count === 1 ? 'Imported 1 mapping' : `Imported ${count} mappings`
  }
}

function kept(problem: string): string {
  return `${problem}; the stored text is kept beside the new map.`
}

defineElement('twobus-midi-panel', MidiPanel)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-midi-panel': MidiPanel
  }
}
