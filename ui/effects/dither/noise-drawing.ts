import { type DitherSettings, ditherPower } from '../../../worklets/dsp/dither-power.ts'
import { hearingThresholdDb } from '../../../worklets/dsp/hearing-threshold.ts'
import type { CanvasView } from '../../core/canvas.ts'
import {
  columnFrequencies,
  drawFrequencyFigures,
  drawFrequencyLines
} from '../../core/frequency-axis.ts'
import {
  drawAxisText,
  drawHorizontal,
  figure,
  strokeResult,
  verticalFade
} from '../../core/graph-drawing.ts'
import { drawSpectrum } from '../../core/spectrum-drawing.ts'
import { withAlpha } from '../../core/theme-colors.ts'

const BOTTOM_PX = 22
/** From the level of white noise of the word length, up and down. */
const ABOVE_DB = 42
const BELOW_DB = 34
/** Playback so loud that full scale is this many dB SPL: the ear against the noise. */
const FULL_SCALE_SPL = 105

export interface NoiseScene {
  readonly settings: DitherSettings
  readonly sampleRate: number
  /** Levels of a spectrum of this many samples, Hann window, full-scale sine at 0 dB. */
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
  const center = flatLevelDb(settings.bits, fftSize)
  drawFrequencyLines(context, view)
  for (const db of levelLines(center)) {
    const y = levelToY(db, center, view.height)
    drawHorizontal(context, view, y, view.colors['grid-strong'])
  }
}

/** What goes out, the noise that the settings make in it, flat noise, and what the ear can hear. */
export function drawNoise(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  scene: NoiseScene
): void {
  const { colors, width, height } = view
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
  context.beginPath()
  context.rect(0, 0, width, floor)
  context.clip()
  drawSpectrum(context, view, scene.measured, { look: 'fill', bottom: floor, yOf })
  drawSpectrum(context, view, scene.measured, { look: 'line', bottom: floor, yOf })

  const flat: DitherSettings = { ...settings, type: 'tpdf', amount: 1, taps: [] }
  trace((hz) => noiseLevelDb(ditherPower(flat, hz, sampleRate), fftSize))
  context.lineWidth = 1
  context.strokeStyle = colors.input
  context.stroke()
  trace((hz) => hearingThresholdDb(hz) - FULL_SCALE_SPL)
  context.setLineDash([2, 4])
  context.lineWidth = 1.25
  context.strokeStyle = colors.mid
  context.stroke()
  context.setLineDash([])

  const shaped = (hz: number) => noiseLevelDb(ditherPower(settings, hz, sampleRate), fftSize)
  trace(shaped)
  context.lineTo(width, floor)
  context.lineTo(0, floor)
  context.closePath()
  const tint = bypassed ? colors['line-strong'] : colors.accent
  context.fillStyle = verticalFade(context, floor, tint, 0.22, 0.1)
  if (colors.fills) context.fill()
  trace(shaped)
  strokeResult(context, view, tint)
  context.restore()

  for (const db of levelLines(center)) {
    const y = yOf(db) - 7
    if (y > 8 && y < floor - 8) drawAxisText(context, view, figure(db), 8, y)
  }
  drawFrequencyFigures(context, view, height - 9)
  if (width > 420) drawNames(context, view, yOf, center)
}

function drawNames(
  context: CanvasRenderingContext2D,
  view: CanvasView,
  yOf: (db: number) => number,
  center: number
): void {
  const { colors, width } = view
  const lines = [
    ['Noise of these settings', colors.accent],
    ['TPDF, flat', colors.input],
    [`Threshold of hearing, full scale at ${FULL_SCALE_SPL} dB SPL`, colors.mid],
    ['Output', withAlpha(colors.output, 0.6)]
  ] as const
  const top = yOf(center + ABOVE_DB) + 16
  lines.forEach(([text, color], i) => {
    const y = top + i * 16
    const x = width * 0.36
    context.fillStyle = color
    context.fillRect(x, y - 1, 14, 2)
    drawAxisText(context, view, text, x + 20, y)
  })
}

function levelLines(center: number): readonly number[] {
  const top = Math.floor((center + ABOVE_DB) / 10) * 10
  const count = Math.floor((top - (center - BELOW_DB)) / 10) + 1
  return Array.from({ length: count }, (_, i) => top - 10 * i)
}
