import type { CanvasView } from '../../../ui/core/canvas.ts'
import { withAlpha } from '../../../ui/core/theme-colors.ts'
import { columns, type WaveformPeaks } from '../../audio/waveform-peaks.ts'
import { barStart } from '../../session/musical-time.ts'
import type { Loop, Session } from '../../session/session.ts'

/** Where a lane lies and what its full height stands for. */
export interface LaneBox {
  readonly top: number
  readonly height: number
  readonly width: number
  readonly seconds: number
  /** Linear level that reaches the lane's edge. */
  readonly loudest: number
}

/** Below 1, quiet parts read beside loud ones. */
const POWER = 0.75
const PEAK_ALPHA = 0.42
const RMS_ALPHA = 0.9
const LOOP_ALPHA = 0.07
/** Free pixels at a lane's edges. */
const MARGIN_PX = 2
/** Bars nearer than this are drawn by fours. */
const NEAREST_BARS_PX = 10

/** Lines at bars, stronger where a section starts. */
export function drawBars(
  context: CanvasRenderingContext2D,
  { colors, width, height }: CanvasView,
  song: { readonly session: Session; readonly seconds: number; readonly barSeconds: number }
): void {
  const { session, seconds, barSeconds } = song
  const barPx = (barSeconds / seconds) * width
  const every = barPx < NEAREST_BARS_PX ? 4 : 1
  context.fillStyle = colors.grid
  for (let bar = every; bar * barPx < width; bar += every) {
    context.fillRect(Math.round(bar * barPx), 0, 1, height)
  }
  context.fillStyle = colors['line-strong']
  for (const { bar } of session.sections) {
    context.fillRect(Math.round((barStart(bar, session) / seconds) * width), 0, 1, height)
  }
}

export function drawLoop(
  context: CanvasRenderingContext2D,
  { colors, width, height }: CanvasView,
  { loop, seconds }: { readonly loop: Loop; readonly seconds: number }
): void {
  if (!loop.on || loop.end <= loop.start) return
  const from = (loop.start / seconds) * width
  const to = (loop.end / seconds) * width
  context.fillStyle = withAlpha(colors.accent, LOOP_ALPHA)
  context.fillRect(from, 0, to - from, height)
  context.fillStyle = withAlpha(colors.accent, 0.6)
  context.fillRect(Math.round(from), 0, 1, height)
  context.fillRect(Math.round(to) - 1, 0, 1, height)
}

/** Peak under RMS, mirrored about the lane's middle. */
export function drawWaveform(
  context: CanvasRenderingContext2D,
  box: LaneBox,
  wave: { readonly peaks: WaveformPeaks; readonly color: string }
): void {
  const count = Math.max(1, Math.round(box.width))
  const shown = columns(wave.peaks, { from: 0, to: box.seconds, count })
  const peak = shown.max.map((high, i) => Math.max(high, -(shown.min[i] ?? 0)))
  fillShape(context, box, { levels: peak, color: withAlpha(wave.color, PEAK_ALPHA) })
  fillShape(context, box, { levels: shown.rms, color: withAlpha(wave.color, RMS_ALPHA) })
}

/** All clips as one: the highest peak, and the power of all together. */
export function drawOverview(
  context: CanvasRenderingContext2D,
  box: LaneBox,
  waves: { readonly all: readonly WaveformPeaks[]; readonly color: string }
): void {
  const count = Math.max(1, Math.round(box.width))
  const peak = new Float32Array(count)
  const rms = new Float32Array(count)
  for (const peaks of waves.all) {
    const shown = columns(peaks, { from: 0, to: box.seconds, count })
    for (let i = 0; i < count; i++) {
      peak[i] = Math.max(peak[i] ?? 0, shown.max[i] ?? 0, -(shown.min[i] ?? 0))
      rms[i] = (rms[i] ?? 0) + (shown.rms[i] ?? 0) ** 2
    }
  }
  fillShape(context, box, { levels: peak, color: withAlpha(waves.color, PEAK_ALPHA) })
  fillShape(context, box, {
    levels: rms.map(Math.sqrt),
    color: withAlpha(waves.color, RMS_ALPHA)
  })
}

/** Stretches without sound are left out, so that silence is nothing and not a line. */
function fillShape(
  context: CanvasRenderingContext2D,
  box: LaneBox,
  shape: { readonly levels: Float32Array; readonly color: string }
): void {
  const { levels, color } = shape
  const middle = box.top + box.height / 2
  const reach = box.height / 2 - MARGIN_PX
  const heightAt = (i: number) => Math.min(1, (levels[i] ?? 0) / box.loudest) ** POWER * reach
  context.fillStyle = color
  context.beginPath()
  let start = 0
  while (start < levels.length) {
    while (start < levels.length && !audible(levels[start])) start++
    let end = start
    while (end < levels.length && audible(levels[end])) end++
    if (end > start) {
      context.moveTo(start, middle)
      for (let i = start; i < end; i++) context.lineTo(i + 0.5, middle - heightAt(i))
      context.lineTo(end, middle)
      for (let i = end - 1; i >= start; i--) context.lineTo(i + 0.5, middle + heightAt(i))
      context.closePath()
    }
    start = end
  }
  context.fill()
}

/** Above -66 dBFS. */
function audible(level: number | undefined): boolean {
  return level !== undefined && level > 0.0005
}
