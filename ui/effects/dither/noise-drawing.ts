import { hearingThresholdDb } from '../../../worklets/dsp/noise/hearing-threshold.ts'
import { type DitherSettings, ditherPower } from '../../../worklets/effects/dither/dither-power.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { withAlpha } from '../../core/theme-colors.ts'
import {
  columnFrequencies,
  drawFrequencyFigures,
  drawFrequencyLines,
  frequencyToTravel
} from '../../graph/frequency-axis.ts'
import {
  drawAxisText,
  drawHorizontal,
  figure,
  strokeResult,
  verticalFade
} from '../../graph/graph-drawing.ts'
import { plotArea } from '../../graph/plot-area.ts'
import { drawSpectrum } from '../../graph/spectrum-drawing.ts'
import type { Partial } from './rounded-tone.ts'

/** Levels stand here. */
export const NOISE_MARGINS = { left: 40 } as const
const BOTTOM_PX = 22
/** From the level of white noise of the word length, up and down. */
const ABOVE_DB = 44
const BELOW_DB = 32
/** Playback so loud that full scale is this many dB SPL: the ear against the noise. */
export const FULL_SCALE_SPL = 105

export interface NoiseScene {
  readonly settings: DitherSettings
  readonly sampleRate: number
  /** Level to the ear, dB of full scale. */
  readonly audibleDb: number
  /** What rounding without dither makes of a soft tone. */
  readonly undithered: readonly Partial[]
  /** Spectra are read as of this many samples through a Hann window, full-scale sine at 0 dB. */
  readonly fftSize: number
  readonly bypassed: boolean
}

/** What a spectrum reads of noise: density -> level, of the mean of two channels. */
function noiseLevelDb(density: number, fftSize: number): number {
  return 10 * Math.log10((6 * density) / fftSize / 2)
}

/** Level of flat TPDF noise of a word length, as the spectrum reads it. */
function flatLevelDb(bits: number, fftSize: number): number {
  return noiseLevelDb(0.25 * 4 ** (1 - bits), fftSize)
}

function levelToY(db: number, center: number, height: number): number {
  return ((center + ABOVE_DB - db) / (ABOVE_DB + BELOW_DB)) * (height - BOTTOM_PX)
}

/** What the settings alone decide: their noise, flat noise, a tone without dither, and the ear. */
export function drawExpected(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: NoiseScene
): void {
  const plot = plotArea(view, NOISE_MARGINS)
  const { colors, width, height } = plot
  const { settings, sampleRate, fftSize, bypassed } = scene
  const floor = height - BOTTOM_PX
  const center = flatLevelDb(settings.bits, fftSize)
  const yOf = (db: number) => levelToY(db, center, height)
  for (const db of levelLines(center)) {
    const y = yOf(db)
    if (y > 6 && y < floor - 4) {
      drawAxisText(context, view, figure(db), NOISE_MARGINS.left - 6, y, 'right')
    }
  }
  context.translate(NOISE_MARGINS.left, 0)
  drawFrequencyLines(context, plot)
  for (const db of levelLines(center)) {
    drawHorizontal(context, plot, yOf(db), colors['grid-strong'])
  }
  drawFrequencyFigures(context, plot, height - 9)
  context.beginPath()
  context.rect(0, 0, width, floor)
  context.clip()

  const columns = Math.max(2, Math.round(width / 2))
  const frequencies = columnFrequencies(columns)
  const trace = (levelOf: (hz: number) => number) => {
    context.beginPath()
    for (let i = 0; i < columns; i++) {
      const y = yOf(levelOf(frequencies[i] ?? 1000))
      context.lineTo(((i + 0.5) / columns) * width, Math.max(-10, Math.min(floor + 4, y)))
    }
  }
  const shaped = (hz: number) => noiseLevelDb(ditherPower(settings, hz, sampleRate), fftSize)
  trace(shaped)
  context.lineTo(width, floor)
  context.lineTo(0, floor)
  context.closePath()
  const tint = bypassed ? colors['line-strong'] : colors.accent
  context.fillStyle = verticalFade(context, floor, tint, 0.26, 0.1)
  if (colors.fills) context.fill()

  const flat: DitherSettings = { ...settings, type: 'tpdf', amount: 1, taps: [] }
  trace((hz) => noiseLevelDb(ditherPower(flat, hz, sampleRate), fftSize))
  context.lineWidth = 1.25
  context.strokeStyle = colors.input
  context.stroke()
  trace((hz) => hearingThresholdDb(hz) - FULL_SCALE_SPL)
  context.setLineDash([1.5, 3.5])
  context.lineWidth = 1.5
  context.strokeStyle = colors.mid
  context.stroke()
  context.setLineDash([])

  context.fillStyle = withAlpha(colors.reduction, 0.85)
  for (const { hz, levelDb } of scene.undithered) {
    const y = yOf(levelDb)
    context.fillRect(frequencyToTravel(hz) * width - 0.75, y, 1.5, floor - y)
  }
  trace(shaped)
  strokeResult(context, plot, bypassed ? colors['line-strong'] : colors.output)
}

/** The noise as it is now. */
export function drawMeasured(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  measured: Float32Array,
  { settings, fftSize }: NoiseScene
): void {
  const plot = plotArea(view, NOISE_MARGINS)
  const center = flatLevelDb(settings.bits, fftSize)
  const bottom = view.height - BOTTOM_PX
  const stepDb = 20 * Math.log10(2 ** (1 - settings.bits))
  const yOf = (db: number) => levelToY(db + stepDb, center, view.height)
  context.beginPath()
  context.rect(NOISE_MARGINS.left, 0, plot.width, bottom)
  context.clip()
  context.translate(NOISE_MARGINS.left, 0)
  const look = { look: 'line', bottom: bottom + 2, color: view.colors.accent, yOf } as const
  drawSpectrum(context, plot, measured, look)
}

function levelLines(center: number): readonly number[] {
  const top = Math.floor((center + ABOVE_DB) / 10) * 10
  const count = Math.floor((top - (center - BELOW_DB)) / 10) + 1
  return Array.from({ length: count }, (_, i) => top - 10 * i)
}
