import type { MixDocument, MixStrip, StripId, Tap } from './document.ts'
import { heardMix } from './heard.ts'
import { type Route, type Routes, routesOf } from './routes.ts'
import { channelPlace, insertStage, MixTiming } from './timing.ts'

/** What follows from a mix document; all times are whole frames. */
export interface MixPlan {
  /** In the order of the sound: whatever a strip needs comes before it. */
  readonly strips: readonly PlannedStrip[]
  /** Every output, send and side chain; where they meet, in the order in which they are added up. */
  readonly edges: readonly MixEdge[]
  /** How late the mix comes out: the latest of the strips without an output. */
  readonly totalFrames: number
}

export interface PlannedStrip {
  /** As the document has it. */
  readonly strip: MixStrip
  /** How late its entry is, and so the wait of a source that plays into it. */
  readonly entryFrames: number
  /** For each insert the wait in front of it, where its side chain comes later than its sound. */
  readonly insertWaits: readonly number[]
  /** How late its sound is in front of the channel, at the tap `pre`. */
  readonly preFrames: number
  /** How late its sound is behind everything. */
  readonly postFrames: number
}

export interface MixEdge {
  readonly kind: 'output' | 'send' | 'key'
  readonly from: StripId
  readonly tap: Tap
  readonly to: StripId
  /** Of a key: the insert whose side chain it feeds. */
  readonly insert?: string
  /** How long it waits, so that it arrives together with all that it meets. */
  readonly delayFrames: number
  /** False where a solo of other strips closes it. It keeps its delay: a solo moves nothing. */
  readonly open: boolean
}

/**
 * Plans a mix: a pure question asked of the document. Latency is compensated on the ways between
 * strips: outputs, sends and side chains each wait as long as it takes for all that meets to
 * arrive together, and no longer.
 *
 * @throws Error that names the strips where the sound would run in a circle, or what does not exist.
 */
export function planMix(document: MixDocument): MixPlan {
  const routes = routesOf(document)
  const timing = new MixTiming(routes)
  const { isOpen } = heardMix(document)
  return {
    strips: routes.strips.map((strip, i) => plannedStrip(strip, i, timing)),
    edges: routes.routes.map((route, i) => {
      const edge = edgeOf(routes, route, timing.delays[i])
      return { ...edge, open: edge.kind === 'key' || isOpen(edge.from, edge.to) }
    }),
    totalFrames: timing.total
  }
}

function plannedStrip(strip: MixStrip, i: number, timing: MixTiming): PlannedStrip {
  const first = timing.firstStages[i]
  return {
    strip,
    entryFrames: timing.entries[i],
    insertWaits: strip.inserts.map((_, k) => timing.waits[first + insertStage(strip, k)]),
    preFrames: timing.arrivals[first + channelPlace(strip)],
    postFrames: timing.postTaps[i]
  }
}

function edgeOf({ strips }: Routes, route: Route, delayFrames: number): Omit<MixEdge, 'open'> {
  const { kind, tap } = route
  const [from, to] = [strips[route.from], strips[route.to]]
  const edge = { kind, from: from.id, tap, to: to.id, delayFrames }
  return kind === 'key' ? { ...edge, insert: to.inserts[route.index].id } : edge
}
