import { css, html, type TemplateResult } from 'lit'
import { type MenuItem, openMenu } from '../../../ui/controls/menu.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { isBusId, type StripId } from '../../session/session.ts'
import { moveTrack, recolorTrack, removeTrack, renameTrack } from '../../session/session-edits.ts'
import { COLOR_COUNT } from '../../session/session-makers.ts'
import { HostElement } from '../host-element.ts'

const COLOR_NAMES = ['Vermillion', 'Orange', 'Yellow', 'Green', 'Sky', 'Blue', 'Purple', 'Gray']

/** A strip's name: F2 or a double-click edits it, a right-click offers what concerns the track. */
export class HostStripName extends HostElement {
  static override properties = {
    strip: { attribute: false },
    name: {},
    color: { attribute: false },
    renaming: { state: true }
  }

  static override styles = [
    HostElement.styles,
    css`
      :host {
        display: block;
        height: 18px;
      }
      button {
        display: block;
        width: 100%;
        height: 18px;
        overflow: hidden;
        text-align: left;
        text-overflow: ellipsis;
        white-space: nowrap;
        font: 600 12px/18px var(--twobus-font);
        border-radius: 3px;
        cursor: default;
      }
      button:focus-visible {
        outline-offset: 2px;
      }
      input {
        width: calc(100% + 8px);
        height: 20px;
        margin: -1px -4px;
        padding: 0 3px;
        font: 600 12px/16px var(--twobus-font);
        color: var(--twobus-text);
        background: var(--twobus-well);
        border: 1.5px solid var(--twobus-accent);
        border-radius: 4px;
        outline: none;
      }
    `
  ]

  declare strip: StripId
  declare name: string
  declare color: number
  declare renaming: boolean

  constructor() {
    super()
    this.strip = ''
    this.name = ''
    this.color = 0
    this.renaming = false
  }

  override updated(): void {
    const field = this.renderRoot.querySelector('input')
    if (!field || field.matches(':focus')) return
    field.focus()
    field.select()
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button')?.focus()
  }

  /** Only tracks have names of their own. */
  rename(): void {
    this.renaming = !isBusId(this.strip)
  }

  #openMenu(at: Element | { readonly x: number; readonly y: number }): void {
    const { engine, strip } = this
    if (!engine || isBusId(strip)) return
    const { tracks } = engine.session
    const index = tracks.findIndex((track) => track.id === strip)
    const move = (by: number) => engine.edit((session) => moveTrack(session, strip, index + by))
    const items: readonly MenuItem[] = [
      { label: 'Rename', hint: 'F2', run: () => this.rename() },
      { label: 'Color…', run: () => this.#openColors(at) },
      { label: 'Move left', disabled: index <= 0, run: () => move(-1) },
      { label: 'Move right', disabled: index >= tracks.length - 1, run: () => move(1) },
      {
        label: 'Remove the track',
        run: () => engine.edit((session) => removeTrack(session, strip))
      }
    ]
    openMenu(this.renderRoot as ShadowRoot, at, items, { label: this.name })
  }

  #openColors(at: Element | { readonly x: number; readonly y: number }): void {
    const items = Array.from({ length: COLOR_COUNT }, (_, i) => ({
      label: COLOR_NAMES[i] ?? `Color ${i + 1}`,
      checked: this.color === i + 1,
      run: () => this.engine?.edit((session) => recolorTrack(session, this.strip, i + 1))
    }))
    openMenu(this.renderRoot as ShadowRoot, at, items, { label: 'Color' })
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'F2') return
    event.preventDefault()
    this.rename()
  }

  readonly #onMenu = (event: MouseEvent) => {
    if (isBusId(this.strip)) return
    event.preventDefault()
    const byKey = event.button !== 2
    this.#openMenu(byKey ? this : { x: event.clientX, y: event.clientY })
  }

  #commit(event: Event): void {
    // The listener sits on the field.
    const field = event.currentTarget as HTMLInputElement
    const key = event instanceof KeyboardEvent ? event.key : ''
    event.stopPropagation()
    if (event instanceof KeyboardEvent && key !== 'Enter' && key !== 'Escape') return
    if (!this.renaming) return
    this.renaming = false
    if (key !== 'Escape') {
      this.engine?.edit((session) => renameTrack(session, this.strip, field.value))
    }
    if (key !== '') void this.updateComplete.then(() => this.focus())
  }

  override render(): TemplateResult {
    if (this.renaming) {
      return html`<input
        aria-label="Name of the track"
        .value=${this.name}
        @keydown=${this.#commit}
        @blur=${this.#commit}
      />`
    }
    const fixed = isBusId(this.strip)
    return html`<button
      type="button"
      data-part="name"
      title=${fixed ? this.name : `${this.name}. Double-click to rename, right-click for more.`}
      @dblclick=${() => this.rename()}
      @keydown=${this.#onKey}
      @contextmenu=${this.#onMenu}
    >
      ${this.name}
    </button>`
  }
}

defineElement('twobus-host-strip-name', HostStripName)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-strip-name': HostStripName
  }
}
