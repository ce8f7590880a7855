import { html, nothing, type TemplateResult } from 'lit'
import type { ParamValues } from '../../../worklets/core/definition.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { RealFft } from '../../../worklets/dsp/spectral/real-fft.ts'
import { ditherDefinition } from '../../../worklets/effects/dither/definition.ts'
import type { DitherSettings } from '../../../worklets/effects/dither/dither-power.ts'
import { noiseShaperTaps } from '../../../worklets/effects/dither/noise-shapers.ts'
import '../../controls/choice.ts'
import '../../controls/icon.ts'
import '../../controls/knob.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'
import { CanvasController } from '../../core/canvas.ts'
import { defineElement } from '../../core/define-element.ts'
import { MeterController } from '../../core/meter-controller.ts'
import { ReadOut } from '../../core/read-out.ts'
import { EffectEditor } from '../../editor/effect-editor.ts'
import { legendStyles, renderLegend } from '../../graph/graph-legend.ts'
import { Spectrum } from '../../graph/spectrum.ts'
import { audibleNoiseDb } from './audible-noise.ts'
import { BitActivity, WORD_BITS } from './bit-activity.ts'
import { ditherEditorStyles } from './dither-editor-styles.ts'
import { ErrorTap } from './error-tap.ts'
import { drawLastBits, type LastBitsScene } from './last-bits-drawing.ts'
import {
  drawExpected,
  drawMeasured,
  FULL_SCALE_SPL,
  NOISE_MARGINS,
  type NoiseScene
} from './noise-drawing.ts'
import { roundedTone, undithered } from './rounded-tone.ts'

type Bits = ParamValues<typeof ditherDefinition>['bits']

const FFT_SIZE = 8192
/** A few periods of the soft tone. */
const TONE_FRAMES = 144
/** Below each of these bits stands its number. */
const NAMED_BITS = [1, 8, 16, 24] as const

/** Editor of the dither: its noise against the ear, and what becomes of the last bits. */
export class DitherEditor extends EffectEditor<typeof ditherDefinition> {
  static override readonly definition = ditherDefinition
  static override readonly taps = ['input', 'output'] as const
  static override styles = [...EffectEditor.styles, legendStyles, ditherEditorStyles]

  readonly #levels = new Spectrum(new RealFft(FFT_SIZE))
  readonly #bits = new BitActivity()
  #errorTap: ErrorTap | undefined
  #scene: NoiseScene | undefined
  #tone: LastBitsScene | undefined
  readonly #readOut: ReadOut = new ReadOut(this)

