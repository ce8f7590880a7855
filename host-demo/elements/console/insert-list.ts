import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import '../../../ui/controls/icon.ts'
import { openMenu } from '../../../ui/controls/menu.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import type { Insert, StripId } from '../../session/session.ts'
import { addInsert, moveInsert, removeInsert } from '../../session/session-edits.ts'
import { makeInsert } from '../../session/session-makers.ts'
import { HostElement } from '../host-element.ts'
import { draggedInsert, dragInsert, dropIndex } from './insert-drag.ts'
import { insertListStyles } from './insert-list-styles.ts'
import { insertMenu } from './insert-menu.ts'
import './insert-slot.ts'
import type { HostInsertSlot } from './insert-slot.ts'

/** The inserts of a strip in the order of the sound, and empty slots to add more. */
export class HostInsertList extends HostElement {
  static override properties = {
    strip: { attribute: false },
    inserts: { attribute: false },
    rows: { attribute: false },
    structure: { attribute: false },
    label: {},
    current: { state: true },
    target: { state: true }
  }

  static override styles = [HostElement.styles, insertListStyles]

  declare strip: StripId
  declare inserts: readonly Insert[]
  /** Slots to show at least, so that all strips have the same height. */
  declare rows: number
  /** Counts up when effects behind the same ids are new. */
  declare structure: number
  /** Name of the strip. */
  declare label: string
  /** The slot that Tab reaches. */
  declare current: number
  /** Where a dragged insert would land. */
  declare target: number

  constructor() {
    super()
    this.strip = ''
    this.inserts = []
    this.rows = 3
    this.structure = 0
    this.label = ''
    this.current = 0
    this.target = -1
  }

  #title(effect: string): string {
    return this.engine?.insertChoices.find(({ id }) => id === effect)?.title ?? effect
  }

  #open(insert: Insert): void {
    this.emit('openinsert', { strip: this.strip, insert: insert.id })
  }

  /** The menu of "+": every effect there is. */
  openAddMenu(at: Element): void {
    const { engine } = this
    if (!engine) return
    const items = engine.insertChoices.map(({ id, title }) => ({
      label: title,
      run: () => {
        const insert = makeInsert(id)
        engine.edit((session) => addInsert(session, this.strip, insert))
        this.#open(insert)
      }
    }))
    openMenu(this.renderRoot as ShadowRoot, at, items, { label: `Add to ${this.label}` })
  }

  #openMenu(insert: Insert, index: number, at: Element | { x: number; y: number }): void {
    const items = insertMenu({
      isFirst: index === 0,
      isLast: index === this.inserts.length - 1,
      open: () => this.#open(insert),
      toggle: () => this.#slots[index]?.toggle(),
      move: (by) => this.#move(index, index + by),
      remove: () => this.#remove(index)
    })
    openMenu(this.renderRoot as ShadowRoot, at, items, { label: this.#title(insert.effect) })
  }

  get #slots(): readonly HostInsertSlot[] {
    return Array.from(this.renderRoot.querySelectorAll('twobus-host-insert'))
  }

  #move(from: number, to: number): void {
    const insert = this.inserts[from]
    if (!insert || to < 0 || to >= this.inserts.length) return
    this.engine?.edit((session) => moveInsert(session, insert.id, this.strip, to))
    this.#focus(to)
  }

  #remove(index: number): void {
    const insert = this.inserts[index]
    if (!insert) return
    this.engine?.edit((session) => removeInsert(session, this.strip, insert.id))
    this.#focus(Math.max(0, index - 1))
  }

  /** Focus follows the keys once the list has been rendered anew. */
  #focus(index: number): void {
    this.current = index
    setTimeout(() => {
      const places = this.renderRoot.querySelectorAll<HTMLElement>('twobus-host-insert, .empty')
      places[Math.min(index, places.length - 1)]?.focus()
    })
  }

  #onKey(event: KeyboardEvent, index: number): void {
    if (event.ctrlKey || event.metaKey) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const known = index < this.inserts.length
    if (step !== 0 && event.altKey && known) this.#move(index, index + step)
    else if (step !== 0) this.#focus(Math.max(0, Math.min(this.inserts.length, index + step)))
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(index)
    else if (event.key.toLowerCase() === 'b' && known) this.#slots[index]?.toggle()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  readonly #onDragOver = (event: DragEvent) => {
    if (!draggedInsert(event)) return
    event.preventDefault()
    this.target = dropIndex(event, this.#slots)
  }

  readonly #onDrop = (event: DragEvent) => {
    const dragged = draggedInsert(event)
    const at = dropIndex(event, this.#slots)
    this.target = -1
    if (!dragged) return
    event.preventDefault()
    event.stopPropagation()
    // Places count without the one that moves.
    const own = this.inserts.findIndex((insert) => insert.id === dragged)
    const to = own >= 0 && own < at ? at - 1 : at
    if (to !== own) this.engine?.edit((session) => moveInsert(session, dragged, this.strip, to))
  }

  override render(): TemplateResult {
    const empty = Math.max(1, this.rows - this.inserts.length)
    const last = this.inserts.length
    return html`<div
      role="list"
      aria-label=${`Inserts of ${this.label}`}
      style="display: contents"
      @dragover=${this.#onDragOver}
      @dragleave=${() => (this.target = -1)}
      @drop=${this.#onDrop}
    >
      ${repeat(
        this.inserts,
        (insert) => insert.id,
        (insert, i) => this.#renderInsert(insert, i)
      )}
      ${Array.from({ length: empty }, (_, i) => this.#renderEmpty(last + i, i === 0))}
    </div>`
  }

  #renderInsert(insert: Insert, index: number): TemplateResult {
    return html`<div
      class="row ${index === this.target ? 'target' : ''}"
      role="listitem"
      draggable="true"
      @dragstart=${(event: DragEvent) => dragInsert(event, insert.id)}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event, index)}
      @contextmenu=${(event: MouseEvent) => {
        event.preventDefault()
        event.stopPropagation()
        const slot = this.#slots[index]
        const byKey = event.button !== 2 && slot !== undefined
        this.#openMenu(insert, index, byKey ? slot : { x: event.clientX, y: event.clientY })
      }}
    >
      <twobus-host-insert
        .source=${this.engine?.effect(this.strip, insert.id)}
        name=${this.#title(insert.effect)}
        .focusable=${index === Math.min(this.current, this.inserts.length)}
        @open=${() => this.#open(insert)}
      ></twobus-host-insert>
    </div>`
  }

  #renderEmpty(index: number, first: boolean): TemplateResult {
    return html`<div class="row ${first && index === this.target ? 'target' : ''}" role="listitem">
      <button
        class="empty"
        type="button"
        tabindex=${first && this.current >= this.inserts.length ? 0 : -1}
        aria-label=${`Add an effect to ${this.label}`}
        title="Add an effect"
        @click=${(event: Event) => this.openAddMenu(event.currentTarget as HTMLElement)}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, index)}
      >
        <twobus-icon name="plus"></twobus-icon>
      </button>
    </div>`
  }
}

defineElement('twobus-host-inserts', HostInsertList)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-inserts': HostInsertList
  }
}
