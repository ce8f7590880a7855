import { type DitherSettings, ditherPower } from '../../../worklets/dsp/dither-power.ts'
import { hearingThresholdDb } from '../../../worklets/dsp/hearing-threshold.ts'
import type { CanvasView } from '../../core/canvas.ts'
import {
  columnFrequencies,
  drawFrequencyFigures,
  drawFrequencyLines,
  frequencyToTravel
} from '../../core/frequency-axis.ts'
import {
  drawAxisText,
  drawHorizontal,
  figure,
  strokeResult,
  verticalFade
} from '../../core/graph-drawing.ts'
import { plotArea } from '../../core/plot-area.ts'
import { drawSpectrum } from '../../core/spectrum-drawing.ts'
import { withAlpha } from '../../core/theme-colors.ts'
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
  /**
   * Noise as it is now, in steps of the word length: levels of a spectrum of this many samples,
   * Hann window, sine of one step at 0 dB.
   */
  readonly measured: Float32Array
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

export function drawNoiseGrid(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  { settings, fftSize }: NoiseScene
): void {
  const plot = plotArea(view, NOISE_MARGINS)
  const center = flatLevelDb(settings.bits, fftSize)
  context.translate(NOISE_MARGINS.left, 0)
  drawFrequencyLines(context, plot)
  for (const db of levelLines(center)) {
    const y = levelToY(db, center, view.height)
    drawHorizontal(context, plot, y, view.colors['grid-strong'])
  }
}

/** The noise of the settings and as it is, flat noise, a tone without dither, and the ear. */
export function drawNoise(
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
  const columns = Math.max(2, Math.round(width / 2))
  const frequencies = columnFrequencies(columns)
  const trace = (levelOf: (hz: number) => number) => {
    context.beginPath()
    for (let i = 0; i < columns; i++) {
      const y = yOf(levelOf(frequencies[i] ?? 1000))
      context.lineTo(((i + 0.5) / columns) * width, Math.max(-10, Math.min(floor + 4, y)))
    }
  }
  context.save()
  context.translate(NOISE_MARGINS.left, 0)
  context.beginPath()
  context.rect(0, 0, width, floor)
  context.clip()

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
  const stepDb = 20 * Math.log10(2 ** (1 - settings.bits))
  const toLevel = (db: number) => yOf(db + stepDb)
  const noise = { look: 'line', bottom: floor + 2, color: colors.accent, yOf: toLevel } as const
  drawSpectrum(context, plot, scene.measured, noise)
  trace(shaped)
  strokeResult(context, plot, bypassed ? colors['line-strong'] : colors.output)
  context.restore()

  for (const db of levelLines(center)) {
    const y = yOf(db)
    if (y > 6 && y < floor - 4) {
      drawAxisText(context, view, figure(db), NOISE_MARGINS.left - 6, y, 'right')
    }
  }
  context.translate(NOISE_MARGINS.left, 0)
  drawFrequencyFigures(context, plot, height - 9)
}

function levelLines(center: number): readonly number[] {
  const top = Math.floor((center + ABOVE_DB) / 10) * 10
  const count = Math.floor((top - (center - BELOW_DB)) / 10) + 1
  return Array.from({ length: count }, (_, i) => top - 10 * i)
}
