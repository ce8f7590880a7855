import type { MixDocument, MixStrip, StripId } from './document.ts'

/**
 * What a strip is while mutes and solos are as they are.
 * - `heard`: its sound goes where it is sent.
 * - `muted`: by its own switch, which no solo overrides.
 * - `silenced`: another strip is soloed; nothing of this one is heard.
 * - `feeding`: another strip is soloed and gets its sound from this one, which is heard only there.
 */
export type Hearing = 'heard' | 'muted' | 'silenced' | 'feeding'

export interface HeardMix {
  readonly strips: ReadonlyMap<StripId, Hearing>
  /** Whether a solo leaves the way from one strip to another open (an output or a send). */
  isOpen(from: StripId, to: StripId): boolean
}

/**
 * Solo in place. With a strip soloed, sound passes on what leaves it and the strips that make it up
 * (by their outputs), on what leaves a solo-safe strip, on all that these run through by their
 * outputs, and on the ways into a soloed strip. Every other way is closed. So the return of a soloed voice is heard, with the voice alone in it; a
 * soloed group has its tracks and their returns; a soloed return has what is sent to it, without the dry sound. Side
 * chains listen on: what ducks the bass goes on ducking it.
 */
export function heardMix(document: MixDocument): HeardMix {
  const { strips } = document
  const byId = new Map(strips.map((strip) => [strip.id, strip]))
  const soloed = new Set(strips.filter(({ solo }) => solo).map(({ id }) => id))
  if (soloed.size === 0) {
    return {
      strips: new Map(strips.map(({ id, mute }) => [id, mute ? 'muted' : 'heard'])),
      isOpen: () => true
    }
  }
  const carriers = downstream(
    byId,
    strips.filter((strip) => strip.soloSafe === true || isPartOf(strip, soloed, byId))
  )
  const feeders = upstream(strips, soloed)
  const isOpen = (from: StripId, to: StripId): boolean => {
    if (soloed.has(to) || feeders.has(to)) return true
    return carriers.has(from) && carriers.has(to)
  }
  const hearing = ({ id, mute }: MixStrip): Hearing => {
    if (mute) return 'muted'
    if (carriers.has(id)) return 'heard'
    return feeders.has(id) ? 'feeding' : 'silenced'
  }
  return { strips: new Map(strips.map((strip) => [strip.id, hearing(strip)])), isOpen }
}

/** Whether a strip is soloed, or its output leads to one that is. */
function isPartOf(
  strip: MixStrip,
  soloed: ReadonlySet<StripId>,
  byId: ReadonlyMap<StripId, MixStrip>
): boolean {
  return [...downstream(byId, [strip])].some((id) => soloed.has(id))
}

/** Strips, and all that they run through by their outputs. */
function downstream(
  byId: ReadonlyMap<StripId, MixStrip>,
  starts: readonly MixStrip[]
): ReadonlySet<StripId> {
  const reached = new Set<StripId>()
  for (const start of starts) {
    let strip: MixStrip | undefined = start
    while (strip !== undefined && !reached.has(strip.id)) {
      reached.add(strip.id)
      strip = strip.output === undefined ? undefined : byId.get(strip.output)
    }
  }
  return reached
}

/** Strips whose sound gets into a soloed one, by whatever way. */
function upstream(strips: readonly MixStrip[], soloed: ReadonlySet<StripId>): ReadonlySet<StripId> {
  const feeding = new Set<StripId>()
  let found = true
  while (found) {
    found = false
    for (const { id, output, sends } of strips) {
      const goals = [output, ...sends.filter(({ on }) => on).map(({ to }) => to)]
      const feeds = goals.some((to) => to !== undefined && (soloed.has(to) || feeding.has(to)))
      if (!feeds || feeding.has(id)) continue
      feeding.add(id)
      found = true
    }
  }
  return feeding
}
