import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { formatUnit } from '../../worklets/core/text.ts'
import type { AnySource } from '../core/any-source.ts'
import { fallingLevel, PeakHold } from '../core/ballistics.ts'
import { CanvasController } from '../core/canvas.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import { MeterController } from '../core/meter-controller.ts'
import { ReadOut } from '../core/read-out.ts'
import { drawMeter, drawMeterScale, type MeterKind, type MeterLook } from './meter-drawing.ts'
import { levelScale, linearScale, type MeterScale } from './meter-scale.ts'

/** A sample at full scale, less the rounding of a float. */
const CLIP_DB = -0.0001

/**
 * One or more level bars with peak hold and clip latch.
 *
 * @attr meters - ids of the source's meters, one a bar
 * @attr rms - ids of the averages that are drawn into the bars
 * @attr kind - what it shows, and so its color: level, input, output, reduction
 * @attr scale - level (more room at the top) or linear
 * @attr min - dB at the bottom of a linear scale
 * @attr max - dB at its top
 * @attr bar - width of a bar, px
 * @attr gap - between two bars, px
 * @attr no-scale - without figures
 * @attr caption - what stands below
 * @attr label - what a screen reader calls it
 */
export class TwobusLevelMeter extends TwobusElement {
  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    meters: {},
    rms: {},
    values: { attribute: false },
    rmsValues: { attribute: false },
    kind: {},
    scale: {},
    min: { type: Number },
    max: { type: Number },
    barPx: { type: Number, attribute: 'bar' },
    gapPx: { type: Number, attribute: 'gap' },
    noScale: { type: Boolean, attribute: 'no-scale' },
    caption: {},
    label: {}
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        display: inline-flex;
        flex-direction: column;
        align-items: center;
        height: 206px;
      }
      .bars {
        position: relative;
        flex: 1;
        min-height: 0;
        width: var(--bars);
        cursor: pointer;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      .caption {
        flex: none;
        white-space: nowrap;
        margin-top: 3px;
        font: var(--twobus-text-axis);
        color: var(--twobus-muted);
      }
    `
  ]

  declare source: AnySource | undefined
  /** Ids of the bars, separated by spaces: "peakLeft peakRight". */
  declare meters: string
  /** Ids of the averages drawn over them: "rmsLeft rmsRight". */
  declare rms: string
  /** Levels in dB, instead of a source. Reductions are positive. */
  declare values: readonly number[] | undefined
  declare rmsValues: readonly number[] | undefined
  declare kind: MeterKind
  declare scale: 'level' | 'linear'
  declare min: number
  declare max: number
  declare barPx: number
  declare gapPx: number
  declare noScale: boolean
  declare caption: string
  declare label: string

  readonly #peaks: number[] = []
  readonly #averages: number[] = []
  readonly #holds: PeakHold[] = []
  readonly #heldPeaks: number[] = []
  readonly #clipped: boolean[] = []
  readonly #readOut: ReadOut = new ReadOut(this)
  #scale: MeterScale = levelScale
  #look: MeterLook

  readonly #canvas: CanvasController = new CanvasController(this, {
    canvas: 'canvas',
    drawStatic: (context, view) => drawMeterScale(context, view, this.#look),
    draw: (context, view) =>
      drawMeter(context, view, this.#look, {
        peaks: this.#peaks,
        averages: this.#averages,
        holds: this.#heldPeaks,
        clipped: this.#clipped
      })
  })

  constructor() {
    super()
    this.source = undefined
    this.meters = ''
    this.rms = ''
    this.values = undefined
    this.rmsValues = undefined
    this.kind = 'level'
    this.scale = 'level'
    this.min = -60
    this.max = 0
    this.barPx = 6
    this.gapPx = 4
    this.noScale = false
    this.caption = ''
    this.label = ''
    this.#look = this.#makeLook()
    new MeterController(this, {
      source: () => this.source,
      ids: () => this.#ids,
      update: (readings, _now, deltaMs) => this.#update(readings, deltaMs)
    })
  }

  override willUpdate(): void {
    this.#ids = words(this.meters).concat(words(this.rms))
    this.#scale = this.scale === 'linear' ? linearScale(this.min, this.max) : levelScale
    this.#look = this.#makeLook()
    this.style.setProperty('--bars', `${this.#widthPx}px`)
  }

  override updated(): void {
    this.#canvas.invalidateStatic()
  }

  #ids: readonly string[] = []

  get #bars(): number {
    return this.values?.length ?? Math.max(1, words(this.meters).length)
  }

  get #widthPx(): number {
    const bars = this.#bars * (this.barPx + this.gapPx) - this.gapPx
    return bars + (this.noScale ? (this.kind === 'reduction' ? 4 : 0) : 26)
  }

  #makeLook(): MeterLook {
    return {
      kind: this.kind,
      scale: this.#scale,
      bars: this.#bars,
      barPx: this.barPx,
      gapPx: this.gapPx,
      figures: !this.noScale
    }
  }

  #update(readings: Float64Array, deltaMs: number): void {
    const bars = this.#bars
    let moved = false
    for (let i = 0; i < bars; i++) {
      const now = this.values?.[i] ?? known(readings[i]) ?? this.#rest
      const average = this.rmsValues?.[i] ?? readings[bars + i] ?? Number.NaN
      const peak = fallingLevel(this.#peaks[i] ?? now, now, deltaMs)
      this.#holds[i] ??= new PeakHold()
      const held = this.#holds[i]?.next(peak, deltaMs) ?? peak
      const smooth = fallingLevel(this.#averages[i] ?? average, average, deltaMs)
      moved ||= peak !== this.#peaks[i] || held !== this.#heldPeaks[i]
      moved ||= !Object.is(smooth, this.#averages[i])
      this.#peaks[i] = peak
      this.#averages[i] = smooth
      this.#heldPeaks[i] = held
      if (this.kind === 'level' && now >= CLIP_DB && !this.#clipped[i]) {
        this.#clipped[i] = true
        moved = true
      }
    }
    if (moved) this.#canvas.invalidate()
    if (this.#readOut.due(deltaMs)) this.#speak()
  }

  /** Screen readers get the reading on demand: `role=meter` is no live region. */
  #speak(): void {
    const level = Math.max(...this.#peaks)
    const unit = this.kind === 'reduction' ? 'dB' : 'dBFS'
    const { figure } = formatUnit(unit, level)
    const shown = Math.min(Math.max(level, this.#low), this.#high)
    this.#readOut.writeAttribute('.bars', 'aria-valuenow', shown.toFixed(1))
    const clipped = this.#clipped.some(Boolean) ? ', clipped' : ''
    this.#readOut.writeAttribute('.bars', 'aria-valuetext', `${figure} ${unit}${clipped}`)
  }

  get #rest(): number {
    return this.kind === 'reduction' ? 0 : Number.NEGATIVE_INFINITY
  }

  get #low(): number {
    return this.kind === 'reduction' ? 0 : this.scale === 'linear' ? this.min : -60
  }

  get #high(): number {
    return this.kind === 'reduction' ? -this.min : this.scale === 'linear' ? this.max : 0
  }

  /** Forgets held peaks and the clip latch. */
  resetHold(): void {
    for (const hold of this.#holds) hold.reset()
    this.#clipped.fill(false)
    this.#canvas.invalidate()
  }

  override render(): TemplateResult {
    return html`
      <div
        class="bars"
        role=meter
        aria-label=${this.label || this.caption || 'Level'}
        aria-valuemin=${this.#low}
        aria-valuemax=${this.#high}
        aria-valuenow=${this.#low}
        @click=${() => this.resetHold()}
      >
        <canvas></canvas>
      </div>
      ${this.caption ? html`<span class="caption">${this.caption}</span>` : nothing}
    `
  }
}

function known(reading: number | undefined): number | undefined {
  return Number.isNaN(reading) ? undefined : reading
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

defineElement('twobus-level-meter', TwobusLevelMeter)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-level-meter': TwobusLevelMeter
  }
}