  readonly #noise: CanvasController = new CanvasController(this, {
    canvas: '#noise',
    drawStatic: (context, view) => drawExpected(context, view, this.#sceneNow),
    draw: (context, view) => drawMeasured(context, view, this.#levels.levels, this.#sceneNow)
  })
  readonly #lastBits: CanvasController = new CanvasController(this, {
    canvas: '#last-bits',
    draw: (context, view) => drawLastBits(context, view, this.#toneNow)
  })

  constructor() {
    super()
    this.#levels.tiltDb = 0
    new MeterController(this, {
      source: () => this.source,
      ids: ['errorLevel', 'clippedSamples'],
      update: (readings, _now, deltaMs) => this.#follow(readings, deltaMs)
    })
  }

  protected override sourceConnected(): void {
    const [input, output] = [this.tap('input'), this.tap('output')]
    this.#errorTap = input && output && new ErrorTap(input, output)
    this.#changed()
  }

  protected override paramChanged(): void {
    this.#changed()
  }

  #changed(): void {
    this.#scene = undefined
    this.#tone = undefined
    if (this.#errorTap) this.#errorTap.bits = Number(this.get('bits'))
    this.#noise.invalidateStatic()
    this.#lastBits.invalidate()
  }

  get #sceneNow(): NoiseScene {
    this.#scene ??= this.#makeScene()
    return this.#scene
  }

  #makeScene(): NoiseScene {
    const { sampleRate } = this.source
    const settings: DitherSettings = {
      bits: Number(this.get('bits')),
      type: this.get('type'),
      amount: this.get('amount'),
      taps: noiseShaperTaps(this.get('shaping'), sampleRate)
    }
    return {
      settings,
      sampleRate,
      audibleDb: audibleNoiseDb(settings, sampleRate),
      undithered: undithered(settings.bits, sampleRate),
      fftSize: FFT_SIZE,
      bypassed: this.bypassed
    }
  }

  get #toneNow(): LastBitsScene {
    const { settings, sampleRate, bypassed } = this.#sceneNow
    this.#tone ??= { ...roundedTone(settings, TONE_FRAMES, sampleRate), bypassed }
    return this.#tone
  }

  #follow(readings: Float64Array, deltaMs: number): void {
    const columns = Math.round(this.#noise.view?.width ?? 0) - NOISE_MARGINS.left
    if (this.#errorTap && columns > 0) {
      if (this.#levels.follow(this.#errorTap, columns, deltaMs, 'slow')) this.#noise.invalidate()
    }
    const output = this.tap('output')
    if (output && this.#bits.follow(output)) this.#showBits()
    if (this.#readOut.due(deltaMs)) this.#write(readings)
  }

  #write([error = -Infinity, clipped = 0]: Float64Array): void {
    this.#readOut.write('.error b', `${formatUnit('dB', error).figure} dBFS`)
    this.#readOut.write('.clipped b', String(Math.round(clipped)))
    this.#readOut.mark('.clipped', 'over', clipped > 0)
    const { used } = this.#bits
    this.#readOut.write('.head b', used === 0 ? 'silent' : `${used} of ${WORD_BITS}`)
  }

  /** Brightness is the share of time in which a bit moves; half the time is as much as noise does. */
  #showBits(): void {
    this.renderRoot.querySelectorAll<HTMLElement>('.cells i').forEach((cell, bit) => {
      const share = Math.min(1, 2 * (this.#bits.shares[bit] ?? 0))
      cell.style.setProperty('--share', share.toFixed(2))
    })
  }

  #chooseBits(bits: Bits): void {
    this.edit(() => this.set('bits', bits))
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.tile[aria-checked="true"]')?.focus()
    )
  }

  readonly #onTileKey = (event: KeyboardEvent) => {
    const forward = event.key === 'ArrowRight' || event.key === 'ArrowDown'
    const back = event.key === 'ArrowLeft' || event.key === 'ArrowUp'
    if (!forward && !back) return
    event.preventDefault()
    const list = wordLengths()
    const at = list.indexOf(this.get('bits'))
    const next = list[(at + (forward ? 1 : -1) + list.length) % list.length]
    if (next) this.#chooseBits(next)
  }

  protected override renderBody(): TemplateResult {
    const wide = this.layout === 'wide'
    return html`<div class="graphs">
        <div class="noise">
          ${this.#renderLegend()}
          <div class="graph">
            <canvas id="noise" role="img" aria-label=${this.#spokenNoise()}></canvas>
          </div>
        </div>
        ${wide ? html`<div class="bits">${this.#renderTone()} ${this.#renderBits()}</div>` : nothing}
      </div>
      ${wide ? nothing : html`<div class="bits-row">${this.#renderBits()}</div>`}
      ${this.#renderDeck()} ${this.#renderStatus()}`
  }

  #renderLegend(): TemplateResult {
    return renderLegend([
      { text: 'Expected noise', color: 'output', look: 'line' },
      { text: 'Measured', color: 'accent', look: 'thin' },
      { text: 'Flat TPDF', color: 'input', look: 'thin' },
      { text: 'Undithered tone', color: 'reduction', look: 'stem' },
      { text: 'Hearing threshold', color: 'mid', look: 'dots' }
    ])
  }

  /** The picture in words. */
  #spokenNoise(): string {
    const level = formatUnit('dB', this.#sceneNow.audibleDb).figure
    return `Noise spectrum of these settings: ${level} dBFS to the ear. The threshold of hearing is drawn for playback with full scale at ${FULL_SCALE_SPL} dB SPL.`
  }

  #renderTone(): TemplateResult {
    return html`<div class="head">
        <span class="label">Last bits of a soft tone</span><span class="label">LSB</span>
      </div>
      <div class="tone">
        <canvas
          id="last-bits"
          role="img"
          aria-label="A tone of 1 kHz that hardly reaches the last bit, and the steps that are written of it"
        ></canvas>
      </div>`
  }

  #renderBits(): TemplateResult {
    return html`<div class="head"><span class="label">Bits in use</span><b></b></div>
      <div class="cells" role="img" aria-label="Share of time in which each bit moves">
        ${Array.from({ length: WORD_BITS }, () => html`<i></i>`)}
      </div>
      <div class="scale" aria-hidden="true">
        ${Array.from(
          { length: WORD_BITS },
          (_, i) => html`<span>${NAMED_BITS.some((bit) => bit === i + 1) ? i + 1 : ''}</span>`
        )}
      </div>`
  }

  #renderDeck(): TemplateResult {
    const { source, layout } = this
    const menu = layout === 'narrow'
    const choice = (param: string) =>
      html`<twobus-choice ?menu=${menu} .source=${source} param=${param}></twobus-choice>`
    return html`<div class="deck">
      ${this.#renderWordLength()}
      <div class="column noise-kind">
        <span class="label">Noise</span>${choice('type')}
      </div>
      <div class="column shaping">
        <span class="label">Shaping</span>${choice('shaping')}
      </div>
      <div class="column extras">
        <twobus-toggle .source=${source} param="autoBlank"></twobus-toggle>
        <twobus-value .source=${source} param="seed" labelled></twobus-value>
      </div>
      <twobus-knob .source=${source} param="amount" size="56"></twobus-knob>
    </div>`
  }

  #renderWordLength(): TemplateResult {
    const chosen = this.get('bits')
    return html`<div class="column word-length">
      <span class="label" id="bits-label">Word length</span>
      <div
        class="tiles"
        role="radiogroup"
        aria-labelledby="bits-label"
        @keydown=${this.#onTileKey}
      >
        ${wordLengths().map(
          (bits) => html`<button
            class="tile"
            type="button"
            role="radio"
            aria-checked=${String(bits === chosen)}
            aria-label="${bits} bit"
            tabindex=${bits === chosen ? 0 : -1}
            @click=${() => this.#chooseBits(bits)}
          >
            ${bits}
          </button>`
        )}
      </div>
    </div>`
  }

  #renderStatus(): TemplateResult {
    const { figure, unit } = formatUnit('dB', this.#sceneNow.audibleDb)
    return html`<div class="status">
      <span class="read error"><span class="label">Error level</span> <b></b></span>
      <span class="read audible"
        ><span class="label">To the ear</span> <b>${figure} ${unit}FS</b></span
      >
      <span class="read clipped"
        ><twobus-icon name="warning"></twobus-icon><span class="label">Clipped samples</span>
        <b>0</b></span
      >
      <span class="spacer"></span>
      <span class="label">Nothing but the file writer may follow this effect.</span>
    </div>`
  }
}

/** From the longest to the shortest. */
function wordLengths(): readonly Bits[] {
  const row = findRow(ditherDefinition, 'bits')
  // The row is a choice, and its options are these words.
  const options = (row.kind === 'choice' ? row.options : []) as readonly Bits[]
  return options.toSorted((a, b) => Number(b) - Number(a))
}

defineElement('twobus-dither', DitherEditor)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-dither': DitherEditor
  }
}
