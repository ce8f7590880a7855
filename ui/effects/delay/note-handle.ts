import { html, type PropertyDeclarations, type TemplateResult } from 'lit'
import { formatValue } from '../../../worklets/core/text.ts'
import {
  NOTE_LENGTHS,
  type NoteLength,
  noteSeconds
} from '../../../worklets/effects/delay/note-length.ts'
import { ParamControl } from '../../controls/param-control.ts'
import { Attachment } from '../../core/attachment.ts'
import { defineElement } from '../../core/define-element.ts'
import { attachDrag, type DragHandlers } from '../../core/gestures.ts'
import { travelKey } from '../../core/keys.ts'
import { handleStyles } from '../../graph/handle-styles.ts'

/** From the shortest to the longest: a dotted note is longer than the next triplet. */
const BY_LENGTH = NOTE_LENGTHS.toSorted((a, b) => noteSeconds(a, 60) - noteSeconds(b, 60))
const DRAG_SLOP_PX = 2

/**
 * The first echo of a delay that follows the beat: dragged along the time axis it snaps from note
 * length to note length. The editor places it by `left` and `top`.
 */
export class NoteHandle extends ParamControl {
  static override properties: PropertyDeclarations = {
    tempo: { type: Number },
    secondsPerPx: { attribute: false }
  }

  static override styles = [...ParamControl.styles, handleStyles]

  /** Quarter notes a minute. */
  declare tempo: number
  declare secondsPerPx: () => number
  readonly #handle: Attachment<HTMLElement> = new Attachment((handle, signal) =>
    attachDrag(handle, this.#drag(handle), signal)
  )
  #startSeconds = 0
  #moved = false

  constructor() {
    super()
    this.tempo = 120
    this.secondsPerPx = () => 0
  }

  override updated(): void {
    this.#handle.follow(this.renderRoot.querySelector<HTMLElement>('.handle'), this.lifetime)
  }

  #drag(handle: HTMLElement): DragHandlers {
    return {
      start: () => {
        this.#startSeconds = noteSeconds(this.#note, this.tempo)
        this.#moved = false
        handle.focus({ preventScroll: true })
        return true
      },
      move: ({ dx, distancePx }) => {
        if (!this.#moved && distancePx < DRAG_SLOP_PX) return
        if (!this.#moved) this.control.begin()
        this.#moved = true
        this.control.move(this.#nearest(this.#startSeconds + dx * this.secondsPerPx()))
      },
      end: () => this.control.end(),
      menu: (x, y) => this.openContextMenu(x, y)
    }
  }

  get #note(): NoteLength {
    return BY_LENGTH.find((note) => note === this.control.value) ?? '1/4'
  }

  /** By ratio, as the ear takes it. */
  #nearest(seconds: number): NoteLength {
    const distance = (note: NoteLength) =>
      Math.abs(Math.log(Math.max(seconds, 1e-3) / noteSeconds(note, this.tempo)))
    return BY_LENGTH.reduce((best, note) => (distance(note) < distance(best) ? note : best))
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    const key = travelKey(event)
    if (!key || key.kind === 'type') return
    event.preventDefault()
    event.stopPropagation()
    if (key.kind === 'reset') return this.control.reset()
    const last = BY_LENGTH.length - 1
    const steps = key.kind === 'step' ? Math.sign(key.steps) : key.edge === 'max' ? last : -last
    const at = BY_LENGTH.indexOf(this.#note) + steps
    const note = BY_LENGTH[Math.max(0, Math.min(last, at))]
    if (note) this.control.commit(note)
  }

  override render(): TemplateResult {
    const { row } = this.control
    return html`<div
        class="handle"
        role="slider"
        tabindex="0"
        aria-label="Note length on the graph"
        aria-valuemin="0"
        aria-valuemax=${BY_LENGTH.length - 1}
        aria-valuenow=${BY_LENGTH.indexOf(this.#note)}
        aria-valuetext=${row ? formatValue(row, this.#note) : this.#note}
        @keydown=${this.#onKeyDown}
      >
        <div class="dot"></div>
      </div>
      ${this.renderMapping()}`
  }
}

defineElement('twobus-note-handle', NoteHandle)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-note-handle': NoteHandle
  }
}
