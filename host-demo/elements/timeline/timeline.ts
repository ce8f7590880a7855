import { html, nothing, type TemplateResult } from 'lit'
import { defineElement } from '../../../ui/core/define-element.ts'
import { FrameTask } from '../../../ui/core/frame.ts'
import { barStart, formatBars, formatClock } from '../../session/musical-time.ts'
import type { StripId } from '../../session/session.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import './lanes.ts'
import './ruler.ts'
import { timelineStyles } from './timeline-styles.ts'

/** Shorter songs are shown as if they were this long. */
const SHORTEST_SECONDS = 8

/** Ruler, one lane for each track, and the playhead over both. */
export class HostTimeline extends HostElement {
  static override properties = {
    selected: { attribute: false },
    overview: { type: Boolean, reflect: true }
  }

  static override styles = [HostElement.styles, timelineStyles]

  declare selected: StripId | undefined
  /** One lane for all tracks, where there is little room. */
  declare overview: boolean
  #task: FrameTask | undefined
  #shown = ''
  #pressedX = 0

  constructor() {
    super()
    this.selected = undefined
    this.overview = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#task = new FrameTask(this, () => this.#movePlayhead(), this.lifetime)
    this.#follow()
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['session', 'structure'], signal)
    this.updateOn(engine.clips, ['peaks'], signal)
    for (const type of ['statechange', 'seek']) {
      engine.transport.addEventListener(type, () => this.#follow(), { signal })
    }
    this.#follow()
  }

  override updated(): void {
    this.#shown = ''
    this.#movePlayhead()
  }

  get #seconds(): number {
    const { session, transport } = this.engine ?? {}
    // While clips are on their way, the sections tell how long the song is going to be.
    const lastBar = session?.sections.at(-1)?.bar
    const sections = session && lastBar ? barStart(lastBar + 1, session) : 0
    return Math.max(SHORTEST_SECONDS, sections, transport?.durationSeconds ?? 0)
  }

  #follow(): void {
    if (!this.#task) return
    this.#task.live = this.engine?.transport.playing ?? false
    this.#task.request()
  }

  #movePlayhead(): void {
    const { engine } = this
    const playhead = this.renderRoot.querySelector<HTMLElement>('.playhead')
    if (!engine || !playhead) return
    const seconds = engine.transport.positionSeconds
    const shown = ((seconds / this.#seconds) * 100).toFixed(3)
    if (shown === this.#shown) return
    this.#shown = shown
    playhead.style.transform = `translateX(${shown}%)`
    const lanes = this.renderRoot.querySelector('.lanes')
    if (!engine.transport.playing) this.#speak(lanes, seconds)
  }

  /** While the song plays the place is not told: it would never end. */
  #speak(lanes: Element | null, seconds: number): void {
    if (!lanes || !this.engine) return
    lanes.setAttribute('aria-valuenow', seconds.toFixed(1))
    const bars = formatBars(seconds, this.engine.session)
    lanes.setAttribute('aria-valuetext', `bar ${bars}, ${formatClock(seconds)}`)
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return
    // The listener sits on the lanes.
    const lanes = event.currentTarget as HTMLElement
    lanes.setPointerCapture(event.pointerId)
    this.#pressedX = event.clientX
    this.#seek(event)
  }

  /** While the song plays every seek is a fade: it follows the hand only when that lets go. */
  #drag(event: PointerEvent): void {
    if (event.type === 'pointermove') {
      if (event.buttons === 1 && !this.engine?.transport.playing) this.#seek(event)
    } else if (Math.abs(event.clientX - this.#pressedX) > 2) {
      this.#seek(event)
    }
  }

  #seek(event: PointerEvent): void {
    // The listener sits on the lanes.
    const lanes = event.currentTarget as HTMLElement
    const { left, width } = lanes.getBoundingClientRect()
    this.engine?.transport.seek(((event.clientX - left) / width) * this.#seconds)
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const { engine } = this
    if (!engine || event.altKey || event.ctrlKey || event.metaKey) return
    const { session, transport } = engine
    const bar = barStart(2, session)
    const step = event.shiftKey ? bar / session.beatsPerBar : bar
    const at = transport.positionSeconds / step
    const targets: Readonly<Record<string, number | undefined>> = {
      ArrowRight: (Math.floor(at + 1e-3) + 1) * step,
      ArrowUp: (Math.floor(at + 1e-3) + 1) * step,
      ArrowLeft: (Math.ceil(at - 1e-3) - 1) * step,
      ArrowDown: (Math.ceil(at - 1e-3) - 1) * step,
      Home: 0,
      End: transport.durationSeconds
    }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    transport.seek(target)
  }

  override render(): TemplateResult {
    const { engine } = this
    if (!engine) return html`${nothing}`
    const { tracks } = engine.session
    this.style.setProperty('--tracks', String(Math.max(1, tracks.length)))
    return html`
      <twobus-host-ruler .engine=${engine} .seconds=${this.#seconds}></twobus-host-ruler>
      <div class="rows">
        <ul class="names" aria-label="Tracks">
          ${
            this.overview
              ? nothing
              : tracks.map(
                  ({ id, name, color }) => html`<li
              class=${id === this.selected ? 'selected' : ''}
              style=${`--color: var(--twobus-band-${color})`}
              @click=${() => this.emit('selectstrip', id)}
            >
              <span>${name}</span>
            </li>`
                )
          }
        </ul>
        <div
          class="lanes"
          role="slider"
          tabindex="0"
          aria-label="Playhead"
          aria-valuemin="0"
          aria-valuemax=${this.#seconds.toFixed(1)}
          aria-valuenow="0"
          @pointerdown=${this.#press}
          @pointermove=${this.#drag}
          @pointerup=${this.#drag}
          @keydown=${this.#onKey}
        >
          <twobus-host-lanes
            .engine=${engine}
            .seconds=${this.#seconds}
            ?overview=${this.overview}
          ></twobus-host-lanes>
        </div>
      </div>
      <div class="clip"><div class="playhead"></div></div>
    `
  }
}

defineElement('twobus-host-timeline', HostTimeline)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-timeline': HostTimeline
  }
}
