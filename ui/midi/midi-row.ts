import { html, nothing, type TemplateResult } from 'lit'
import { fullLabel } from '../../worklets/core/definition.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import { formatValue } from '../../worklets/core/text.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import type { Binding } from './binding.ts'
import { CONTROL_MODES, controlName, isKeyMapping, type Mapping, NOTE_ACTIONS } from './mapping.ts'
import type { MidiControl } from './midi-control.ts'
import { midiFormStyles } from './midi-form-styles.ts'
import { midiRowStyles } from './midi-row-styles.ts'
import { valueAt } from './param-moves.ts'
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
  signBitReversed: 'Encoder 65 / 1',
  button: 'Button',
  pickup: 'Pick up',
  scale: 'Scale',
  jump: 'Jump',
  toggle: 'Toggle',
  momentary: 'While held',
  step: 'Next step',
  velocity: 'Strength'
}

export const wordOf = (word: string): string => WORDS[word] ?? word

/** One mapping of the panel: what moves what, whether it follows, and everything to edit of it. */
export class MidiRow extends TwobusElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true }

  static override properties = {
    midi: { attribute: false },
    mapping: { attribute: false }
  }

  static override styles = [TwobusElement.styles, midiFormStyles, midiRowStyles]

  declare midi: MidiControl | undefined
  declare mapping: Mapping | undefined
  /** What `refresh` has shown last. */
  #shown = ''
  #found: Readonly<Record<'state' | 'fill' | 'ghost' | 'value', HTMLElement | null>> | undefined

  constructor() {
    super()
    this.midi = undefined
    this.mapping = undefined
  }

  get #binding(): Binding | undefined {
    return this.midi?.bindings.find(({ mapping }) => mapping === this.mapping)
  }

  /** Brings line, ghost and state up to date; called once a frame while the panel is seen. */
  refresh(now: number): void {
    const binding = this.#binding
    const { text, look } = this.#state(binding, now)
    const place = binding?.place ?? 0
    const ghost = binding?.ghost
    const shown = [text, place, ghost].join(' ')
    const { state, fill, ghost: mark, value } = this.#parts
    if (shown === this.#shown || !state || !fill || !mark || !value) return
    this.#shown = shown
    state.textContent = text
    state.className = `state ${look}`
    fill.style.transform = `scaleX(${place})`
    mark.hidden = ghost === undefined
    mark.style.left = `${100 * (ghost ?? 0)}%`
    value.textContent = binding ? formatValue(binding.row, binding.source.get(binding.row.id)) : ''
  }

  get #parts() {
    const find = (name: string) => this.renderRoot.querySelector<HTMLElement>(`.${name}`)
    this.#found ??= {
      state: find('state'),
      fill: find('fill'),
      ghost: find('ghost'),
      value: find('now')
    }
    return this.#found
  }

  #state(binding: Binding | undefined, now: number) {
    if (!binding) return { text: 'Effect not here', look: 'away' }
    const { mapping, midi } = this
    if (!midi?.isConnected) return { text: 'Not connected', look: 'away' }
    if (mapping && midi.deviceOf(mapping.device) === undefined)
      return { text: 'Device not here', look: 'away' }
    if (binding.turn)
      return { text: binding.turn === 'up' ? 'Turn up' : 'Turn down', look: 'waits' }
    if (binding.isDoubtful && binding.heardAt > Number.NEGATIVE_INFINITY) {
      return { text: 'Turn both ways', look: 'waits' }
    }
    const moves = now - binding.movedAt < FRESH_MS
    return moves ? { text: 'Moves', look: 'good' } : { text: 'Ready', look: 'good' }
  }

  override updated(): void {
    this.#found = undefined
    this.#shown = ''
    this.refresh(performance.now())
  }

  override render(): TemplateResult {
    const { mapping, midi } = this
    if (!mapping || !midi) return html`${nothing}`
    const row = this.#binding?.row
    const name = row ? fullLabel(row) : mapping.param
    return html`<details>
      <summary @keydown=${this.#onKey}>
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

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    this.emit('removemapping', this.mapping)
  }

  #renderFields(mapping: Mapping): TemplateResult {
    const { kind, mode } = mapping
    const row = this.#binding?.row
    const isKey = isKeyMapping(mapping)
    const turns = this.#binding?.isRelative ?? false
    const steps = turns || kind === 'nrpn' || kind === 'rpn'
    const picks = !isKey && !turns && kind !== 'pressure' && row?.kind !== 'toggle'
    const channels = ['any', ...Array.from({ length: 16 }, (_, i) => String(i + 1))]
    return html`<div class="fields">
      <span>Device</span><span class="name">${mapping.device}</span>
      <label for="midi-channel">Channel</label>
      ${this.#renderList('midi-channel', channels, String(mapping.channel), (word) => ({
        channel: word === 'any' ? 'any' : Number(word)
      }))}
      ${
        kind === 'cc'
          ? html`<label for="mode">Values</label>
              ${this.#renderList('mode', CONTROL_MODES, mode, (chosen) => ({ mode: chosen }))}`
          : nothing
      }
      ${
        isKey
          ? html`<label for="action">Press</label>
              ${this.#renderList('action', NOTE_ACTIONS, mapping.action, (action) => ({ action }))}`
          : nothing
      }
      ${
        picks
          ? html`<label for="takeOver">Take-over</label>
              ${this.#renderList('takeOver', TAKE_OVERS, mapping.takeOver, (takeOver) => ({ takeOver }))}`
          : nothing
      }
      ${steps ? this.#renderFlag('accelerate', 'Faster when spun', mapping.accelerate) : nothing}
      <label for="from">Range</label>
      <div class="range">
        ${this.#renderShare('from', 'Range from')} to ${this.#renderShare('to', 'Range to')} %
      </div>
      ${row ? html`<span></span><span class="side">${rangeText(row, mapping)}</span>` : nothing}
      ${this.#renderFlag('invert', 'Invert', mapping.invert)}
      <label for="try">Try</label>
      <input
        id="try"
        type="range"
        min="0"
        max="1"
        step="any"
        ?disabled=${!row}
        @input=${(event: Event) =>
          this.midi?.tryOut(mapping, (event.currentTarget as HTMLInputElement).valueAsNumber)}
      />
      <button class="button" type="button" @click=${() => this.emit('removemapping', mapping)}>
        Remove
      </button>
    </div>`
  }

  #renderFlag(id: 'invert' | 'accelerate', label: string, on: boolean): TemplateResult {
    return html`<label for=${id}>${label}</label>
      <input
        id=${id}
        type="checkbox"
        .checked=${on}
        @change=${(event: Event) =>
          this.#change({ [id]: (event.currentTarget as HTMLInputElement).checked })}
      />`
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
    if (mapping) midi?.store.edit(mapping, change)
  }
}

/** What the control's own ends mean in the parameter's unit. */
function rangeText(row: ParamRow, { from, to, invert }: Mapping): string {
  const ends = [from, to].map((place) => formatValue(row, valueAt(row, place)))
  return (invert ? ends.reverse() : ends).join(' to ')
}

defineElement('twobus-midi-row', MidiRow)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-midi-row': MidiRow
  }
}
