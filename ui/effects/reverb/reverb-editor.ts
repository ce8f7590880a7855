import { html, nothing, type TemplateResult } from 'lit'
import { clampValue } from '../../../worklets/core/range.ts'
import { formatUnit, formatValue } from '../../../worklets/core/text.ts'
import { findRow } from '../../../worklets/core/values.ts'
import {
  type DecayCurve,
  decaySeconds,
  flatDecay,
  writeDecayCurve
} from '../../../worklets/dsp/reverb/decay-curve.ts'
import { reverbDefinition } from '../../../worklets/effects/reverb/definition.ts'
import { REVERB_MODES } from '../../../worklets/effects/reverb/reverb-modes.ts'
import '../../graph/graph-handle.ts'
import { CanvasController } from '../../core/canvas.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { defineElement } from '../../core/define-element.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import { frequencyToTravel, travelToFrequency } from '../../graph/frequency-axis.ts'
import { legendStyles, renderLegend } from '../../graph/graph-legend.ts'
import { plotLeft } from '../../graph/plot-area.ts'
import {
  DECAY_MARGINS,
  drawDecay,
  drawDecayGrid,
  octavesPerPx,
  secondsTop,
  topFor
} from './decay-drawing.ts'
import { renderDeck, renderStatus } from './reverb-deck.ts'
import { reverbEditorStyles } from './reverb-editor-styles.ts'
import { type TimeAxis, timeToTravel, travelToTime } from './time-axis.ts'
import {
  axisFor,
  DECAYED_DB,
  decayOf,
  drawTime,
  drawTimeGrid,
  levelTop,
  type TimeScene,
  tailTimes,
  timeLeft,
  travelOfDrag
} from './time-drawing.ts'

const REFERENCE_HZ = 1000
const EARLY_TOP_DB = -2

type End = 'low' | 'high'

/** Editor of the reverb: its level over time, and how long each frequency takes to decay. */
export class ReverbEditor extends EffectEditor<typeof reverbDefinition> {
  static override readonly definition = reverbDefinition
  static override styles = [...EffectEditor.styles, legendStyles, reverbEditorStyles]

  #curve: DecayCurve | undefined
  /** The axes stand still under a hand. */
  #held: { readonly axis: TimeAxis; readonly topSeconds: number } | undefined
  #startCrossoverHz = 0

