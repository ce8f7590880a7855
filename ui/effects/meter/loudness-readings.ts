import { html, type TemplateResult } from 'lit'
import { formatUnit } from '../../../worklets/core/text.ts'
import { meterPlace } from '../../../worklets/core/values.ts'
import { meterDefinition } from '../../../worklets/effects/meter/definition.ts'
import '../../controls/icon.ts'
import type { ReadOut } from '../../core/read-out.ts'

/** EBU R 128 allows so much beside the target. */
const TOLERANCE_LU = 1
/** Above it, a codec may clip (AES TD1008). */
const TRUE_PEAK_LIMIT = -1

/** How the integrated loudness lies to its target: unknown, away from it, on it. */
const STATES = ['none', 'off', 'on'] as const
/** What is read, in the order in which `writeReadings` takes it. */
export const READINGS = [
  'integrated',
  'shortTerm',
  'momentary',
  'maxShortTerm',
  'maxMomentary',
  'range',
  'maxTruePeak',
  'plr',
  'psr',
  'balance',
  'clippedSamples'
] as const

/** The list beside the graphs: a reading's name in the picture, and its id. */
const LIST = [
  ['Max short-term', 'maxShortTerm'],
  ['Max momentary', 'maxMomentary'],
  ['Loudness range', 'range'],
  ['True peak max', 'maxTruePeak'],
  ['PLR', 'plr'],
  ['PSR', 'psr'],
  ['Balance', 'balance'],
  ['Clipped samples', 'clippedSamples']
] as const

type ReadingId = (typeof READINGS)[number]

/** The readings' places; `writeReadings` fills them. */
export function renderReadings(): TemplateResult {
  const value = (id: string) => html`<b data-reading=${id}></b>`
  return html`<div class="readings">
    <div>
      <span class="label">Integrated</span>
      <div><span class="big" data-reading="integrated"></span> <span class="unit">LUFS</span></div>
      <div class="verdict none"><twobus-icon name="check"></twobus-icon><span></span></div>
      <div class="pair">
        <div><span class="label">Short-term</span>${value('shortTerm')}</div>
        <div><span class="label">Momentary</span>${value('momentary')}</div>
      </div>
    </div>
    <dl>
      ${LIST.map(
        ([label, id]) => html`<dt>${label}</dt>
          <dd data-reading=${id}><b></b><span class="unit">${unitAfter(id)}</span></dd>`
      )}
    </dl>
  </div>`
}

/** Writes the values of `READINGS` where `renderReadings` has left room. */
export function writeReadings(readOut: ReadOut, readings: Float64Array, target: number): void {
  READINGS.forEach((id, i) => {
    const value = readings[i] ?? -Infinity
    const place = `[data-reading="${id}"]`
    readOut.write(`dd${place} b, :not(dd)${place}`, readingText(id, value))
    if (id === 'maxTruePeak') readOut.mark(place, 'over', value > TRUE_PEAK_LIMIT)
    if (id === 'clippedSamples') readOut.mark(place, 'over', value > 0)
  })
  writeVerdict(readOut, readings[0] ?? -Infinity, target)
}

function writeVerdict(readOut: ReadOut, integrated: number, target: number): void {
  const away = integrated - target
  const isOff = Math.abs(away) > TOLERANCE_LU
  const state = integrated === -Infinity ? 'none' : isOff ? 'off' : 'on'
  const distance = `${Math.abs(away).toFixed(1)} LU ${away > 0 ? 'above' : 'below'} target`
  const text = state === 'none' ? 'Nothing measured yet' : isOff ? distance : 'On target'
  for (const each of STATES) readOut.mark('.verdict', each, each === state)
  readOut.write('.verdict span', text)
  readOut.writeAttribute('.verdict twobus-icon', 'name', isOff ? 'warning' : 'check')
}

/** The unit of the table, with a space before it. */
function unitAfter(id: ReadingId): string {
  if (id === 'clippedSamples') return ''
  const row = meterDefinition.meters[meterPlace(meterDefinition, id)]
  return row ? ` ${row.unit}` : ''
}

function readingText(id: ReadingId, value: number): string {
  if (id === 'clippedSamples') return String(Math.max(0, Math.round(value)))
  if (id === 'balance') {
    const { figure } = formatUnit('dB', Number.isFinite(value) ? Math.abs(value) : 0)
    return Math.abs(value) >= 0.05 ? `${value < 0 ? 'L' : 'R'} ${figure}` : figure
  }
  return formatUnit('dB', value).figure
}
