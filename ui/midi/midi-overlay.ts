import { type MappableControl, type MappingMark, mappableControls } from '../core/mappable.ts'
import type { Binding } from './binding.ts'
import { controlName } from './mapping.ts'
import type { MidiControl } from './midi-control.ts'
import type { MidiTarget } from './midi-target.ts'
import { SourceAdoption } from './source-adoption.ts'

interface ContextMenuItem {
  readonly label: string
  run(): void
}

const DIMMED: Readonly<Record<string, string>> = {
  '--twobus-mapping-bar': '0.5',
  '--twobus-mapping-graph': '0.28',
  '--twobus-mapping-rest': '0.35'
}

/** Without the overlay, a control that waits is shown so long after its hardware has moved. */
const WAITING_SHOWN_MS = 2500
const GRAPH_HANDLE = 'twobus-graph-handle'
/** What a press on a control brings; in the overlay none of it must move the control. */
const PRESSES = ['mousedown', 'touchstart', 'click', 'dblclick']

/**
 * MIDI on the controls of a page: "Learn MIDI" and "Forget MIDI" in their menus, frames and tags
 * while the overlay is on, a ghost where a control waits to be picked up, and one undo step for
 * each move. In the overlay a click (or Enter) on a control learns it; Escape ends learning, then
 * the overlay. Effects that nobody has registered are, as long as their controls are on the page,
 * by the name of their kind. Fires `change` when it is turned on or off.
 */
export class MidiOverlay extends EventTarget {
  readonly #midi: MidiControl
  readonly #page: Document
  readonly #elsewhere: EventTarget | undefined
  readonly #adoption: SourceAdoption
  readonly #release = new AbortController()
  #on = false
  #isDue = false
  #waiting: ReturnType<typeof setTimeout> | undefined

  /** Moves of parameters whose control is not on the page are gestures of `elsewhere`. */
  constructor(midi: MidiControl, page: Document = document, elsewhere?: EventTarget) {
    super()
    this.#midi = midi
    this.#page = page
    this.#elsewhere = elsewhere
    this.#adoption = new SourceAdoption(midi)
    const { signal } = this.#release
    const early = { signal, capture: true, passive: false }
    page.addEventListener('controlmenu', (event) => this.#onMenu(event), { signal })
    page.addEventListener('pointerdown', (event) => this.#onPointer(event), early)
    for (const name of PRESSES) page.addEventListener(name, (event) => this.#swallow(event), early)
    page.addEventListener('keydown', (event) => this.#onKey(event), early)
    midi.addEventListener('change', () => this.#showSoon(), { signal })
    midi.addEventListener('heard', () => this.#showSoon(), { signal })
    midi.addEventListener('moved', (event) => this.#gesture('gesturestart', event), { signal })
    midi.addEventListener('rested', (event) => this.#gesture('gestureend', event), { signal })
    mappableControls.addEventListener('change', () => this.#showSoon(), { signal })
    this.#showSoon()
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
    clearTimeout(this.#waiting)
    this.#adoption.dispose()
    this.#dim(false)
    for (const control of mappableControls.all) control.mapping = undefined
  }

  /** Brings every control's frame and tag up to date. */
  show(): void {
    this.#isDue = false
    this.#adoption.follow(mappableControls.all)
    let waits = false
    for (const control of mappableControls.all) {
      const mark = this.#markOf(control)
      waits ||= mark?.state === 'waiting'
      if (!isEqual(control.mapping, mark)) control.mapping = mark
    }
    clearTimeout(this.#waiting)
    if (waits && !this.#on) this.#waiting = setTimeout(() => this.show(), WAITING_SHOWN_MS)
  }

  /** Many controls come at once, and each says so. */
  #showSoon(): void {
    if (this.#isDue) return
    this.#isDue = true
    queueMicrotask(() => {
      if (this.#isDue && !this.#release.signal.aborted) this.show()
    })
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
    // A graph is dimmed as a whole; what its handles move has a control of its own beside it.
    if (!target || control.localName === GRAPH_HANDLE) return undefined
    const { learning } = this.#midi
    if (learning?.source === target.source && learning.param === target.param) {
      return { state: 'learning', tag: 'Move a control' }
    }
    const bindings = this.#midi.bindingsOf(target)
    const [first] = bindings
    if (!first) return this.#on ? { state: 'mappable' } : undefined
    const moved = bindings.reduce((a, b) => (b.heardAt > a.heardAt ? b : a), first)
    const isFresh = performance.now() - moved.heardAt < WAITING_SHOWN_MS
    if (moved.ghost !== undefined && (this.#on || isFresh)) {
      return { state: 'waiting', tag: waitingTag(moved), ghost: moved.ghost }
    }
    if (!this.#on) return undefined
    const others = bindings.length > 1 ? ` +${bindings.length - 1}` : ''
    return { state: 'mapped', tag: `${controlName(first.mapping)}${others}` }
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
    const target = this.#targetAt(event)
    if (!target || event.button !== 0) return
    stop(event)
    this.#midi.learn(target)
  }

  #swallow(event: Event): void {
    const isOther = event instanceof MouseEvent && event.button !== 0
    if (!isOther && this.#targetAt(event)) stop(event)
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') {
      const target = this.#targetAt(event)
      if (!target) return
      stop(event)
      if (!event.repeat) this.#midi.learn(target)
    }
    if (event.key !== 'Escape') return
    if (this.#midi.learning) this.#midi.cancelLearning()
    else if (this.#on) this.on = false
    else return
    stop(event)
  }

  /** The parameter of the control that an event is for, while the overlay is on. */
  #targetAt(event: Event): MidiTarget | undefined {
    if (!this.#on) return undefined
    for (const place of event.composedPath()) {
      // An open menu of a control is not the control.
      if (place instanceof Element && place.matches(':popover-open, dialog')) return undefined
      // The set holds controls; whatever else is asked for is not in it.
      if (mappableControls.all.has(place as MappableControl)) {
        return targetOf(place as MappableControl)
      }
    }
    return undefined
  }

  /** A move by MIDI is a gesture of the control it moves, so that undo takes it back as one step. */
  #gesture(name: 'gesturestart' | 'gestureend', event: Event): void {
    this.#showSoon()
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

function stop(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}
