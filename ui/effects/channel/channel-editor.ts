import { html, nothing, type TemplateResult } from 'lit'
import { gainToDecibels } from '../../../worklets/dsp/decibels.ts'
import { channelDefinition } from '../../../worklets/effects/channel/definition.ts'
import '../../controls/choice.ts'
import '../../controls/fader.ts'
import '../../graph/goniometer.ts'
import '../../controls/knob.ts'
import '../../controls/level-meter.ts'
import '../../controls/toggle.ts'
import { CanvasController, type CanvasView } from '../../core/canvas.ts'
import { defineElement } from '../../core/define-element.ts'
import { onFrame } from '../../core/frame.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import {
  drawAxisText,
  drawHorizontal,
  drawVertical,
  figure,
  verticalFade
} from '../../graph/graph-drawing.ts'
import {
  COLUMNS_PER_SECOND,
  closeTrace,
  historyMoves,
  secondToX,
  traceHistory
} from '../../graph/history-trace.ts'
import { PeakColumns } from '../../graph/level-history.ts'
import { channelEditorStyles } from './channel-editor-styles.ts'

const COLUMNS = 512
const TOP_DB = 6
const BOTTOM_DB = -60
const LINES_DB: readonly number[] = [0, -12, -24, -36, -48]

/** Editor of the channel: placement in the middle, level at the right, as on a console. */
export class ChannelEditor extends EffectEditor<typeof channelDefinition> {
  static override readonly definition = channelDefinition
  static override readonly taps = ['output'] as const
  static override styles = [...EffectEditor.styles, channelEditorStyles]

  #columns: PeakColumns | undefined

  readonly #history: CanvasController = new CanvasController(this, {
    canvas: '#history',
    drawStatic: (context, view) => {
      for (const db of LINES_DB) {
        const color = db === 0 ? view.colors['line-strong'] : view.colors['grid-strong']
        drawHorizontal(context, view, levelToY(db, view.height), color)
      }
      for (let second = 1; secondToX(second, view.width) > 40; second++) {
        const x = secondToX(second, view.width)
        drawVertical(context, view, x, view.colors['grid-strong'])
      }
    },
    draw: (context, view) => this.#draw(context, view)
  })

  override connectedCallback(): void {
    super.connectedCallback()
    onFrame(this, () => this.#follow(), this.lifetime)
  }

  protected override sourceConnected(): void {
    const seconds = COLUMNS / COLUMNS_PER_SECOND
    this.#columns = new PeakColumns(COLUMNS, seconds, this.source.sampleRate)
  }

  #follow(): void {
    const columns = this.#columns
    const output = this.tap('output')
    if (!output || !columns) return
    const finished = columns.follow(output)
    if (historyMoves(columns.count, finished)) this.#history.invalidate()
  }

  #draw(context: CanvasRenderingContext2D, view: CanvasView): void {
    const { colors, width, height } = view
    const columns = this.#columns
    if (columns) {
      const yOf = (age: number) => levelToY(gainToDecibels(columns.at(age)), height)
      traceHistory(context, width, columns.fraction, yOf)
      closeTrace(context, width, height)
      context.fillStyle = verticalFade(context, height, colors.output, 0.34, 0.06)
      if (colors.fills) context.fill()
      traceHistory(context, width, columns.fraction, yOf)
      context.lineWidth = 1.1
      context.strokeStyle = this.bypassed ? colors['line-strong'] : withAlpha(colors.output, 0.85)
      context.stroke()
    }
    for (const db of LINES_DB) {
      drawAxisText(context, view, figure(db), 8, levelToY(db, height), 'left', colors.muted)
    }
    for (let second = 1; secondToX(second, width) > 40; second++) {
      const x = secondToX(second, width)
      drawAxisText(context, view, `${figure(-second)} s`, x, height - 9, 'center', colors.muted)
    }
  }

  protected override renderBody(): TemplateResult {
    const { source } = this
    return html`<div class="console">
      ${
        this.layout === 'wide'
          ? html`<div class="graph history"><canvas id="history"></canvas></div>`
          : nothing
      }
      ${
        this.layout === 'narrow'
          ? nothing
          : html`<div class="field"><twobus-goniometer .source=${source}></twobus-goniometer></div>`
      }
      ${this.#renderMiddle()}
      <div class="level">
        <twobus-fader .source=${source} param="fader"></twobus-fader>
        <twobus-level-meter
          .source=${source}
          meters="peakLeft peakRight"
          rms="rmsLeft rmsRight"
        ></twobus-level-meter>
      </div>
    </div>`
  }

  #renderMiddle(): TemplateResult {
    const { source } = this
    const button = (param: string, label: string, color = '') => html`<twobus-toggle
      variant="button"
      .source=${source}
      param=${param}
      label=${label}
      color=${color}
    ></twobus-toggle>`
    // Each in a box of its own: a choice asks its box whether there is room for segments.
    const choice = (param: string) => html`<div class="line">
      <twobus-choice .source=${source} param=${param} labelled></twobus-choice>
    </div>`
    return html`<div class="middle">
      <div class="knobs">
        <twobus-knob .source=${source} param="trim" size="44"></twobus-knob>
        <twobus-knob .source=${source} param="pan" size="56"></twobus-knob>
        <twobus-knob .source=${source} param="width" size="44"></twobus-knob>
      </div>
      <div class="row">
        ${button('invertLeft', 'Ø L')} ${button('invertRight', 'Ø R')}
        ${button('dcFilter', 'DC filter')} <span class="spacer"></span>
        ${button('mute', 'Mute', 'warning')}
      </div>
      ${choice('mode')}
      ${choice('law')}
      ${choice('source')}
    </div>`
  }
}

function levelToY(db: number, height: number): number {
  const clamped = Math.max(BOTTOM_DB, Math.min(TOP_DB, db))
  return (height * (TOP_DB - clamped)) / (TOP_DB - BOTTOM_DB)
}

defineElement('twobus-channel', ChannelEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-channel': ChannelEditor
  }
}
