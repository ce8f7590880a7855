import { html, type TemplateResult } from 'lit'
import { noteName } from '../../../worklets/core/note.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { hasGain } from '../../../worklets/dsp/eq-filter.ts'
import '../../controls/graph-handle.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { frequencyToTravel } from '../../core/frequency-axis.ts'
import { type BandView, bandId, type EqSource, nodeGain } from './bands.ts'
import './eq-entry.ts'
import { decibelsHigh, gainToTravel } from './eq-scale.ts'

/** Half the width of a node, of the longest read-out and of the typed figures. */
const NODE_PX = 10
const TIP_PX = 88
const ENTRY_PX = 86
/** The handle of a dynamic range stays so far from its node. */
const RANGE_GAP_PX = 26

/** Where something of a band stands; beyond the graph it stays at its edge, whole. */
export function placeOf(
  band: BandView,
  rangeDb: number,
  marginPx = NODE_PX,
  gainDb = nodeGain(band)
): Readonly<Record<string, string>> {
  const x = 100 * frequencyToTravel(band.frequencyHz)
  const y = Math.min(1, Math.max(0, gainToTravel(gainDb, rangeDb)))
  return {
    left: `clamp(${marginPx}px, ${x}%, calc(100% - ${marginPx}px))`,
    top: `${100 * y}%`
  }
}

/** The read-out beside a node: "3.35 kHz G#7 +14 −3.4 dB", or Q where there is no gain. */
export function renderTip(band: BandView, rangeDb: number): TemplateResult {
  const frequency = formatUnit('Hz', band.frequencyHz)
  const gain = formatUnit('dB', band.gainDb, true)
  return html`<div
    class="tip ${isLow(band, rangeDb, 0.7) ? 'above' : ''}"
    ${cssProperties(placeOf(band, rangeDb, TIP_PX))}
  >
    ${frequency.figure} ${frequency.unit}<i>${noteName(band.frequencyHz)}</i
    >${hasGain(band.type) ? `${gain.figure} ${gain.unit}` : `Q ${formatUnit('', band.q).figure}`}
  </div>`
}

/** The end of a dynamic band's range, to be dragged. */
export function renderRange(
  band: BandView,
  source: EqSource,
  rangeDb: number,
  heightPx: number
): TemplateResult {
  const pxPerDb = heightPx / decibelsHigh(rangeDb)
  const least = RANGE_GAP_PX / pxPerDb
  const reach = Math.sign(band.dynamicRangeDb) * Math.max(least, Math.abs(band.dynamicRangeDb))
  return html`<twobus-graph-handle
    ${cssProperties(placeOf(band, rangeDb, NODE_PX, nodeGain(band) + reach))}
    .source=${source}
    param=${bandId(band.n, 'range')}
    color="band-${band.n}"
    .dragToValue=${(start: number, _dx: number, dy: number) => start - dy / pxPerDb}
  ></twobus-graph-handle>`
}

/** Figures being typed; `close` hears whether a key ended it. */
export function renderEntry(
  band: BandView,
  source: EqSource,
  rangeDb: number,
  close: (byKey: boolean) => void
): TemplateResult {
  return html`<twobus-eq-entry
    ${cssProperties(placeOf(band, rangeDb, ENTRY_PX))}
    class=${isLow(band, rangeDb, 0.55) ? 'above' : ''}
    .source=${source}
    .n=${band.n}
    @close=${(event: CustomEvent<boolean>) => close(event.detail)}
  ></twobus-eq-entry>`
}

function isLow(band: BandView, rangeDb: number, part: number): boolean {
  return gainToTravel(nodeGain(band), rangeDb) > part
}
