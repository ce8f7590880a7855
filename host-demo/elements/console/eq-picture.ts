import { css, html, nothing, type TemplateResult } from 'lit'
import { Attachment } from '../../../ui/core/attachment.ts'
import { CanvasController, type CanvasView } from '../../../ui/core/canvas.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { withAlpha } from '../../../ui/core/theme-colors.ts'
import type { ColorToken } from '../../../ui/core/tokens.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'
import { eqResponse } from './eq-response.ts'

const LOWEST_HZ = 20
const HIGHEST_HZ = 20_000
const RANGE_DB = 12
const DECADES_HZ = [100, 1000, 10_000]

/** The curve of a strip's equalizer. A click opens it, or asks for one: event `openeq`. */
export class HostEqPicture extends TwobusElement {
  static override properties = {
    source: { attribute: false },
    color: {},
    label: {}
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        display: block;
        height: 36px;
      }
      button {
        display: block;
        width: 100%;
        height: 100%;
        overflow: hidden;
        border-radius: 4px;
        background: var(--twobus-well);
      }
      button:hover {
        box-shadow: inset 0 0 0 1px var(--twobus-line-strong);
      }
      button:focus-visible {
        outline-offset: 1px;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
    `
  ]

  /** The equalizer; nothing where the strip has none. */
  declare source: EffectSource | undefined
  declare color: ColorToken
  /** Name of the strip. */
  declare label: string
  readonly #followed: Attachment<EffectSource> = new Attachment((source, signal) =>
    source.addEventListener('change', this.#onChange, { signal })
  )

  readonly #canvas: CanvasController = new CanvasController(this, {
    canvas: 'canvas',
    drawStatic: (context, view) => this.#drawGrid(context, view),
    draw: (context, view) => this.#drawCurve(context, view)
  })

  constructor() {
    super()
    this.source = undefined
    this.color = 'output'
    this.label = ''
  }

  override updated(): void {
    this.#followed.follow(this.source, this.lifetime)
    this.#canvas.invalidateStatic()
  }

  readonly #onChange = () => this.#canvas.invalidate()

  #drawGrid(context: CanvasRenderingContext2D, { width, height, colors }: CanvasView): void {
    context.fillStyle = colors.grid
    for (const hertz of DECADES_HZ) {
      const share = Math.log(hertz / LOWEST_HZ) / Math.log(HIGHEST_HZ / LOWEST_HZ)
      context.fillRect(Math.round(share * width), 0, 1, height)
    }
    context.fillStyle = colors['grid-strong']
    context.fillRect(0, Math.round(height / 2) - 0.5, width, 1)
  }

  #drawCurve(context: CanvasRenderingContext2D, view: CanvasView): void {
    const { source } = this
    const { width, height, colors } = view
    if (!source) return
    const count = Math.max(2, Math.round(width))
    const frequencies = Float64Array.from(
      { length: count },
      (_, i) => LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (i / (count - 1))
    )
    const levels = eqResponse(source, frequencies)
    const bypassed = source.get('bypass') === true
    const color = bypassed ? colors['line-strong'] : colors[this.color]
    const y = (db: number) => height / 2 - (Math.max(-40, db) / RANGE_DB) * (height / 2 - 3)
    context.beginPath()
    for (const [i, db] of levels.entries()) context.lineTo((i / (count - 1)) * width, y(db))
    context.strokeStyle = color
    context.lineWidth = 1.5
    context.lineJoin = 'round'
    context.stroke()
    if (!colors.fills) return
    context.lineTo(width, height / 2)
    context.lineTo(0, height / 2)
    context.closePath()
    context.fillStyle = withAlpha(color, 0.24)
    context.fill()
  }

  override render(): TemplateResult {
    const label = this.source ? `Equalizer of ${this.label}` : `Add an equalizer to ${this.label}`
    return html`<button
      type="button"
      aria-label=${label}
      title=${this.source ? nothing : 'Add an equalizer'}
      @click=${() => this.emit('openeq')}
    >
      <canvas aria-hidden="true"></canvas>
    </button>`
  }
}

defineElement('twobus-host-eq-picture', HostEqPicture)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-eq-picture': HostEqPicture
  }
}