  readonly #time: CanvasController = new CanvasController(this, {
    canvas: '#time',
    drawStatic: (context, view) => drawTimeGrid(context, view, this.#timeScene),
    draw: (context, view) => drawTime(context, view, this.#timeScene)
  })
  readonly #decay: CanvasController = new CanvasController(this, {
    canvas: '#decay',
    drawStatic: (context, view) => drawDecayGrid(context, view, this.#topSeconds),
    draw: (context, view) =>
      drawDecay(context, view, {
        curve: this.#curveNow,
        topSeconds: this.#topSeconds,
        lowCutHz: this.get('lowCut'),
        highCutHz: this.get('highCut'),
        bypassed: this.bypassed
      })
  })

  protected override sourceConnected(): void {
    this.#changed()
  }

  protected override paramChanged(): void {
    this.#changed()
  }

  #changed(): void {
    this.#curve = undefined
    this.#time.invalidateStatic()
    this.#decay.invalidateStatic()
  }

  get #curveNow(): DecayCurve {
    if (this.#curve) return this.#curve
    const curve = flatDecay(1, this.source.sampleRate)
    writeDecayCurve(curve, {
      decaySeconds: this.get('decay'),
      lowMultiplier: this.get('lowMultiplier'),
      lowCrossoverHz: this.get('lowCrossover'),
      highMultiplier: this.get('highMultiplier'),
      highCrossoverHz: this.get('highCrossover')
    })
    this.#curve = curve
    return curve
  }

  get #topSeconds(): number {
    const multiplier = Math.max(1, this.get('lowMultiplier'), this.get('highMultiplier'))
    return this.#held?.topSeconds ?? topFor(this.get('decay') * multiplier)
  }

  get #timeScene(): TimeScene {
    const times = {
      mode: REVERB_MODES[this.get('mode')],
      size: this.get('size') / 100,
      predelaySeconds: this.get('predelay') / 1000,
      decaySeconds: this.get('decay')
    }
    return {
      ...times,
      earlyDb: this.get('early'),
      axis: this.#held?.axis ?? axisFor(times),
      frozen: this.get('freeze'),
      bypassed: this.bypassed
    }
  }

  #hold(): void {
    this.#held = { axis: this.#timeScene.axis, topSeconds: this.#topSeconds }
  }

  #letGo(): void {
    this.#held = undefined
    this.#changed()
    this.requestUpdate()
  }

  /** Where a drag of so many px from a time leads. */
  #dragTime(fromSeconds: number, dx: number): number {
    const { axis } = this.#timeScene
    const travel = timeToTravel(fromSeconds, axis)
    return travelToTime(travel + travelOfDrag(dx, this.#time.view?.width ?? 340), axis)
  }

  readonly #dragDecayTime = (startDecay: number, dx: number): number => {
    const { start, end } = tailTimes({ ...this.#timeScene, decaySeconds: startDecay })
    return decayOf(start, this.#dragTime(end, dx))
  }

  readonly #dragPredelay = (startMs: number, dx: number): number => {
    const { start } = tailTimes({ ...this.#timeScene, predelaySeconds: startMs / 1000 })
    return startMs + 1000 * (this.#dragTime(start, dx) - start)
  }

  readonly #dragDecayHeight = (start: number, _dx: number, dy: number): number =>
    start * 2 ** (-dy * octavesPerPx(this.#decay.view?.height ?? 296))

  readonly #dragFrequency = (start: number, dx: number): number => {
    const width = (this.#decay.view?.width ?? 559) - DECAY_MARGINS.right
    return travelToFrequency(frequencyToTravel(start) + dx / width)
  }

  /** Up and down turns the multiplier; to the sides the crossover goes along. */
  #dragEnd(end: End): (start: number, dx: number, dy: number) => number {
    return (start, dx, dy) => {
      const row = findRow(reverbDefinition, `${end}Crossover`)
      if (row.kind === 'number') {
        this.set(
          `${end}Crossover`,
          clampValue(row, this.#dragFrequency(this.#startCrossoverHz, dx))
        )
      }
      return this.#dragDecayHeight(start, dx, dy)
    }
  }

  protected override renderBody(): TemplateResult {
    return html`<div
        class="graphs"
        @gesturestart=${() => this.#hold()}
        @gestureend=${() => this.#letGo()}
      >
        ${this.layout === 'narrow' ? nothing : this.#renderTime()} ${this.#renderDecay()}
      </div>
      ${renderStatus(this.source)} ${renderDeck(this.source, this.layout === 'narrow' ? 56 : 72)}`
  }

  #renderTime(): TemplateResult {
    const scene = this.#timeScene
    const { start, end } = tailTimes(scene)
    const { axis, frozen } = scene
    return html`<div class="part time">
      ${renderHead('Level over time', [
        { text: 'Direct', color: 'output', look: 'stem' },
        { text: 'Early', color: 'band-2', look: 'stem' },
        { text: 'Tail', color: 'accent', look: 'fill' }
      ])}
      <div class="graph"><canvas
        id="time"
        role="img"
        aria-label=${`Level over time: tail after ${Math.round(1000 * start)} ms`}
      ></canvas>
      <twobus-graph-handle
        ${cssProperties({ left: timeLeft(start, axis), top: levelTop(EARLY_TOP_DB) })}
        shape="grip"
        .source=${this.source}
        param="predelay"
        .dragToValue=${this.#dragPredelay}
      ></twobus-graph-handle>
      ${
        frozen
          ? nothing
          : html`<twobus-graph-handle
              ${cssProperties({ left: timeLeft(end, axis), top: levelTop(DECAYED_DB) })}
              .source=${this.source}
              param="decay"
              .dragToValue=${this.#dragDecayTime}
            ></twobus-graph-handle>`
      }
    </div></div>`
  }

  #renderDecay(): TemplateResult {
    const cut = (param: 'lowCut' | 'highCut') => html`<twobus-graph-handle
      ${cssProperties({
        left: plotLeft(
          Math.max(0.005, Math.min(1, frequencyToTravel(this.get(param)))),
          DECAY_MARGINS
        ),
        top: 'calc(100% - 44px)'
      })}
      shape="grip"
      .source=${this.source}
      param=${param}
      color="output"
      .dragToValue=${this.#dragFrequency}
    ></twobus-graph-handle>`
    return html`<div class="part frequency">
      ${renderHead('Decay over frequency', [])}
      <div class="graph"><canvas
        id="decay"
        role="img"
        aria-label=${`Decay over frequency: ${formatUnit('s', this.get('decay')).figure} s at 1 kHz`}
      ></canvas>
      ${cut('lowCut')} ${cut('highCut')} ${this.#renderEnd('low')} ${this.#renderMiddle()}
      ${this.#renderEnd('high')}
    </div></div>`
  }

  #renderMiddle(): TemplateResult {
    const seconds = decaySeconds(this.#curveNow, REFERENCE_HZ)
    const place = {
      left: plotLeft(frequencyToTravel(REFERENCE_HZ), DECAY_MARGINS),
      top: secondsTop(seconds, this.#topSeconds)
    }
    return html`<twobus-graph-handle
        ${cssProperties(place)}
        .source=${this.source}
        param="decay"
        label="Decay at 1 kHz"
        color="output"
        .dragToValue=${this.#dragDecayHeight}
      ></twobus-graph-handle>
      <span class="handle-text" aria-hidden="true" ${cssProperties(place)}
        >${this.#text('decay')}</span
      >`
  }

  #renderEnd(end: End): TemplateResult {
    const hz = this.get(`${end}Crossover`)
    const place = {
      left: plotLeft(frequencyToTravel(hz), DECAY_MARGINS),
      top: secondsTop(decaySeconds(this.#curveNow, hz), this.#topSeconds)
    }
    return html`<twobus-graph-handle
        ${cssProperties(place)}
        .source=${this.source}
        param=${`${end}Multiplier`}
        color=${end === 'low' ? 'band-2' : 'band-5'}
        .dragToValue=${this.#dragEnd(end)}
        @gesturestart=${() => (this.#startCrossoverHz = this.get(`${end}Crossover`))}
      ></twobus-graph-handle>
      ${
        this.layout === 'wide'
          ? html`<span
              class="handle-text ${end === 'low' ? 'behind' : 'before'}"
              aria-hidden="true"
              ${cssProperties(place)}
              >${this.#text(`${end}Multiplier`)} · ${this.#text(`${end}Crossover`)}</span
            >`
          : nothing
      }`
  }

  #text(id: 'decay' | `${End}Multiplier` | `${End}Crossover`): string {
    return formatValue(findRow(reverbDefinition, id), this.get(id))
  }
}

function renderHead(title: string, legend: Parameters<typeof renderLegend>[0]): TemplateResult {
  return html`<div class="head"><span class="label">${title}</span>${renderLegend(legend)}</div>`
}

defineElement('twobus-reverb', ReverbEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-reverb': ReverbEditor
  }
}
