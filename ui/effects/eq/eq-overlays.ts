import { html, type TemplateResult } from 'lit'
import { noteName } from '../../../worklets/core/note.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { hasGain } from '../../../worklets/dsp/filters/eq-filter.ts'
import '../../graph/graph-handle.ts'
import { cssProperties } from '../../core/css-properties.ts'
import { frequencyToTravel } from '../../graph/frequency-axis.ts'
import { type BandView, bandId, type EqSource, nodeGain } from './bands.ts'
import './eq-entry.ts'
import { decibelsHigh, gainToTravel } from './eq-scale.ts'

/** Half the width of a node, of the longest read-out and of the typed figures. */
const NODE_PX = 12
const TIP_PX = 96
/** From a node to the far edge of a read-out below it, and the figures of the axis. */
const TIP_ROOM_PX = 60
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
export function renderTip(
  band: BandView,
  rangeDb: number,
  heightPx: number,
  isMoving: boolean
): TemplateResult {
  const frequency = formatUnit('Hz', band.frequencyHz)
  const gain = formatUnit('dB', band.gainDb, true)
  const reach = Math.min(0, shownReach(band, rangeDb, heightPx))
  const lowest = gainToTravel(nodeGain(band) + reach, rangeDb) * heightPx
  const isBelow = lowest + TIP_ROOM_PX < heightPx
  const place = placeOf(band, rangeDb, TIP_PX, nodeGain(band) + (isBelow ? reach : 0))
  return html`<div
    class="tip ${isBelow ? '' : 'above'} ${isMoving ? 'moving' : ''}"
    ${cssProperties(place)}
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
  const end = nodeGain(band) + shownReach(band, rangeDb, heightPx)
  return html`<twobus-graph-handle
    ${cssProperties(placeOf(band, rangeDb, NODE_PX, end))}
    .source=${source}
    param=${bandId(band.n, 'range')}
    color="band-${band.n}"
    .dragToValue=${(start: number, _dx: number, dy: number) => start - dy / pxPerDb}
  ></twobus-graph-handle>`
}

/** From a node to the handle of its range, dB; a small range is shown larger, to be in reach. */
function shownReach({ dynamicRangeDb }: BandView, rangeDb: number, heightPx: number): number {
  const least = (RANGE_GAP_PX * decibelsHigh(rangeDb)) / heightPx
  return Math.sign(dynamicRangeDb) * Math.max(least, Math.abs(dynamicRangeDb))
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
    class=${gainToTravel(nodeGain(band), rangeDb) > 0.55 ? 'above' : ''}
    .source=${source}
    .n=${band.n}
    @close=${(event: CustomEvent<boolean>) => close(event.detail)}
  ></twobus-eq-entry>`
}
