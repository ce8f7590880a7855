import { html, nothing, svg, type TemplateResult } from 'lit'
import { Attachment } from '../../core/attachment.ts'
import { defineElement } from '../../core/define-element.ts'
import { TwobusElement } from '../../core/element.ts'
import { onFrame } from '../../core/frame.ts'
import type { MackieControl } from '../mackie/mackie-control.ts'
import { ringOf } from '../mackie/mackie-show.ts'
import { midiFormStyles } from '../midi-form-styles.ts'
import { mackieCardStyles } from './mackie-card-styles.ts'
import type { PotMode } from './surface-bank.ts'
import { surfaceCardStyles } from './surface-card-styles.ts'
import { glyphButton } from './surface-glyphs.ts'

const STRIPS = 8
const RING_DOTS = Array.from({ length: 11 }, (_, i) => i)
/** Dots lie on a circle that is open at its foot, as the travel of a knob. */
const RING_START = -135
const RING_SPAN = 270
const RING_RADIUS = 10
/** Way of the fader's cap in a cell. */
const FADER_PX = 34

const MODES: readonly (readonly [PotMode, string])[] = [
  ['pan', 'Pan'],
  ['send', 'Send'],
  ['focus', 'Insert']
]

/**
 * A Mackie Control as the panel shows it: its bank, what its rings do, and each strip as the
 * surface has it. Emits `removesurface`.
 */
export class MackieCard extends TwobusElement {
  static override properties = {
    surface: { attribute: false },
    held: { state: true }
  }

  static override styles = [
    TwobusElement.styles,
    midiFormStyles,
    surfaceCardStyles,
    mackieCardStyles
  ]

  declare surface: MackieControl | undefined
  /** Strips that a hand is on, from 0. */
  declare protected held: readonly number[]
  readonly #followed: Attachment<MackieControl> = new Attachment((surface, signal) => {
    surface.addEventListener('change', () => this.requestUpdate(), { signal })
  })
  #shown: readonly string[] = []

  constructor() {
    super()
    this.surface = undefined
    this.held = []
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const refresh = (now: number) => {
      const held = this.surface?.desk.heldSlots(now) ?? []
      if (held.join() !== this.held.join()) this.held = held
      this.#refresh()
    }
    onFrame(this, refresh, this.lifetime)
  }

  override willUpdate(): void {
    this.#followed.follow(this.surface, this.lifetime)
  }

  override updated(): void {
    this.#shown = []
    this.#refresh()
  }

  /** Brings the cells up to date; those that show the same are left alone. */
  #refresh(): void {
    const { surface } = this
    if (!surface) return
    const shown: string[] = []
    this.renderRoot.querySelectorAll('li').forEach((cell, slot) => {
      const look = lookOf(surface, slot)
      const key = Object.values(look).join('\n')
      shown.push(key)
      if (key !== this.#shown[slot]) show(cell, look)
    })
    this.#shown = shown
  }

  override render(): TemplateResult {
    const { surface } = this
    if (!surface) return html`${nothing}`
    const { desk, units } = surface
    const { bank, page } = desk
    const name = units[0]?.device ?? ''
    const count = page.strips.length
    const first = bank.start
    const last = Math.min(count, first + bank.size)
    const go = (start: number) => () => desk.show({ start })
    return html`
      <div class="line">
        <span class="dot ${surface.isPresent ? 'live' : ''}" aria-hidden="true"></span>
        <h3>${name}</h3>
        <span class="side">Mackie, ${bank.size} strips${surface.isPresent ? '' : ', not here'}</span>
        <span class="push"></span>
        ${glyphButton(
          'cross',
          `Remove surface ${name}`,
          () => this.emit('removesurface', surface),
          {
            isBare: true
          }
        )}
      </div>
      <div class="line" role="group" aria-label="Bank">
        ${glyphButton('farLeft', 'Bank left', go(first - bank.size), { disabled: !bank.canGoLeft })}
        ${glyphButton('left', 'One strip left', go(first - 1), { disabled: !bank.canGoLeft })}
        <span class="range" role="status">${first + 1} to ${last} <span>of ${count}</span></span>
        ${glyphButton('right', 'One strip right', go(first + 1), { disabled: !bank.canGoRight })}
        ${glyphButton('farRight', 'Bank right', go(first + bank.size), { disabled: !bank.canGoRight })}
      </div>
      ${this.#renderModes(surface)}
      <ul aria-label=${`Strips of ${name}`}>
        ${Array.from({ length: bank.size }, (_, slot) => this.#renderCell(slot))}
      </ul>
      <div class="line">
        <span class="foot" role="status">${this.#heldText()}</span>
        <label class="flip">
          Flip
          <input
            type="checkbox"
            role="switch"
            .checked=${bank.isFlipped}
            @change=${() => desk.show({ isFlipped: !bank.isFlipped })}
          />
        </label>
      </div>
    `
  }

  #renderModes({ desk }: MackieControl): TemplateResult {
    return html`<div class="line">
      <span class="side" id="rings">Rings</span>
      <div class="segments" role="radiogroup" aria-labelledby="rings">
        ${MODES.map(
          ([mode, label]) => html`<label
            ><input
              type="radio"
              name="rings"
              .checked=${desk.bank.mode === mode}
              @change=${() => desk.show({ mode })}
            />${label}</label
          >`
        )}
      </div>
    </div>`
  }

  #renderCell(slot: number): TemplateResult {
    return html`<li class=${this.held.includes(slot) ? 'held' : ''}>
      <div class="text"><span class="label"></span><br /><span class="value"></span></div>
      <div class="color"></div>
      <svg class="ring" viewBox="-14 -14 28 28" aria-hidden="true">
        <circle class="knob" r="6.5" />
        ${RING_DOTS.map((i) => ringDot(i))}
      </svg>
      <span class="touch" aria-hidden="true"></span>
      <span class="track" aria-hidden="true"></span>
      <span class="cap" aria-hidden="true"></span>
    </li>`
  }

  #heldText(): string {
    const faders = this.held.map((slot) => slot + 1)
    if (faders.length === 0) return 'No fader touched'
    return `Fader${faders.length > 1 ? 's' : ''} ${faders.join(', ')} touched`
  }
}

