import { type MixDocument, type MixKey, type MixStrip, stripTitle, type Tap } from './document.ts'

/** A way that sound takes between two strips; strips are named by their place in the order. */
export interface Route {
  /** An output and a send arrive at the strip's entry, a key at the side chain of an insert. */
  readonly kind: 'output' | 'send' | 'key'
  readonly from: number
  readonly tap: Tap
  readonly to: number
  /** Send: place in the list of `from`. Key: place of the insert in `to`. Output: 0. */
  readonly index: number
}

/** A document put in order and checked: what plan, timing and renderer are made from. */
export interface Routes {
  /** In the order of the sound: whatever a strip needs comes before it. */
  readonly strips: readonly MixStrip[]
  /** By strip they go to, and there in the order in which they are added up. */
  readonly routes: readonly Route[]
}

/**
 * Finds the ways of a mix and the order in which its strips can be played. The order follows the
 * document where the routing leaves a choice, so it is the same for the same document.
 *
 * @throws Error that names the strips of a circle, or the strip that does not exist or exists twice.
 */
export function routesOf(document: MixDocument): Routes {
  const byId = new Map(document.strips.map((strip) => [strip.id, strip]))
  if (byId.size < document.strips.length)
    throw new Error(`mix: ids must differ, got ${twice(document)}`)
  const ordered = inOrderOfSound(document.strips, byId)
  const places = new Map(ordered.map((strip, i) => [strip, i]))
  const at = (strip: MixStrip | undefined) => (strip && places.get(strip)) ?? -1
  const routes = document.strips.flatMap((strip) => waysInto(strip, document, at))
  return { strips: ordered, routes: routes.toSorted((a, b) => a.to - b.to) }
}

function twice({ strips }: MixDocument): string {
  const ids = strips.map(({ id }) => id)
  return ids.filter((id, i) => ids.indexOf(id) < i).join(', ')
}

/** Keys first, then what is added up at the entry: by source in the document's order. */
function waysInto(
  strip: MixStrip,
  document: MixDocument,
  at: (strip: MixStrip | undefined) => number
): readonly Route[] {
  const to = at(strip)
  const keys = strip.inserts.flatMap(({ key }, index): Route[] => {
    const source = key && document.strips.find(({ id }) => id === key.strip)
    return key ? [{ kind: 'key', from: at(source), tap: key.tap, to, index }] : []
  })
  const arriving = document.strips.flatMap((source): Route[] => {
    const from = at(source)
    const output: Route = { kind: 'output', from, tap: 'post', to, index: 0 }
    const sends = source.sends.flatMap((send, index): Route[] =>
      send.to === strip.id ? [{ kind: 'send', from, tap: send.tap, to, index }] : []
    )
    return source.output === strip.id ? [output, ...sends] : sends
  })
  return [...keys, ...arriving]
}

/** Always the first strip of the document that has all it needs. */
function inOrderOfSound(
  strips: readonly MixStrip[],
  byId: ReadonlyMap<string, MixStrip>
): readonly MixStrip[] {
  const ordered = new Set<MixStrip>()
  const sources = sourcesOf(strips, byId)
  const missing = (strip: MixStrip) => sources.get(strip)?.find((source) => !ordered.has(source))
  while (ordered.size < strips.length) {
    const rest = strips.filter((strip) => !ordered.has(strip))
    const next = rest.find((strip) => missing(strip) === undefined)
    if (next === undefined) throw new Error(circleText(rest[0], missing))
    ordered.add(next)
  }
  return [...ordered]
}

/** The strips that each needs, in the document's order. */
function sourcesOf(
  strips: readonly MixStrip[],
  byId: ReadonlyMap<string, MixStrip>
): ReadonlyMap<MixStrip, readonly MixStrip[]> {
  const sources = new Map<MixStrip, MixStrip[]>(strips.map((strip) => [strip, []]))
  const find = (id: string, whose: MixStrip, what: string): MixStrip => {
    const found = byId.get(id)
    if (found) return found
    throw new Error(`mix: ${what} of ${stripTitle(whose)} must name a strip, got "${id}"`)
  }
  for (const strip of strips) {
    const needs = (to: MixStrip) => sources.get(to)?.push(strip)
    if (strip.output !== undefined) needs(find(strip.output, strip, 'the output'))
    for (const { to } of strip.sends) needs(find(to, strip, 'a send'))
    const ids = strip.sends.map(({ to }) => to)
    if (new Set(ids).size < ids.length) {
      throw new Error(`mix: ${stripTitle(strip)} must have one send to a strip, got two`)
    }
    const keys = strip.inserts
      .map(({ key }) => key)
      .filter((key): key is MixKey => key !== undefined)
    for (const key of keys) sources.get(strip)?.push(find(key.strip, strip, 'a side chain'))
  }
  return sources
}

/** Walks from a strip to what it waits for until one comes again; told in the sound's direction. */
function circleText(start: MixStrip, missing: (strip: MixStrip) => MixStrip | undefined): string {
  const trail: MixStrip[] = []
  let strip: MixStrip | undefined = start
  while (strip !== undefined && !trail.includes(strip)) {
    trail.push(strip)
    strip = missing(strip)
  }
  const circle = [...trail.slice(strip ? trail.indexOf(strip) : 0), strip ?? start].toReversed()
  return `mix: sound must not run in a circle, got ${circle.map(stripTitle).join(' -> ')}`
}
