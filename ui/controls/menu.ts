import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import './icon.ts'
import { menuStyles } from './menu-styles.ts'
import { type PopoverPlace, placePopover, removeWhenClosed } from './place-popover.ts'

export interface MenuItem {
  readonly label: string
  run(): void
  /** Set for an item of a choice, or one that toggles: shows a check mark. */
  readonly checked?: boolean
  /** Is on or off by itself, not one of a choice. */
  readonly toggles?: boolean
  /** Quiet text at the right or below. */
  readonly hint?: string
  /** Path of a 20 x 16 shape before the label. */
  readonly shape?: string
  readonly disabled?: boolean
  /** Name of the part of the list it stands in; written above the first of each. */
  readonly section?: string
  /** Stands at the foot of a long list, and stays when the search finds other things. */
  readonly pinned?: boolean
}

interface MenuOptions {
  /** Shows a field that filters the items. */
  readonly searchable?: boolean
  readonly label?: string
  onClose?(): void
}

/**
 * A popover list in the top layer: context menus, options of a choice, presets. Arrows, Home and
 * End move; Enter and Space choose; a letter goes to the next item that begins with it, or filters
 * where there is a search field; Escape and Tab close.
 */
export class TwobusMenu extends TwobusElement {
  static override properties: PropertyDeclarations = {
    items: { attribute: false },
    searchable: { type: Boolean },
    label: {},
    query: { state: true },
    active: { state: true }
  }

  static override styles = [TwobusElement.styles, menuStyles]

  declare items: readonly MenuItem[]
  declare searchable: boolean
  declare label: string
  declare query: string
  declare active: number

  constructor() {
    super()
    this.items = []
    this.searchable = false
    this.label = ''
    this.query = ''
    this.active = -1
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // An automatic popover would close as the finger lifts whose long press has opened it.
    this.setAttribute('popover', 'manual')
    const signal = this.lifetime
    this.ownerDocument.addEventListener('pointerdown', this.#onPress, { capture: true, signal })
    this.addEventListener('keydown', this.#onKey, { signal })
    this.addEventListener('contextmenu', this.#onContextMenu, { signal })
  }

  readonly #onPress = (event: Event) => {
    if (!event.composedPath().includes(this)) this.hidePopover()
  }

  /** A menu has no menu, and the control below it opens none. */
  readonly #onContextMenu = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }

  override updated(): void {
    const items = this.renderRoot.querySelectorAll<HTMLElement>('.item')
    const active = items[this.active]
    if (!active) return
    active.scrollIntoView({ block: 'nearest' })
    if (!this.searchable) active.focus({ preventScroll: true })
  }

  get #shown(): readonly MenuItem[] {
    const query = this.query.trim().toLowerCase()
    if (query === '') return this.items
    return this.items.filter(
      ({ label, hint, pinned }) => pinned || `${label} ${hint ?? ''}`.toLowerCase().includes(query)
    )
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const shown = this.#shown
    const moves: Readonly<Record<string, number | undefined>> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      Home: 0,
      End: shown.length - 1
    }
    const target = moves[event.key]
    event.stopPropagation()
    if (target !== undefined && shown.length > 0) {
      event.preventDefault()
      this.active = (target + shown.length) % shown.length
    } else if (event.key === 'Enter' || (event.key === ' ' && !this.searchable)) {
      event.preventDefault()
      this.#choose(shown[this.active])
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault()
      this.hidePopover()
    } else if (!this.searchable && event.key.length === 1) {
      this.#jumpTo(event.key.toLowerCase())
    }
  }

