import { html, nothing, type TemplateResult } from 'lit'
import { Attachment } from '../../core/attachment.ts'
import { defineElement } from '../../core/define-element.ts'
import { TwobusElement } from '../../core/element.ts'
import { onFrame } from '../../core/frame.ts'
import { controlName } from '../mapping.ts'
import { midiFormStyles } from '../midi-form-styles.ts'
import { bankCardStyles } from './bank-card-styles.ts'
import {
  addressAt,
  BANK_KEYS,
  BANK_ROLES,
  BANK_SIZE,
  type BankKey,
  type BankRole,
  type BankRow
} from './bank-map.ts'
import type { BankSurface } from './bank-surface.ts'
import { surfaceCardStyles } from './surface-card-styles.ts'
import { glyphButton } from './surface-glyphs.ts'

const CHOICES = [...BANK_ROLES, ...BANK_KEYS]

const WORDS: Readonly<Record<BankRole | BankKey, string>> = {
  fader: 'Faders',
  pan: 'Pan',
  send: 'Send',
  focus: 'Open effect',
  mute: 'Mute',
  solo: 'Solo',
  select: 'Select',
  left: 'Key: bank left',
  right: 'Key: bank right',
  previousPreset: 'Key: previous preset',
  nextPreset: 'Key: next preset'
}

/** Way of the dot in a cell. */
const WAY_PX = 46

/**
 * A learned bank as the panel shows it: its rows with what waits to be picked up, and how to learn
 * one more. Emits `removesurface`.
 */
export class BankCard extends TwobusElement {
  static override properties = {
    surface: { attribute: false },
    chosen: { state: true }
  }

  static override styles = [TwobusElement.styles, midiFormStyles, surfaceCardStyles, bankCardStyles]

