import { html, type TemplateResult } from 'lit'
import '../../../ui/controls/icon.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { formatClock } from '../../session/musical-time.ts'
import type { HostEngine, HostRender } from '../host-engine.ts'

/** Bytes of one sample of a stereo 32-bit float file. */
const FRAME_BYTES = 8

interface ExportCheck {
  readonly fits: boolean
  readonly text: string
}

/** What a person would want to know before the file is made. */
export function renderFacts(engine: HostEngine, sampleRate: number): TemplateResult {
  const seconds = engine.transport.durationSeconds
  const bytes = formatBytes(seconds * sampleRate * FRAME_BYTES)
  return html`
    <h3>Before you export</h3>
    <dl>
      <dt>Length</dt>
      <dd>${formatClock(seconds)}</dd>
      <dt>Size</dt>
      <dd>${bytes.figure} <span class="unit">${bytes.unit}</span></dd>
    </dl>
    <ul>
      ${exportChecks(engine).map(
        ({ fits, text }) => html`<li class=${fits ? 'fits' : 'warns'}>
          <twobus-icon name=${fits ? 'check' : 'warning'}></twobus-icon>${text}
        </li>`
      )}
    </ul>
  `
}

/** What was made, in a sentence. */
export function exportResult(name: string, rendered: HostRender): string {
  const { figure } = formatUnit('dBFS', peakDb(rendered.channels))
  const clock = formatClock(rendered.frames / rendered.sampleRate)
  const size = formatBytes(rendered.blob.size)
  const cut = rendered.truncated ? ' The tail did not end and was cut.' : ''
  return `Saved “${name}”: ${clock}, ${size.figure} ${size.unit}, peak ${figure} dBFS.${cut}`
}

function formatBytes(bytes: number): { readonly figure: string; readonly unit: string } {
  return bytes < 1e6
    ? { figure: (bytes / 1e3).toFixed(0), unit: 'kB' }
    : { figure: (bytes / 1e6).toFixed(1), unit: 'MB' }
}

function peakDb(channels: readonly Float32Array[]): number {
  let peak = 0
  for (const channel of channels) for (const x of channel) peak = Math.max(peak, Math.abs(x))
  return 20 * Math.log10(peak)
}

function exportChecks(engine: HostEngine): readonly ExportCheck[] {
  const { tracks, masterBus, mixBus } = engine.session
  const soloed = tracks.filter(({ strip }) => strip.solo).map(({ name }) => name)
  const muted = tracks.filter(({ strip }) => strip.mute).map(({ name }) => name)
  const latencyMs = (engine.latencyFrames / engine.sampleRate) * 1000
  const checks: ExportCheck[] = []
  if (masterBus.mute || mixBus.mute) {
    checks.push({ fits: false, text: 'A bus is muted: the file will be silent' })
  }
  if (soloed.length > 0) {
    checks.push({ fits: false, text: `Solo is on: only ${soloed.join(', ')} will be heard` })
  }
  if (muted.length > 0) checks.push({ fits: false, text: `Muted: ${muted.join(', ')}` })
  if (soloed.length + muted.length === 0) checks.push({ fits: true, text: 'All tracks are heard' })
  checks.push({
    fits: true,
    text: `Starts with the first sample: ${formatUnit('dB', latencyMs).figure} ms of latency taken off`
  })
  checks.push({ fits: true, text: 'Float keeps what goes above 0 dBFS' })
  if (engine.compare.mode !== 'off') {
    checks.push({ fits: false, text: 'The comparison is on; it is not printed' })
  }
  return checks
}
