import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { fullLabel } from '../../worklets/core/definition.ts'
import { findRow } from '../../worklets/core/values.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import { onFrame } from '../core/frame.ts'
import { pickFiles } from '../core/pick-files.ts'
import { saveFile } from '../core/save-file.ts'
import { controlName, type Mapping } from './mapping.ts'
import type { MidiControl } from './midi-control.ts'
import { midiFormStyles } from './midi-form-styles.ts'
import type { MidiOverlay } from './midi-overlay.ts'
import { midiPanelStyles } from './midi-panel-styles.ts'
import './midi-row.ts'
import { wordOf } from './midi-row.ts'
import { TAKE_OVERS } from './take-over.ts'

const SHOWN_MESSAGES = 8
const MIDI_SOCKET =
  'M8 2.2a5.8 5.8 0 1 0 .01 0M4.8 8h.01M11.2 8h.01M5.7 5.7h.01M10.3 5.7h.01M8 4.8h.01'
const CROSS = 'M4 4l8 8M12 4l-8 8'

/**
 * Devices, mappings and incoming messages of a `MidiControl`: lists, edits, tries, imports and
 * exports them. With an `overlay` it has a Learn button. Emits `close`.
 */
export class MidiPanel extends TwobusElement {
  static override properties = {
    midi: { attribute: false },
    overlay: { attribute: false },
    problem: { state: true },
    removed: { state: true }
  }

  static override styles = [TwobusElement.styles, midiFormStyles, midiPanelStyles]

  declare midi: MidiControl | undefined
  declare overlay: MidiOverlay | undefined
  declare protected problem: string
  /** What Remove and Clear took, until the next change. */
  declare protected removed: readonly Mapping[] | undefined
  #release: AbortController | undefined
  #endFrames: (() => void) | undefined
  #seen = -1

  constructor() {
    super()
    this.midi = undefined
    this.overlay = undefined
    this.problem = ''
    this.removed = undefined
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#bind()
    this.#endFrames = onFrame(this, (now) => this.#follow(now))
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#release?.abort()
    this.#endFrames?.()
  }

  override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('midi') || changed.has('overlay')) this.#bind()
  }

  #bind(): void {
    this.#release?.abort()
    this.#release = new AbortController()
    const { signal } = this.#release
    this.midi?.addEventListener('change', () => this.requestUpdate(), { signal })
    this.midi?.addEventListener('problem', (event) => this.#onProblem(event), { signal })
    this.overlay?.addEventListener('change', () => this.requestUpdate(), { signal })
  }

  #onProblem(event: Event): void {
    // MidiControl dispatches `problem` with a sentence.
    this.problem = (event as CustomEvent<string>).detail
  }

  /** Rows follow the parameters; the list of messages is made anew when there are new ones. */
  #follow(now: number): void {
    for (const row of this.renderRoot.querySelectorAll('twobus-midi-row')) row.refresh(now)
    const { midi } = this
    if (!midi || midi.log.count === this.#seen) return
    this.#seen = midi.log.count
    this.requestUpdate()
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
      <p class="problem" role="status">${this.problem}</p>
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
    return html`
      ${midi.isConnected ? this.#renderDevices(midi) : this.#renderConnect(midi)}
      ${this.#renderTakeOver(midi)} ${this.#renderMappings(midi)} ${this.#renderMessages(midi)}
      ${this.removed ? this.#renderRemoved(midi, this.removed) : nothing}
      <footer>
        <button class="button wide" type="button" @click=${() => void this.#import(midi)}>
          Import
        </button>
        <button
          class="button wide"
          type="button"
          ?disabled=${midi.store.mappings.length === 0}
          @click=${() => this.#export(midi)}
        >
          Export
        </button>
        <button
          class="button wide"
          type="button"
          ?disabled=${midi.store.mappings.length === 0}
          @click=${() => this.#remove(midi, () => true)}
        >
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

  #renderDevices(midi: MidiControl): TemplateResult {
    const { devices } = midi
    const [newest] = midi.log.latest(1)
    if (devices.length === 0) return html`<p>No controller is plugged in.</p>`
    return html`${devices.map(
      ({ name, connected }) => html`<div class="line">
        <span class="dot ${connected ? 'live' : ''}" aria-hidden="true"></span>
        <span class="name">${name}</span>
        <span class="side">
          ${
            connected
              ? newest?.device === name
                ? `${controlName(newest)} · ${newest.raw}`
                : 'Ready'
              : 'Unplugged'
          }
        </span>
      </div>`
    )}`
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
    return html`<ul
      aria-label="Mappings"
      @removemapping=${({ detail }: CustomEvent<Mapping>) =>
        this.#remove(midi, (mapping) => mapping === detail)}
    >
      ${mappings.map(
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
            </li>`
          : nothing
      }
    </ul>`
  }

  #renderMessages(midi: MidiControl): TemplateResult {
    return html`<details class="incoming">
      <summary>Incoming messages</summary>
      <ol>
        ${midi.log
          .latest(SHOWN_MESSAGES)
          .map(
            (message) => html`<li>${controlName(message)} · ${message.raw} · ${message.device}</li>`
          )}
      </ol>
    </details>`
  }

  #renderRemoved(midi: MidiControl, removed: readonly Mapping[]): TemplateResult {
    const what = removed.length === 1 ? '1 mapping' : `${removed.length} mappings`
    const restore = () => {
      midi.store.set([...midi.store.mappings, ...removed])
      this.removed = undefined
    }
    return html`<div class="line" role="status">
      <span class="name">Removed ${what}</span>
      <button class="button" type="button" @click=${restore}>Undo</button>
    </div>`
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

  #remove(midi: MidiControl, which: (mapping: Mapping) => boolean): void {
    const { mappings } = midi.store
    this.removed = mappings.filter(which)
    midi.store.set(mappings.filter((mapping) => !which(mapping)))
  }

  #export(midi: MidiControl): void {
    const blob = new Blob([midi.store.exportText()], { type: 'application/json' })
    saveFile(blob, 'Twobus MIDI map.json')
  }

  async #import(midi: MidiControl): Promise<void> {
    const [file] = await pickFiles({ accept: '.json,application/json' })
    if (!file) return
    const problems = midi.store.importText(await file.text())
    this.problem = problems.join(' ')
  }
}

function icon(path: string): TemplateResult {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`
}

defineElement('twobus-midi-panel', MidiPanel)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-midi-panel': MidiPanel
  }
}