interface CellLook {
  readonly label: string
  readonly value: string
  readonly color: string
  readonly ring: number
  readonly travel: number
}

function lookOf({ desk }: MackieControl, slot: number): CellLook {
  const { text } = desk.units[Math.floor(slot / STRIPS)] ?? {}
  const i = slot % STRIPS
  return {
    label: text?.cell(0, i) ?? '',
    value: text?.cell(1, i) ?? '',
    color: desk.bank.strip(slot)?.color ?? '',
    ring: ringOf(desk.bank.potValue(slot)),
    travel: desk.bank.faderValue(slot)?.travel ?? 0
  }
}

function show(cell: HTMLElement, { label, value, color, ring, travel }: CellLook): void {
  const find = (name: string) => cell.querySelector<HTMLElement>(`.${name}`)
  const [name, text, cap] = [find('label'), find('value'), find('cap')]
  if (name) name.textContent = label
  if (text) text.textContent = value
  if (cap) cap.style.transform = `translateY(${-FADER_PX * travel}px)`
  cell.style.setProperty('--cell-color', color === '' ? 'var(--twobus-line-strong)' : color)
  const dots = cell.querySelectorAll('.place')
  for (const [i, dot] of dots.entries()) dot.classList.toggle('lit', isLit(ring, i))
}

/** Whether a lamp, 0 to 10, is on for what the ring is told (see `ringValue`). */
function isLit(ring: number, lamp: number): boolean {
  const place = (ring & 0x0f) - 1
  const mode = (ring >> 4) & 3
  if (place < 0) return false
  if (mode === 0) return lamp === place
  if (mode === 2) return lamp <= place
  return lamp >= Math.min(5, place) && lamp <= Math.max(5, place)
}

function ringDot(i: number): TemplateResult<2> {
  const angle = ((RING_START + (RING_SPAN * i) / (RING_DOTS.length - 1)) * Math.PI) / 180
  const [x, y] = [RING_RADIUS * Math.sin(angle), -RING_RADIUS * Math.cos(angle)]
  return svg`<circle class="place" cx=${x.toFixed(2)} cy=${y.toFixed(2)} r="1.3" />`
}

defineElement('twobus-mackie-card', MackieCard)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-mackie-card': MackieCard
  }
}
