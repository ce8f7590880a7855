import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Tap } from '../../worklets/core/source.ts'
import type { AnySource } from '../core/any-source.ts'
import { Attachment } from '../core/attachment.ts'
import { fallingLevel } from '../core/ballistics.ts'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import { MeterController } from '../core/meter-controller.ts'
import { openTap } from '../core/open-tap.ts'
import { levelScale } from './meter-scale.ts'

/** Pairs of meters that tell the output level, best first. */
const OUTPUT_METERS: readonly (readonly [left: string, right: string])[] = [
  ['peakLeft', 'peakRight'],
  ['outputPeak', 'outputPeak'],
  ['outputLevel', 'outputLevel']
]
/** Long enough to catch the peaks between two frames at 48 kHz. */
const TAP_FRAMES = 2048

/**
 * The two bars of Twobus, filled to the output level of the effect.
 *
 * @attr hollow - outline only: the effect is bypassed
 */
export class TwobusMark extends TwobusElement {
  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    hollow: { type: Boolean, reflect: true }
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        display: inline-flex;
        gap: 3px;
        flex: none;
        width: 10px;
        height: 18px;
      }
      .bar {
        position: relative;
        width: 3.5px;
        height: 18px;
        overflow: hidden;
        border-radius: 1.75px;
        background: var(--twobus-track);
      }
      .fill {
        position: absolute;
        inset: 0;
        transform: translateY(calc(100% - 100% * var(--level, 0)));
        border-radius: inherit;
        background: var(--twobus-accent);
      }
      :host([hollow]) .bar {
        background: none;
        border: 1px solid var(--twobus-line-strong);
      }
      :host([hollow]) .fill {
        visibility: hidden;
      }
      @media (forced-colors: active) {
        .fill {
          forced-color-adjust: none;
        }
        .bar {
          border: 1px solid CanvasText;
        }
      }
    `
  ]

  declare source: AnySource | undefined
  /** Outline only: the effect is bypassed. */
  declare hollow: boolean
  #ids: readonly string[] = []
  readonly #heard: Attachment<AnySource> = new Attachment((source, signal) =>
    this.#listen(source, signal)
  )
  #tap: Tap | undefined
  #position = 0
  readonly #left = new Float32Array(TAP_FRAMES)
  readonly #right = new Float32Array(TAP_FRAMES)
  readonly #levels = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]

  constructor() {
    super()
    this.source = undefined
    this.hollow = false
    new MeterController(this, {
      source: () => this.source,
      ids: () => this.#ids,
      update: (readings, _now, deltaMs) => this.#update(readings, deltaMs)
    })
  }

  override willUpdate(): void {
    this.#heard.follow(this.source, this.lifetime)
  }

  #listen(source: AnySource, signal: AbortSignal): void {
    const known = new Set(source.definition.meters.map((row) => row.id))
    this.#ids = OUTPUT_METERS.find(([left, right]) => known.has(left) && known.has(right)) ?? []
    signal.addEventListener('abort', () => {
      this.#ids = []
      this.#tap = undefined
    })
    if (this.#ids.length > 0) return
    this.#tap = openTap(source, 'output', signal)
    this.#position = this.#tap?.position ?? 0
  }

  #update(readings: Float64Array, deltaMs: number): void {
    const frames = this.#tap?.copySince(this.#position, this.#left, this.#right) ?? 0
    if (this.#tap) this.#position = this.#tap.position
    const bars = this.renderRoot.querySelectorAll<HTMLElement>('.fill')
    for (const [i, samples] of [this.#left, this.#right].entries()) {
      const now = this.#tap ? peakOf(samples, frames) : (readings[i] ?? Number.NEGATIVE_INFINITY)
      const before = this.#levels[i] ?? now
      const level = fallingLevel(before, now, deltaMs)
      if (level === before) continue
      this.#levels[i] = level
      bars[i]?.style.setProperty('--level', levelScale.position(level).toFixed(3))
    }
  }

  override render(): TemplateResult {
    return html`<div class="bar"><div class="fill"></div></div>
      <div class="bar"><div class="fill"></div></div>`
  }
}

function peakOf(samples: Float32Array, frames: number): number {
  let peak = 0
  for (let i = 0; i < frames; i++) peak = Math.max(peak, Math.abs(samples[i] ?? 0))
  return 20 * Math.log10(peak)
}

defineElement('twobus-mark', TwobusMark)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-mark': TwobusMark
  }
}
