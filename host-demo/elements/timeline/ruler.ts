import { html, nothing, type TemplateResult } from 'lit'
import { Attachment } from '../../../ui/core/attachment.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { attachDrag, type DragHandlers } from '../../../ui/core/gestures.ts'
import { barStart, barsAndBeats } from '../../session/musical-time.ts'
import type { Section } from '../../session/session.ts'
import { setLoop } from '../../session/session-edits.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import { sectionAround } from './loop-actions.ts'
import { rulerStyles } from './ruler-styles.ts'

/** A pointer that moved less than this has clicked. */
const CLICK_PX = 4
/** Every so many bars have a number where the song has no sections. */
const NUMBER_EVERY_BARS = 4

/** Sections of the song: click to go there, drag to choose the loop, double-click to loop one. */
export class HostRuler extends HostElement {
  static override properties = {
    seconds: { attribute: false },
    here: { state: true }
  }

  static override styles = [HostElement.styles, rulerStyles]

  declare seconds: number
  /** Bar of the section under the playhead. */
  declare here: number
  readonly #track: Attachment<HTMLElement> = new Attachment((track, signal) =>
    attachDrag(track, this.#drag(track), signal)
  )

  constructor() {
    super()
    this.seconds = 0
    this.here = 0
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['session'], signal)
    const follow = () => this.#follow()
    engine.transport.addEventListener('seek', follow, { signal })
    engine.transport.addEventListener('statechange', follow, { signal })
    // A section changes every few seconds; twice a second is soon enough to light it.
    const timer = setInterval(() => engine.transport.playing && follow(), 500)
    signal.addEventListener('abort', () => clearInterval(timer))
    follow()
  }

  override updated(): void {
    this.#track.follow(this.renderRoot.querySelector<HTMLElement>('.track'), this.lifetime)
  }

  #follow(): void {
    if (!this.engine) return
    const { session, transport } = this.engine
    const { bar } = barsAndBeats(transport.positionSeconds, session)
    this.here = session.sections.findLast((section) => section.bar <= bar)?.bar ?? 0
  }

  #drag(track: HTMLElement): DragHandlers {
    let start = 0
    let moved = false
    return {
      start: (event) => {
        start = this.#secondsAt(track, event.clientX)
        moved = false
        return true
      },
      move: ({ dx, event }) => {
        const { engine } = this
        if (!engine || (!moved && Math.abs(dx) < CLICK_PX)) return
        if (!moved) engine.beginGesture()
        moved = true
        const [a, b] = [start, this.#secondsAt(track, event.clientX)]
        const snap = (seconds: number) => this.#snap(seconds, event.altKey)
        engine.edit((session) =>
          setLoop(session, {
            start: snap(Math.min(a, b)),
            end: snap(Math.max(a, b)),
            on: true
          })
        )
      },
      end: () => {
        if (moved) this.engine?.endGesture()
        else this.engine?.transport.seek(this.#sectionStart(start) ?? this.#snap(start, false))
      }
    }
  }

  /** A click on a section goes to its start; anywhere else to the nearest bar. */
  #sectionStart(seconds: number): number | undefined {
    if (!this.engine || this.engine.session.sections.length === 0) return undefined
    const { session, transport } = this.engine
    return sectionAround(session, seconds, transport.durationSeconds).start
  }

  #secondsAt(track: HTMLElement, clientX: number): number {
    const { left, width } = track.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (clientX - left) / width))
    return share * this.seconds
  }

  /** To the nearest bar; with Alt nowhere. */
  #snap(seconds: number, free: boolean): number {
    if (!this.engine || free) return seconds
    const bar = barStart(2, this.engine.session)
    return Math.min(this.seconds, Math.round(seconds / bar) * bar)
  }

  /** The pointer is captured by the ruler, so the section is found by its place. */
  #loopSection(event: MouseEvent): void {
    const { engine } = this
    if (!engine || engine.session.sections.length === 0) return
    // The listener sits on the track.
    const at = this.#secondsAt(event.currentTarget as HTMLElement, event.clientX)
    const range = sectionAround(engine.session, at, engine.transport.durationSeconds)
    engine.edit((session) => setLoop(session, { ...range, on: true }))
  }

  override render(): TemplateResult {
    const { engine, seconds } = this
    if (!engine || seconds <= 0) return html`<div class="track"></div>`
    const { loop, sections } = engine.session
    const left = `${(loop.start / seconds) * 100}%`
    const width = `${((loop.end - loop.start) / seconds) * 100}%`
    return html`<div
      class="track"
      role="group"
      aria-label="Sections"
      @dblclick=${this.#loopSection}
    >
      ${sections.length > 0 ? sections.map((_, i) => this.#renderSection(i)) : this.#renderNumbers()}
      ${
        loop.end > loop.start
          ? html`<div
              class="loop ${loop.on ? 'on' : ''}"
              style=${`left:${left};width:${width}`}
            ></div>`
          : nothing
      }
    </div>`
  }

  #renderSection(index: number): TemplateResult | typeof nothing {
    const { engine, seconds } = this
    const section: Section | undefined = engine?.session.sections[index]
    if (!engine || !section) return nothing
    const { bar, name } = section
    const next = engine.session.sections[index + 1]
    const from = barStart(bar, engine.session) / seconds
    const to = next ? barStart(next.bar, engine.session) / seconds : 1
    return html`<button
      type="button"
      class=${bar === this.here ? 'here' : ''}
      style=${`left:calc(${from * 100}% + 1px);width:calc(${(to - from) * 100}% - 2px)`}
      title=${`Go to ${name}. Drag to loop, double-click to loop the section.`}
      @click=${(event: MouseEvent) => {
        // The pointer's click is the drag's; only the keyboard's has no place on the screen.
        if (event.detail === 0) engine.transport.seek(barStart(bar, engine.session))
      }}
    >
      <span class="number">${bar}</span>${name}
    </button>`
  }

  #renderNumbers(): readonly TemplateResult[] {
    const { engine, seconds } = this
    if (!engine) return []
    const barSeconds = barStart(2, engine.session)
    const count = Math.ceil(seconds / (barSeconds * NUMBER_EVERY_BARS))
    return Array.from({ length: count }, (_, i) => {
      const from = (i * NUMBER_EVERY_BARS * barSeconds) / seconds
      return html`<span
        class="number"
        style=${`position:absolute;top:6px;left:calc(${from * 100}% + 8px)`}
        >${i * NUMBER_EVERY_BARS + 1}</span
      >`
    })
  }
}

defineElement('twobus-host-ruler', HostRuler)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-ruler': HostRuler
  }
}