  declare surface: BankSurface | undefined
  /** The row or key that would be learned. */
  declare protected chosen: BankRole | BankKey
  readonly #followed: Attachment<BankSurface> = new Attachment((surface, signal) => {
    surface.addEventListener('change', () => this.requestUpdate(), { signal })
  })

  constructor() {
    super()
    this.surface = undefined
    this.chosen = 'fader'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    onFrame(this, () => this.#refresh(), this.lifetime)
  }

  override willUpdate(): void {
    this.#followed.follow(this.surface, this.lifetime)
  }

  override updated(): void {
    this.#refresh()
  }

  /** Brings places and what waits up to date. */
  #refresh(): void {
    const { surface } = this
    if (!surface) return
    const { bank } = surface
    for (const cell of this.renderRoot.querySelectorAll<HTMLElement>('li')) {
      const role = cell.dataset.role as BankRole // rendered from BANK_ROLES
      const slot = Number(cell.dataset.slot)
      const travel = bank.valueAt(role, slot)?.travel ?? 0
      show(cell, travel, bank.ghostAt(role, slot), bank.bank.strip(slot)?.color)
    }
    const waiting = this.renderRoot.querySelector<HTMLElement>('.waiting')
    if (!waiting) return
    const text = waitingText(surface)
    if (waiting.textContent !== text) waiting.textContent = text
    waiting.hidden = text === ''
  }

  override render(): TemplateResult {
    const { surface } = this
    if (!surface) return html`${nothing}`
    const { device, isPresent, map, bank, page } = surface
    const { start, canGoLeft, canGoRight } = bank.bank
    const last = Math.min(page.strips.length, start + BANK_SIZE)
    return html`
      <div class="line">
        <span class="dot ${isPresent ? 'live' : ''}" aria-hidden="true"></span>
        <h3>${device}</h3>
        <span class="side">Bank of ${BANK_SIZE}${isPresent ? '' : ', not here'}</span>
        <span class="push"></span>
        ${glyphButton(
          'cross',
          `Remove surface ${device}`,
          () => this.emit('removesurface', surface),
          { isBare: true }
        )}
      </div>
      <div class="line" role="group" aria-label="Bank">
        ${glyphButton('left', 'Bank left', () => surface.moveBy(-1), { disabled: !canGoLeft })}
        <span class="range" role="status"
          >${start + 1} to ${last} <span>of ${page.strips.length}</span></span
        >
        ${glyphButton('right', 'Bank right', () => surface.moveBy(1), { disabled: !canGoRight })}
      </div>
      ${map.rows.map((row) => this.#renderRow(surface, row))}
      <p class="waiting" hidden></p>
      ${this.#renderLearning(surface)}
    `
  }

  #renderRow(surface: BankSurface, row: BankRow): TemplateResult {
    const name = WORDS[row.role]
    const ends = [0, BANK_SIZE - 1].map((slot) => addressAt(row, slot))
    const [first, last] = ends.map((address) => (address ? controlName(address) : 'none'))
    return html`<div class="row">
      <div class="line">
        <h4>${name} <span class="side">${first} to ${last}</span></h4>
        ${glyphButton('cross', `Forget ${name}`, () => surface.forgetRow(row.role), {
          isBare: true
        })}
      </div>
      <ul aria-label=${name}>
        ${Array.from({ length: BANK_SIZE }, (_, slot) => {
          const strip = surface.page.strips[surface.bank.bank.start + slot]
          const number = addressAt(row, slot)?.number ?? ''
          return html`<li data-role=${row.role} data-slot=${slot} title=${strip?.name ?? ''}>
            <div class="number">${number}</div>
            <span class="track" aria-hidden="true"></span>
            <span class="place" aria-hidden="true"></span>
            <span class="ghost" aria-hidden="true" hidden></span>
            <div class="color"></div>
          </li>`
        })}
      </ul>
    </div>`
  }

  #renderLearning(surface: BankSurface): TemplateResult {
    const { learning } = surface
    if (learning) {
      const what =
        'key' in learning
          ? WORDS[learning.key]
          : `${WORDS[learning.role]}, strip ${learning.slot + 1}`
      return html`<div class="line">
        <span class="name" role="status">Move ${what}</span>
        <button class="button" type="button" @click=${() => surface.cancelLearning()}>Cancel</button>
      </div>`
    }
    const { chosen } = this
    const row = BANK_ROLES.find((role) => role === chosen)
    const key = BANK_KEYS.find((each) => each === chosen)
    const learn = () => {
      if (row) surface.learnRow(row)
      if (key) surface.learnKey(key)
    }
    return html`<div class="line learn">
      <select
        aria-label="Row or key to learn"
        @change=${(event: Event) => {
          const at = (event.currentTarget as HTMLSelectElement).selectedIndex
          this.chosen = CHOICES[at] ?? 'fader'
        }}
      >
        ${CHOICES.map((each) => html`<option .selected=${each === chosen}>${WORDS[each]}</option>`)}
      </select>
      <button class="button" type="button" @click=${learn}>Learn</button>
      ${
        row && surface.map.rows.some(({ role }) => role === row)
          ? html`<button class="button" type="button" @click=${() => surface.showStrip(row, 4)}>
              Show strip 5
            </button>`
          : nothing
      }
    </div>`
  }
}

/** Which way the control that has moved last is to go; nothing where it leads. */
function waitingText({ bank }: BankSurface): string {
  const { newest } = bank
  const value = newest && bank.valueAt(newest.role, newest.slot)
  const ghost = newest && bank.ghostAt(newest.role, newest.slot)
  if (!newest || !value || ghost === undefined) return ''
  const name = newest.role === 'focus' ? value.name : bank.bank.strip(newest.slot)?.name
  return `${name}: ${ghost < value.travel ? 'up' : 'down'} to ${value.text}`
}

function show(
  cell: HTMLElement,
  travel: number,
  ghost: number | undefined,
  color: string | undefined
): void {
  const place = cell.querySelector<HTMLElement>('.place')
  const mark = cell.querySelector<HTMLElement>('.ghost')
  if (!place || !mark) return
  place.style.transform = `translateY(${-WAY_PX * travel}px)`
  mark.hidden = ghost === undefined
  mark.style.transform = `translateY(${-WAY_PX * (ghost ?? 0)}px)`
  cell.classList.toggle('waits', ghost !== undefined)
  cell.style.setProperty('--cell-color', color ?? 'var(--twobus-line-strong)')
}

defineElement('twobus-bank-card', BankCard)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-bank-card': BankCard
  }
}
