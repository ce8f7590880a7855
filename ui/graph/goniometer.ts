import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Tap } from '../../worklets/core/source.ts'
import type { AnySource } from '../core/any-source.ts'
import { Attachment } from '../core/attachment.ts'
import { CanvasController, type CanvasView } from '../core/canvas.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import { onFrame } from '../core/frame.ts'
import { openTap } from '../core/open-tap.ts'
import { ReadOut } from '../core/read-out.ts'
import { canvasFont } from '../core/theme.ts'
import { StereoField } from './stereo-field.ts'
import './correlation.ts'

/** Oldest dots first. */
const AGE_ALPHA = [0.28, 0.42, 0.8]
const DOT_PX = 1.4
/** Narrower than this there is no room for words. */
const ROOMY_PX = 120
/** A larger diamond names its axes. */
const SPACIOUS_PX = 70
const LABEL_PX = 16
/** A cloud of dots needs half the frames of a meter. */
const LOOK_MS = 30

/**
 * How wide a source sounds: its samples as dots, mid upwards and left to the left, with the
 * correlation below. Listens to the source's output only while it can be seen.
 *
 * @attr label - what a screen reader calls the picture
 * @attr plain - without the correlation below
 */
export class TwobusGoniometer extends TwobusElement {
  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    label: {},
    plain: { type: Boolean },
    correlation: { state: true }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 10px;
        min-width: 0;
        min-height: 0;
      }
      .field {
        position: relative;
        flex: 1;
        min-height: 0;
      }
      twobus-correlation {
        contain: layout size;
        flex: none;
        min-width: 0;
        height: 28px;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
    `
  ]

  declare source: AnySource | undefined
  /** What a screen reader calls the picture. */
  declare label: string
  /** Without the correlation below. */
  declare plain: boolean
  declare protected correlation: number
  readonly #field = new StereoField()
  #tap: Tap | undefined
  /** A tap costs while it is open: it is opened with the first frame, when there is one to see. */
  readonly #heard: Attachment<AnySource> = new Attachment((source, signal) => {
    this.#tap = openTap(source, 'output', signal)
    signal.addEventListener('abort', () => (this.#tap = undefined))
  })
  readonly #readOut: ReadOut = new ReadOut(this)
  #lookAge = 0

  readonly #canvas: CanvasController = new CanvasController(this, {
    canvas: 'canvas',
    drawStatic: (context, view) => this.#drawGrid(context, view),
    draw: (context, view) => this.#drawDots(context, view)
  })

  constructor() {
    super()
    this.source = undefined
    this.label = 'Goniometer'
    this.plain = false
    this.correlation = 0
  }

  override connectedCallback(): void {
    super.connectedCallback()
    onFrame(this, (_now, deltaMs) => this.#listen(deltaMs), this.lifetime)
  }

  #listen(deltaMs: number): void {
    this.#heard.follow(this.source, this.lifetime)
    this.#lookAge += deltaMs
    if (this.#lookAge < LOOK_MS) return
    this.#lookAge = 0
    if (!this.#tap || !this.#field.read(this.#tap)) return
    this.#canvas.invalidate()
    if (this.#readOut.due(LOOK_MS)) this.correlation = this.#field.correlation
  }

  #drawGrid(context: CanvasRenderingContext2D, view: CanvasView): void {
    const { x, y, r } = place(view)
    context.strokeStyle = view.colors['grid-strong']
    context.beginPath()
    context.moveTo(x, y - r)
    context.lineTo(x + r, y)
    context.lineTo(x, y + r)
    context.lineTo(x - r, y)
    context.closePath()
    context.moveTo(x - r / 2, y - r / 2)
    context.lineTo(x + r / 2, y + r / 2)
    context.moveTo(x + r / 2, y - r / 2)
    context.lineTo(x - r / 2, y + r / 2)
    if (r > SPACIOUS_PX) {
      context.moveTo(x, y - r)
      context.lineTo(x, y + r)
      context.moveTo(x - r, y)
      context.lineTo(x + r, y)
    }
    context.stroke()
    context.textAlign = 'center'
    if (r > SPACIOUS_PX) {
      context.font = canvasFont(10, 600)
      context.fillStyle = view.colors.mid
      context.fillText('M', x - 10, y - r + 8)
      context.fillStyle = view.colors.side
      context.fillText('S', x - r + 5, y - 9)
    }
    context.fillStyle = view.colors.faint
    context.font = canvasFont(10)
    context.fillText('L', x - r / 2 - 8, y - r / 2 - 4)
    context.fillText('R', x + r / 2 + 8, y - r / 2 - 4)
  }

  #drawDots(context: CanvasRenderingContext2D, view: CanvasView): void {
    const { x, y, r } = place(view)
    const field = this.#field
    const scale = r * field.gain
    context.fillStyle = view.colors.accent
    const ages = view.reducedMotion ? AGE_ALPHA.slice(-1) : AGE_ALPHA
    ages.forEach((alpha, i) => {
      const { side, mid } = field.dots(ages.length - 1 - i)
      context.globalAlpha = alpha
      for (let k = 0; k < side.length; k++) {
        const across = (side[k] ?? 0) * scale
        const up = (mid[k] ?? 0) * scale
        if (across === 0 && up === 0) continue
        context.fillRect(x + across - DOT_PX / 2, y - up - DOT_PX / 2, DOT_PX, DOT_PX)
      }
    })
    context.globalAlpha = 1
    const gainDb = Math.round(20 * Math.log10(field.gain))
    if (gainDb <= 0) return
    const words = view.width < ROOMY_PX ? '' : 'Auto gain '
    context.fillStyle = view.colors.faint
    context.font = canvasFont(10)
    context.textAlign = 'center'
    context.fillText(`${words}+${gainDb} dB`, x, y + r + LABEL_PX - 3)
  }

  override render(): TemplateResult {
    return html`
      <div class="field" role="img" aria-label=${this.label}><canvas></canvas></div>
      ${this.plain ? nothing : html`<twobus-correlation .value=${this.correlation}></twobus-correlation>`}
    `
  }
}

/** Middle and reach of the diamond. */
function place({ width, height }: CanvasView): { x: number; y: number; r: number } {
  const r = Math.max(10, Math.min(width / 2, (height - LABEL_PX) / 2) - 2)
  return { x: width / 2, y: (height - LABEL_PX) / 2, r }
}

defineElement('twobus-goniometer', TwobusGoniometer)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-goniometer': TwobusGoniometer
  }
}
