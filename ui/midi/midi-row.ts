import { html, nothing, type TemplateResult } from 'lit'
import { fullLabel } from '../../worklets/core/definition.ts'
import { formatValue } from '../../worklets/core/text.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import type { Binding } from './binding.ts'
import { CONTROL_MODES, controlName, type Mapping, NOTE_ACTIONS } from './mapping.ts'
import type { MidiControl } from './midi-control.ts'
import { midiFormStyles } from './midi-form-styles.ts'
import { midiRowStyles } from './midi-row-styles.ts'
import { TAKE_OVERS } from './take-over.ts'

/** How long a row shows that its control has moved. */
const FRESH_MS = 250

/** What people read for the words of a mapping. */
const WORDS: Readonly<Record<string, string>> = {
  auto: 'Found by itself',
  absolute: 'Absolute',
  twosComplement: 'Encoder 1 / 127',
  binaryOffset: 'Encoder 65 / 63',
  signBit: 'Encoder 1 / 65',
  pickup: 'Pick up',
  scale: 'Scale',
  jump: 'Jump',
  toggle: 'Toggle',
  momentary: 'While held',
  step: 'Next step'
}

export const wordOf = (word: string): string => WORDS[word] ?? word

/** One mapping of the panel: what moves what, whether it follows, and everything to edit of it. */
export class MidiRow extends TwobusElement {
  static override properties = {
    midi: { attribute: false },
    mapping: { attribute: false }
  }

  static override styles = [TwobusElement.styles, midiFormStyles, midiRowStyles]

  declare midi: MidiControl | undefined
  declare mapping: Mapping | undefined

  constructor() {
    super()
    this.midi = undefined
    this.mapping = undefined
  }

  get #binding(): Binding | undefined {
    return this.midi?.bindings.find(({ mapping }) => mapping === this.mapping)
  }

  /** Brings line, ghost and state up to date; called once a frame while something moves. */
  refresh(now: number): void {
    const state = this.renderRoot.querySelector('.state')
    const fill = this.renderRoot.querySelector<HTMLElement>('.fill')
    const ghost = this.renderRoot.querySelector<HTMLElement>('.ghost')
    if (!state || !fill || !ghost) return
    const binding = this.#binding
    const { text, look } = this.#state(binding, now)
    if (state.textContent !== text) state.textContent = text
    state.className = `state ${look}`
    fill.style.transform = `scaleX(${binding?.place ?? 0})`
    ghost.hidden = binding?.ghost === undefined
    ghost.style.left = `${100 * (binding?.ghost ?? 0)}%`
    const value = this.renderRoot.querySelector('.now')
    const shown = binding ? formatValue(binding.row, binding.source.get(binding.row.id)) : ''
    if (value && value.textContent !== shown) value.textContent = shown
  }

  #state(binding: Binding | undefined, now: number) {
    if (!binding) return { text: 'Effect not here', look: 'away' }
    const { mapping, midi } = this
    const device = midi?.devices.find(({ name }) => name === mapping?.device)
    if (!device?.connected) return { text: 'Device not here', look: 'away' }
    if (binding.turn)
      return { text: binding.turn === 'up' ? 'Turn up' : 'Turn down', look: 'waits' }
    const moves = now - binding.movedAt < FRESH_MS
    return moves ? { text: 'Moves', look: 'good' } : { text: 'Ready', look: 'good' }
  }

  override updated(): void {
    this.refresh(performance.now())
  }

  override render(): TemplateResult {
    const { mapping, midi } = this
    if (!mapping || !midi) return html`${nothing}`
    const row = this.#binding?.row
    const name = row ? fullLabel(row) : mapping.param
    return html`<details>
      <summary>
        <span class="name">${name}</span>
        <span class="state"></span>
        <span class="side">${controlName(mapping)}</span>
        <span class="track" aria-hidden="true"
          ><div class="fill"></div><div class="ghost" hidden></div
        ></span>
        <span class="side name">${midi.labelOf(mapping.target)}</span>
        <span class="side now"></span>
      </summary>
      ${this.#renderFields(mapping)}
    </details>`
  }

  #renderFields(mapping: Mapping): TemplateResult {
    const isKey = mapping.kind === 'note'
    const isSeven = mapping.kind === 'cc'
    const channels = ['any', ...Array.from({ length: 16 }, (_, i) => String(i + 1))]
    return html`<div class="fields">
      <span>Device</span><span class="name">${mapping.device}</span>
      <label for="midi-channel">Channel</label>
      ${this.#renderList('midi-channel', channels, String(mapping.channel), (word) => ({
        channel: word === 'any' ? 'any' : Number(word)
      }))}
      ${
        isSeven
          ? html`<label for="mode">Values</label>
              ${this.#renderList('mode', CONTROL_MODES, mapping.mode, (mode) => ({ mode }))}`
          : nothing
      }
      ${
        isKey
          ? html`<label for="action">Key</label>
              ${this.#renderList('action', NOTE_ACTIONS, mapping.action, (action) => ({ action }))}`
          : html`<label for="takeOver">Take-over</label>
              ${this.#renderList('takeOver', TAKE_OVERS, mapping.takeOver, (takeOver) => ({ takeOver }))}`
      }
      <label for="from">Range</label>
      <div class="range">
        ${this.#renderShare('from', 'Range from')} to ${this.#renderShare('to', 'Range to')} %
      </div>
      <label for="invert">Invert</label>
      <input
        id="invert"
        type="checkbox"
        .checked=${mapping.invert}
        @change=${(event: Event) =>
          this.#change({ invert: (event.currentTarget as HTMLInputElement).checked })}
      />
      <label for="try">Try</label>
      <input
        id="try"
        type="range"
        min="0"
        max="1"
        step="any"
        ?disabled=${!this.#binding}
        @input=${(event: Event) =>
          this.midi?.tryOut(mapping, (event.currentTarget as HTMLInputElement).valueAsNumber)}
      />
      <button class="button" type="button" @click=${() => this.emit('removemapping', mapping)}>
        Remove
      </button>
    </div>`
  }

  #renderList<Word extends string>(
    id: string,
    words: readonly Word[],
    chosen: Word,
    change: (word: Word) => Partial<Mapping>
  ): TemplateResult {
    const choose = (event: Event) => {
      const word = words[(event.currentTarget as HTMLSelectElement).selectedIndex]
      if (word !== undefined) this.#change(change(word))
    }
    return html`<select id=${id} @change=${choose}>
      ${words.map(
        (word) =>
          html`<option .selected=${word === chosen}>${word === 'any' ? 'Any' : wordOf(word)}</option>`
      )}
    </select>`
  }

  #renderShare(id: 'from' | 'to', label: string): TemplateResult {
    const change = (event: Event) => {
      const field = event.currentTarget as HTMLInputElement
      const share = field.valueAsNumber / 100
      if (share >= 0 && share <= 1) this.#change({ [id]: share })
      // What is no share of the travel gives way to what holds.
      field.value = String(Math.round((this.mapping?.[id] ?? 0) * 100))
    }
    return html`<input
      id=${id}
      type="number"
      min="0"
      max="100"
      aria-label=${label}
      .value=${String(Math.round((this.mapping?.[id] ?? 0) * 100))}
      @change=${change}
    />`
  }

  #change(change: Partial<Mapping>): void {
    const { mapping, midi } = this
    if (mapping) midi?.store.replace(mapping, { ...mapping, ...change })
  }
}

defineElement('twobus-midi-row', MidiRow)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-midi-row': MidiRow
  }
}
