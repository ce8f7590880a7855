import { type MappableControl, type MappingMark, mappableControls } from '../core/mappable.ts'
import type { Binding } from './binding.ts'
import { controlName } from './mapping.ts'
import type { MidiControl, MidiTarget } from './midi-control.ts'

interface ContextMenuItem {
  readonly label: string
  run(): void
}

const DIMMED: Readonly<Record<string, string>> = {
  '--twobus-mapping-bar': '0.5',
  '--twobus-mapping-graph': '0.28',
  '--twobus-mapping-rest': '0.35'
}

/**
 * MIDI on the controls of a page: "Learn MIDI" and "Forget MIDI" in their menus, frames and tags
 * while the overlay is on, a ghost where a control waits to be picked up, and one undo step for
 * each move. In the overlay a click on a control learns it; Escape ends learning, then the overlay.
 */
export class MidiOverlay extends EventTarget {
  readonly #midi: MidiControl
  readonly #page: Document
  readonly #elsewhere: EventTarget | undefined
  readonly #release = new AbortController()
  #on = false

  /** Moves of parameters whose control is not on the page are gestures of `elsewhere`. */
  constructor(midi: MidiControl, page: Document = document, elsewhere?: EventTarget) {
    super()
    this.#midi = midi
    this.#page = page
    this.#elsewhere = elsewhere
    const { signal } = this.#release
    page.addEventListener('controlmenu', (event) => this.#onMenu(event), { signal })
    page.addEventListener('pointerdown', (event) => this.#onPointer(event), {
      signal,
      capture: true
    })
    page.addEventListener('keydown', (event) => this.#onKey(event), { signal, capture: true })
    midi.addEventListener('change', () => this.show(), { signal })
    midi.addEventListener('moved', (event) => this.#gesture('gesturestart', event), { signal })
    midi.addEventListener('rested', (event) => this.#gesture('gestureend', event), { signal })
    mappableControls.addEventListener('change', () => this.#on && this.show(), { signal })
  }

  get on(): boolean {
    return this.#on
  }

  set on(on: boolean) {
    if (on === this.#on) return
    this.#on = on
    if (!on) this.#midi.cancelLearning()
    this.#dim(on)
    this.show()
    this.dispatchEvent(new Event('change'))
  }

  dispose(): void {
    this.#release.abort()
    this.#dim(false)
    for (const control of mappableControls.all) control.mapping = undefined
  }

  /** Brings every control's frame and tag up to date. */
  show(): void {
    for (const control of mappableControls.all) {
      const mark = this.#markOf(control)
      if (!isEqual(control.mapping, mark)) control.mapping = mark
    }
  }

  /** Editors fade what cannot be mapped by these. */
  #dim(on: boolean): void {
    const { style } = this.#page.documentElement
    for (const [name, opacity] of Object.entries(DIMMED)) {
      if (on) style.setProperty(name, opacity)
      else style.removeProperty(name)
    }
  }

  #markOf(control: MappableControl): MappingMark | undefined {
    const target = targetOf(control)
    if (!target) return undefined
    const { learning } = this.#midi
    if (learning?.source === target.source && learning.param === target.param) {
      return { state: 'learning', tag: 'Move a control' }
    }
    const [binding] = this.#midi.bindingsOf(target)
    if (!binding) return this.#on ? { state: 'mappable' } : undefined
    const waits = binding.ghost !== undefined
    if (!this.#on && !waits) return undefined
    return waits
      ? { state: 'waiting', tag: waitingTag(binding), ghost: binding.ghost }
      : { state: 'mapped', tag: controlName(binding.mapping) }
  }

  #onMenu(event: Event): void {
    // Controls dispatch `controlmenu` with the list that they are about to open.
    const { detail } = event as CustomEvent<{
      readonly items: ContextMenuItem[]
      readonly control: MappableControl
    }>
    const target = targetOf(detail.control)
    if (!target || !this.#midi.isSupported) return
    detail.items.push({ label: 'Learn MIDI', run: () => void this.#learn(target) })
    if (this.#midi.bindingsOf(target).length === 0) return
    detail.items.push({ label: 'Forget MIDI', run: () => this.#midi.forget(target) })
  }

  async #learn(target: MidiTarget): Promise<void> {
    if (await this.#midi.connect()) this.#midi.learn(target)
  }

  #onPointer(event: PointerEvent): void {
    if (!this.#on || event.button !== 0) return
    const control = event.composedPath().find((place) => mappableControls.all.has(place as never))
    const target = control && targetOf(control as MappableControl)
    if (!target) return
    event.preventDefault()
    event.stopPropagation()
    this.#midi.learn(target)
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    if (this.#midi.learning) this.#midi.cancelLearning()
    else if (this.#on) this.on = false
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** A move by MIDI is a gesture of the control it moves, so that undo takes it back as one step. */
  #gesture(name: 'gesturestart' | 'gestureend', event: Event): void {
    this.show()
    // MidiControl dispatches `moved` and `rested` with a target.
    const { source, param } = (event as CustomEvent<MidiTarget>).detail
    const isOf = (control: MappableControl) => control.source === source && control.param === param
    const place = [...mappableControls.all].find(isOf) ?? this.#elsewhere
    place?.dispatchEvent(new CustomEvent(name, { detail: {}, bubbles: true, composed: true }))
  }
}

function targetOf({ source, param }: MappableControl): MidiTarget | undefined {
  return source && param !== '' ? { source, param } : undefined
}

function waitingTag(binding: Binding): string {
  const [name, ...rest] = controlName(binding.mapping).split(' · ')
  return [`${name} ${binding.turn === 'up' ? '↑' : '↓'}`, ...rest].join(' · ')
}

function isEqual(a: MappingMark | undefined, b: MappingMark | undefined): boolean {
  return a?.state === b?.state && a?.tag === b?.tag && a?.ghost === b?.ghost
}
