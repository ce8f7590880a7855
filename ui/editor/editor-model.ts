import type { ParamChange } from '../../worklets/core/source.ts'
import type { Preset } from '../../worklets/core/state.ts'
import type { AnySource } from '../core/any-source.ts'
import type { EditHistory } from './edit-history.ts'
import { History, type Values } from './history.ts'
import { type Loaded, PresetChoice } from './preset-choice.ts'
import type { PresetStore } from './preset-store.ts'
import { copiedSlots, type Slot, type Slots, startSlots, switchedSlots } from './slots.ts'

/** What an editor knows beside the values at a moment of the history. */
interface Place {
  readonly slots: Slots
  readonly loaded: Loaded
}

/**
 * What an editor remembers about an effect beside its values: undo steps, the two slots, the
 * preset. Fires `change`.
 *
 * The history knows values only, and may be that of a host. So the model notes for each moment of it
 * which slot is heard and which preset is loaded, and takes them up again when undo or redo comes
 * back there. Switching slots is a step like any other: both slots share one row of steps, because
 * those of a host cannot be told apart.
 */
export class EditorModel extends EventTarget {
  readonly source: AnySource
  /** Undefined where the editor has a history of its own. */
  readonly hostHistory: EditHistory | undefined
  /** Ids that keep their value when a preset is loaded. */
  readonly locked: Set<string> = new Set()
  readonly #history: EditHistory
  readonly #choice: PresetChoice
  readonly #places = new WeakMap<object, Place>()
  #slots: Slots
  /** Gestures of this editor that have not ended. */
  #gestures = 0
  /** What a bar has been told last. */
  #told = ''

  constructor(source: AnySource, hostHistory?: EditHistory) {
    super()
    this.source = source
    this.hostHistory = hostHistory
    this.#choice = new PresetChoice(source)
    this.#slots = startSlots(this.#now)
    this.#history = hostHistory ?? new History(targetOf(source))
    this.connect()
  }

  /** Listens to the source again after `dispose`; what has moved meanwhile counts as an edit. */
  connect(): void {
    this.#followHistory()
    this.source.addEventListener('change', this.#onSourceChange)
    this.source.addEventListener('latencychange', this.#notify)
    this.#choice.store.addEventListener('change', this.#onStoreChange)
    this.#history.addEventListener('change', this.#followHistory)
  }

  /** Lets go of the source; steps and slots are kept. */
  dispose(): void {
    this.source.removeEventListener('change', this.#onSourceChange)
    this.source.removeEventListener('latencychange', this.#notify)
    this.#choice.store.removeEventListener('change', this.#onStoreChange)
    this.#history.removeEventListener('change', this.#followHistory)
  }

  get slot(): Slot {
    return this.#slots.heard
  }

  get canUndo(): boolean {
    return this.#history.canUndo
  }

  get canRedo(): boolean {
    return this.#history.canRedo
  }

  /** Name of what was loaded last; "Default" at first. */
  get presetName(): string {
    return this.preset?.name ?? 'Default'
  }

  get preset(): Preset | undefined {
    return this.#choice.preset
  }

  /** Whether a value has moved since the preset was loaded. How one listens is no edit. */
  get edited(): boolean {
    return this.#choice.edited
  }

  /** The person's own presets of this effect. */
  get store(): PresetStore {
    return this.#choice.store
  }

  /** Whether the loaded preset is one's own. */
  get presetIsOwn(): boolean {
    return this.#choice.isOwn
  }

  beginGesture(): void {
    this.#gestures++
    this.#history.beginGesture()
  }

  endGesture(): void {
    if (this.#gestures === 0) return
    this.#gestures--
    this.#history.endGesture()
  }

  /** Ends every gesture that is still open: the hand has no control to move any more. */
  finishGestures(): void {
    while (this.#gestures > 0) this.endGesture()
  }

  /** Whatever `write` sets becomes one undo step. */
  edit(write: () => void): void {
    this.beginGesture()
    try {
      write()
    } finally {
      this.endGesture()
    }
  }

  undo(): void {
    this.finishGestures()
    this.#history.undo()
  }

  redo(): void {
    this.finishGestures()
    this.#history.redo()
  }

  /** Changes to the other slot: its sound and its preset, as one step. */
  switchSlot(slot: Slot): void {
    if (slot === this.slot) return
    this.finishGestures()
    const { values, loaded } = this.#slots.stored[slot]
    this.edit(() => {
      this.#slots = switchedSlots(this.#slots, slot, this.#now)
      this.source.setMany({ ...values }, 'hand')
      this.#choice.recall(loaded)
    })
    this.#remember()
  }

  /** The other slot becomes like the one that is heard. */
  copyToOther(): void {
    this.#slots = copiedSlots(this.#slots, this.#now)
    this.#remember()
  }

  /** Loads a preset, or the defaults. How one listens, and locked parameters, stay. */
  loadPreset(preset: Preset | undefined): void {
    this.edit(() => {
      this.source.setMany({ ...this.#choice.valuesOf(preset, this.locked) }, 'hand')
      this.#choice.take(preset)
    })
    this.#remember()
  }

  /** The next (1) or previous (-1) of the list "Default, own ones, factory's"; wraps round. */
  stepPreset(direction: 1 | -1): void {
    this.loadPreset(this.#choice.neighbor(direction))
  }

  /** Saves the values as one's own preset, which then counts as loaded. */
  savePreset(name: string): void {
    this.#choice.save(name)
    this.#remember()
  }

  /** Gives the loaded preset of one's own another name; one that has that name is replaced. */
  renamePreset(name: string): void {
    this.#choice.rename(name)
    this.#remember()
  }

  /** Takes the loaded preset out of the store; the sound stays. Returns what puts it back. */
  removePreset(): () => void {
    const putBack = this.#choice.remove()
    return () => {
      putBack()
      this.#remember()
    }
  }

  /** The sound that is heard, and what it is measured against. */
  get #now() {
    return { values: this.#choice.sound, loaded: this.#choice.loaded }
  }

  /** Notes what is known at this moment of the history. */
  #remember(): void {
    this.#keepPlace()
    this.#notify()
  }

  #keepPlace(): void {
    this.#places.set(this.#history.moment, { slots: this.#slots, loaded: this.#choice.loaded })
  }

  readonly #followHistory = () => {
    const place = this.#places.get(this.#history.moment)
    if (place) this.#slots = place.slots
    this.#choice.recall(place?.loaded ?? this.#choice.loaded)
    this.#keepPlace()
    // A host's history moves with every frame of a fader, which is no news here.
    if (this.#news !== this.#told) this.#notify()
  }

  get #news(): string {
    return [this.slot, this.presetName, this.edited, this.canUndo, this.canRedo].join(' ')
  }

  readonly #onSourceChange = (event: Event) => {
    // Sources dispatch `change` as a CustomEvent of ParamChange.
    const { id, value } = (event as CustomEvent<ParamChange>).detail
    const before = this.edited
    this.#choice.hear(id, value)
    if (before !== this.edited) this.#notify()
  }

  readonly #onStoreChange = () => {
    this.#choice.storeChanged()
    this.#notify()
  }

  readonly #notify = () => {
    this.#told = this.#news
    this.dispatchEvent(new Event('change'))
  }
}

function targetOf(source: AnySource) {
  const ids = source.definition.params.map(({ id }) => id)
  return {
    read: (): Values => Object.fromEntries(ids.map((id) => [id, source.get(id)])),
    write: (values: Values) => source.setMany({ ...values })
  }
}
