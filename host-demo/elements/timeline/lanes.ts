import { css, html, type PropertyValues, type TemplateResult } from 'lit'
import { CanvasController } from '../../../ui/core/canvas.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { barStart } from '../../session/musical-time.ts'
import { isAudible, type Session } from '../../session/session.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import { drawBars, drawLoop, drawOverview, drawWaveform, type LaneBox } from './lane-drawing.ts'

const OVERVIEW_PX = 44

/** The waveforms of all tracks. Drawn only when tracks, audibility, loop, size or theme change. */
export class HostLanes extends HostElement {
  static override properties = {
    seconds: { attribute: false },
    overview: { type: Boolean, reflect: true }
  }

  static override styles = [
    HostElement.styles,
    css`
      :host {
        display: block;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
    `
  ]

  /** Length of what is shown. */
  declare seconds: number
  declare overview: boolean
  #drawn: Session | undefined

  readonly #canvas: CanvasController = new CanvasController(this, {
    canvas: 'canvas',
    drawStatic: (context, view) => this.#drawLanes(context, view),
    draw: () => undefined
  })

  constructor() {
    super()
    this.seconds = 0
    this.overview = false
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    engine.clips.addEventListener('peaks', () => this.#canvas.invalidateStatic(), { signal })
    engine.addEventListener('session', () => this.#follow(engine.session), { signal })
    this.#canvas.invalidateStatic()
  }

  override updated(changed: PropertyValues): void {
    if (changed.size > 0) this.#canvas.invalidateStatic()
  }

  /** A fader's move changes the session many times a second, and nothing here. */
  #follow(session: Session): void {
    const before = this.#drawn
    this.#drawn = session
    if (before && sameLanes(before, session)) return
    if (before?.tracks.length !== session.tracks.length) this.requestUpdate()
    this.#canvas.invalidateStatic()
  }

  #drawLanes(context: CanvasRenderingContext2D, view: NonNullable<CanvasController['view']>): void {
    const { engine, seconds } = this
    if (!engine || seconds <= 0) return
    const { session } = engine
    this.#drawn = session
    const { colors, width } = view
    const loudest = loudestPeak(engine)
    const waves = session.tracks.map((track) => ({
      track,
      peaks: engine.clips.peaks(track.clip.source),
      audible: isAudible(session, track.id)
    }))
    drawBars(context, view, { session, seconds, barSeconds: barStart(2, session) })
    drawLoop(context, view, { loop: session.loop, seconds })
    if (this.overview) {
      const heard = waves.flatMap(({ peaks, audible }) => (peaks && audible ? [peaks] : []))
      const box: LaneBox = { top: 0, height: OVERVIEW_PX, width, seconds, loudest }
      drawOverview(context, box, { all: heard, color: colors.input })
      return
    }
    const height = view.height / Math.max(1, waves.length)
    waves.forEach(({ track, peaks, audible }, i) => {
      const top = Math.round(i * height)
      context.fillStyle = colors.line
      context.fillRect(0, top, width, 1)
      if (!peaks) return
      context.globalAlpha = audible ? 1 : 0.3
      const color = colors[`band-${track.color}` as 'band-1'] // colors are 1 to 8, as bands are
      drawWaveform(context, { top, height, width, seconds, loudest }, { peaks, color })
      context.globalAlpha = 1
    })
  }

  override render(): TemplateResult {
    const tracks = this.engine?.session.tracks.length ?? 0
    this.style.height = this.overview ? `${OVERVIEW_PX}px` : `calc(var(--lane) * ${tracks})`
    return html`<canvas aria-hidden="true"></canvas>`
  }
}

function sameLanes(a: Session, b: Session): boolean {
  if (a.loop !== b.loop || a.tempo !== b.tempo || a.sections !== b.sections) return false
  if (a.tracks.length !== b.tracks.length) return false
  return a.tracks.every((track, i) => {
    const other = b.tracks[i]
    if (track === other) return isAudible(a, track.id) === isAudible(b, track.id)
    return (
      other !== undefined &&
      track.clip === other.clip &&
      track.color === other.color &&
      isAudible(a, track.id) === isAudible(b, other.id)
    )
  })
}

/** All lanes share one scale, so that levels can be compared by eye. */
function loudestPeak(engine: HostEngine): number {
  let loudest = 0.05
  for (const { clip } of engine.session.tracks) {
    const peaks = engine.clips.peaks(clip.source)
    if (!peaks) continue
    for (let i = 0; i < peaks.max.length; i++) {
      loudest = Math.max(loudest, peaks.max[i] ?? 0, -(peaks.min[i] ?? 0))
    }
  }
  return loudest
}

defineElement('twobus-host-lanes', HostLanes)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-lanes': HostLanes
  }
}