  /** To the next item that begins with a letter. */
  #jumpTo(letter: string): void {
    const { items, active } = this
    const order = items.map((_, i) => (active + 1 + i) % items.length)
    const found = order.find((i) => items[i]?.label.toLowerCase().startsWith(letter))
    if (found !== undefined) this.active = found
  }

  #choose(item: MenuItem | undefined): void {
    if (!item || item.disabled) return
    this.hidePopover()
    item.run()
  }

  #onSearch(event: Event): void {
    event.stopPropagation()
    // The listener sits on the field.
    this.query = (event.target as HTMLInputElement).value
    this.active = this.#shown.findIndex((item) => !item.pinned)
  }

  override render(): TemplateResult {
    const shown = this.#shown
    return html`
      ${
        this.searchable
          ? html`<input
            type="text"
            placeholder="Search"
            role="combobox"
            aria-label="Search"
            aria-expanded="true"
            aria-controls="list"
            aria-activedescendant=${this.active < 0 ? nothing : `item-${this.active}`}
            .value=${this.query}
            @input=${this.#onSearch}
            @change=${(event: Event) => event.stopPropagation()}
          />`
          : nothing
      }
      <div id="list" role=${this.searchable ? 'listbox' : 'menu'} aria-label=${this.label || nothing}>
        ${shown.map((item, i) =>
          item.pinned ? nothing : this.#renderItem(item, i, item.section !== shown[i - 1]?.section)
        )}
        ${shown.every((item) => item.pinned) ? html`<div class="none">Nothing found</div>` : nothing}
        ${
          shown.some((item) => item.pinned)
            ? html`<div class="foot" role="group" aria-label="Actions">
              ${shown.map((item, i) => (item.pinned ? this.#renderItem(item, i, false) : nothing))}
            </div>`
            : nothing
        }
      </div>
    `
  }

  #renderItem(item: MenuItem, i: number, startsSection: boolean): TemplateResult {
    const isChoice = item.checked !== undefined
    // Labels stand in one column where some of them have a mark before them.
    const hasChecks = this.items.some(({ checked }) => checked !== undefined)
    const role = item.toggles ? 'menuitemcheckbox' : isChoice ? 'menuitemradio' : 'menuitem'
    return html`${
      startsSection ? html`<div class="section" role="presentation">${item.section}</div>` : nothing
    }<button
      type="button"
      class="item ${i === this.active ? 'active' : ''} ${this.searchable ? 'stacked' : ''}"
      id=${`item-${i}`}
      role=${this.searchable ? 'option' : role}
      tabindex="-1"
      aria-selected=${this.searchable ? String(i === this.active) : nothing}
      aria-checked=${isChoice ? String(item.checked ?? false) : nothing}
      aria-disabled=${item.disabled ? 'true' : nothing}
      @pointerenter=${() => (this.active = i)}
      @click=${() => this.#choose(item)}
    >
      ${
        isChoice || (hasChecks && !item.pinned)
          ? html`<span class="check"
            >${item.checked ? html`<twobus-icon name="check"></twobus-icon>` : nothing}</span
          >`
          : nothing
      }
      ${
        item.shape === undefined
          ? nothing
          : html`<svg width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">
            <path d=${item.shape} />
          </svg>`
      }
      <span class="texts">
        <span>${item.label}</span>
        ${item.hint ? html`<span class="hint">${item.hint}</span>` : nothing}
      </span>
    </button>`
  }
}

/**
 * Opens a menu under an element or at a point, inside a shadow root so that it has its theme.
 * Closes itself on choice, Escape, Tab and a click elsewhere, and gives the focus back.
 */
export function openMenu(
  root: ParentNode & Node,
  at: PopoverPlace,
  items: readonly MenuItem[],
  options: MenuOptions = {}
): TwobusMenu {
  const menu = document.createElement('twobus-menu')
  menu.items = items
  menu.searchable = options.searchable ?? false
  menu.label = options.label ?? ''
  menu.active = Math.max(
    0,
    items.findIndex((item) => item.checked)
  )
  removeWhenClosed(menu, root, options.onClose)
  root.append(menu)
  void menu.updateComplete.then(() => {
    if (!menu.isConnected) return
    menu.showPopover()
    placePopover(menu, at)
    const field = menu.renderRoot.querySelector('input')
    if (field) field.focus()
    else menu.requestUpdate()
  })
  return menu
}

defineElement('twobus-menu', TwobusMenu)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-menu': TwobusMenu
  }
}
