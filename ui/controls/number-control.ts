import type { PropertyDeclarations, TemplateResult } from 'lit'
import { formatNumber } from '../../worklets/core/text.ts'
import { Attachment } from '../core/attachment.ts'
import { attachTravelGesture, type TravelHandlers } from '../core/gestures.ts'
import { travelKey } from '../core/keys.ts'
import { entryProblem, focusEntry, renderEntry } from './entry-field.ts'
import { ParamControl } from './param-control.ts'

/**
 * Base of the controls of one number: knob, fader, field. Hands, keys and typing are the same for
 * all of them; the subclass draws, and marks the part that is grabbed with class `travel`.
 */
export class NumberControl extends ParamControl {
  static override properties: PropertyDeclarations = {
    editing: { state: true },
    dragging: { type: Boolean, reflect: true }
  }

  declare editing: boolean
  /** Reflected while a hand moves it. */
  declare dragging: boolean
  #entryText = ''
  #selectAll = true
  readonly #grabbed: Attachment<HTMLElement> = new Attachment((part, signal) =>
    attachTravelGesture(part, this.#travel, signal)
  )

  constructor() {
    super()
    this.editing = false
    this.dragging = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.lifetime.addEventListener('abort', () => (this.editing = false))
  }

  override updated(): void {
    this.#grabbed.follow(this.renderRoot.querySelector<HTMLElement>('.travel'), this.lifetime)
  }

  /** Figure and unit of the value apart. */
  protected get figureAndUnit(): { readonly figure: string; readonly unit: string } {
    const { row, value } = this.control
    if (row?.kind !== 'number' || value === undefined) return { figure: this.valueText, unit: '' }
    return formatNumber(row, Number(value))
  }

  /** Attributes of the slider role, for the subclass's template. */
  protected get sliderRange(): {
    readonly min: number
    readonly max: number
    readonly now: number
  } {
    const { row, value, normalized } = this.control
    if (row?.kind === 'number' && Number.isFinite(row.min)) {
      return { min: row.min, max: row.max, now: Number(value) }
    }
    // A fader that reaches minus infinity tells its travel in per cent; the text tells decibels.
    return { min: 0, max: 100, now: Math.round(normalized * 100) }
  }

  /** Pixels of the full range; the usual when undefined. */
  protected get travelPx(): number | undefined {
    return undefined
  }

  protected override typeValue(): void {
    this.#openEntry('')
  }

  protected readonly onKeyDown = (event: KeyboardEvent) => {
    const row = this.control.row
    const key = this.disabled || row?.kind !== 'number' ? undefined : travelKey(event)
    if (!key || row?.kind !== 'number') return
    event.preventDefault()
    event.stopPropagation()
    if (key.kind === 'type') this.#openEntry(key.text)
    else if (key.kind === 'reset') this.control.reset()
    else if (key.kind === 'edge') this.control.commit(key.edge === 'min' ? row.min : row.max)
    else this.control.nudge(key.steps)
  }

  /** The entry field while a value is typed, undefined otherwise. */
  protected renderEntryField(): TemplateResult | undefined {
    if (!this.editing) return undefined
    const { row } = this.control
    return renderEntry({
      text: this.#entryText,
      label: this.spokenLabel,
      commit: (text) => this.control.commitText(text),
      problem: (text) => (row ? entryProblem(row, text) : ''),
      close: () => {
        const focused = this.shadowRoot?.activeElement?.matches('input') ?? false
        this.editing = false
        if (focused) void this.updateComplete.then(() => this.focus({ preventScroll: true }))
      }
    })
  }

  /** A click on the value opens the entry field. */
  protected readonly onValueClick = (event: MouseEvent) => {
    // The captured pointer makes every click one on the whole control: ask where it was.
    const value = this.renderRoot.querySelector('.value')?.getBoundingClientRect()
    const { clientX: x, clientY: y } = event
    const inside =
      value && x >= value.left && x <= value.right && y >= value.top && y <= value.bottom
    if (inside && !this.disabled) this.#openEntry('')
  }

  #openEntry(typed: string): void {
    this.#entryText = typed || this.figureAndUnit.figure
    this.#selectAll = typed === ''
    this.editing = true
    void this.updateComplete.then(() => focusEntry(this.renderRoot as ShadowRoot, this.#selectAll))
  }

  readonly #travel: TravelHandlers = {
    enabled: () => !this.disabled && this.control.row !== undefined,
    position: () => this.control.normalized,
    rangePx: () => this.travelPx,
    begin: () => {
      this.dragging = true
      this.control.begin()
    },
    move: (travel) => this.control.moveNormalized(travel),
    end: () => {
      this.dragging = false
      this.control.end()
    },
    step: (steps) => this.control.nudge(steps),
    reset: () => this.control.reset(),
    menu: (x, y) => this.openContextMenu(x, y)
  }
}
