import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import './icon.ts'

export interface MenuItem {
  readonly label: string
  run(): void
  /** Set for an item of a choice: shows a check mark. */
  readonly checked?: boolean
  /** Quiet text at the right or below. */
  readonly hint?: string
  /** Path of a 20 x 16 shape before the label. */
  readonly shape?: string
  readonly disabled?: boolean
}

interface MenuOptions {
  /** Shows a field that filters the items. */
  readonly searchable?: boolean
  readonly label?: string
  onClose?(): void
}

const EDGE_PX = 8
const GAP_PX = 4

/** A popover list in the top layer: context menus, options of a choice, presets. */
export class TwobusMenu extends TwobusElement {
  static override properties: PropertyDeclarations = {
    items: { attribute: false },
    searchable: { type: Boolean },
    label: {},
    query: { state: true },
    active: { state: true }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 4px;
        min-width: 140px;
        max-width: min(320px, calc(100vw - 16px));
        max-height: min(420px, calc(100vh - 16px));
        overflow: auto;
        overscroll-behavior: contain;
        color: var(--twobus-text);
        background: var(--twobus-raised);
        border: 1px solid var(--twobus-line-strong);
        border-radius: 8px;
        box-shadow: var(--twobus-shadow);
        scrollbar-width: thin;
        scrollbar-color: var(--twobus-line-strong) transparent;
      }
      .item {
        display: flex;
        align-items: center;
        gap: 8px;
        width: 100%;
        min-height: 28px;
        padding: 4px 10px 4px 6px;
        text-align: left;
        font: var(--twobus-text-button);
        color: var(--twobus-text);
        border-radius: 4px;
        outline: none;
      }
      .item[aria-disabled='true'] {
        opacity: 0.38;
      }
      .item.active {
        background: var(--twobus-high);
      }
      .check {
        width: 16px;
        flex: none;
        color: var(--twobus-accent);
      }
      .texts {
        flex: 1;
        min-width: 0;
      }
      .hint {
        font: var(--twobus-text-label);
        color: var(--twobus-muted);
      }
      .stacked .hint {
        display: block;
      }
      input {
        width: 100%;
        height: 28px;
        margin-bottom: 4px;
        padding: 0 8px;
        font: var(--twobus-text-value);
        color: var(--twobus-text);
        background: var(--twobus-well);
        border: 1px solid var(--twobus-line);
        border-radius: 6px;
      }
      input::placeholder {
        color: var(--twobus-muted);
        opacity: 1;
      }
      input:focus-visible {
        outline: 1.5px solid var(--twobus-accent);
        outline-offset: -1px;
      }
      .none {
        padding: 6px 10px;
        color: var(--twobus-muted);
      }
      svg {
        flex: none;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      @media (pointer: coarse) {
        .item,
        input {
          min-height: 44px;
        }
      }
      @media (forced-colors: active) {
        .item.active {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `
  ]

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
    this.setAttribute('popover', 'auto')
    this.addEventListener('keydown', this.#onKey)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener('keydown', this.#onKey)
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
    return this.items.filter(({ label, hint }) => `${label} ${hint}`.toLowerCase().includes(query))
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
      this.#choose(shown[Math.max(0, this.active)])
    } else if (event.key === 'Tab') {
      this.hidePopover()
    }
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
    this.active = 0
  }

  override render(): TemplateResult {
    const shown = this.#shown
    const isChoice = this.items.some((item) => item.checked !== undefined)
    const role = isChoice ? 'menuitemradio' : 'menuitem'
    return html`
      ${
        this.searchable
          ? html`<input
            type="text"
            placeholder="Search"
            aria-label="Search"
            .value=${this.query}
            @input=${this.#onSearch}
            @change=${(event: Event) => event.stopPropagation()}
          />`
          : nothing
      }
      <div role="menu" aria-label=${this.label || nothing}>
        ${shown.map(
          (item, i) => html`<button
            type="button"
            class="item ${i === this.active ? 'active' : ''} ${this.searchable ? 'stacked' : ''}"
            role=${role}
            tabindex="-1"
            aria-checked=${isChoice ? String(item.checked ?? false) : nothing}
            aria-disabled=${item.disabled ? 'true' : nothing}
            @pointerenter=${() => (this.active = i)}
            @click=${() => this.#choose(item)}
          >
            ${
              isChoice
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
        )}
        ${shown.length === 0 ? html`<div class="none">Nothing found</div>` : nothing}
      </div>
    `
  }
}

/**
 * Opens a menu under an element or at a point, inside a shadow root so that it has its theme.
 * Closes itself on choice, Escape, Tab and a click elsewhere, and gives the focus back.
 */
export function openMenu(
  root: ParentNode & Node,
  at: Element | { readonly x: number; readonly y: number },
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
  const before = root instanceof ShadowRoot ? root.activeElement : document.activeElement
  root.append(menu)
  menu.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return
    menu.remove()
    options.onClose?.()
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  })
  void menu.updateComplete.then(() => {
    if (!menu.isConnected) return
    menu.showPopover()
    place(menu, at)
    const field = menu.renderRoot.querySelector('input')
    if (field) field.focus()
    else menu.requestUpdate()
  })
  return menu
}

function place(menu: HTMLElement, at: Element | { readonly x: number; readonly y: number }): void {
  const { width, height } = menu.getBoundingClientRect()
  const box = at instanceof Element ? at.getBoundingClientRect() : undefined
  const x = box ? box.left : 'x' in at ? at.x : 0
  const below = box ? box.bottom + GAP_PX : 'y' in at ? at.y : 0
  const above = (box ? box.top - GAP_PX : below) - height
  const fitsBelow = below + height <= innerHeight - EDGE_PX
  menu.style.left = `${Math.max(EDGE_PX, Math.min(x, innerWidth - width - EDGE_PX))}px`
  menu.style.top = `${Math.max(EDGE_PX, fitsBelow || above < EDGE_PX ? Math.min(below, innerHeight - height - EDGE_PX) : above)}px`
}

defineElement('twobus-menu', TwobusMenu)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-menu': TwobusMenu
  }
}
