import { Automation } from '../core/automation.ts'
import { Bounds } from './bounds.ts'
import { type MixEffect, type MixSend, type MixStrip, stripTitle } from './document.ts'
import type { MixPlan } from './plan.ts'
import type { Route, Routes } from './routes.ts'
import { SEND_ROWS } from './send-rows.ts'
import { type KernelClass, Stage } from './stage.ts'
import { TapLine, TapReader } from './tap-line.ts'
import { channelPlace, insertStage, type MixTiming, stagesOf } from './timing.ts'
import { Way } from './way.ts'

export interface RendererOptions {
  /** The kernel of each effect that the document names, by its id. */
  readonly kernels: Readonly<Record<string, KernelClass | undefined>>
  readonly sampleRate: number
}

/** A delay in a strip's own chain. */
export interface Wait {
  readonly line: TapLine
  readonly way: Way
}

/** What one strip is played with. */
export interface StripParts {
  readonly strip: MixStrip
  /** In the order of the sound; nothing where no kernel is known. */
  readonly stages: readonly (Stage | undefined)[]
  readonly channelPlace: number
  /** For each stage, where its side chain is fed. */
  readonly keys: readonly (Way | undefined)[]
  /** For each stage, where its sound may have to wait for the key. */
  readonly waits: readonly (Wait | undefined)[]
  /** Where its own source may have to wait for what arrives from others. */
  readonly sourceWait: Wait | undefined
  readonly arriving: readonly Way[]
  /** Where others listen. */
  readonly preTap: TapLine | undefined
  readonly postTap: TapLine | undefined
}

export interface MixParts {
  readonly strips: readonly StripParts[]
  readonly timing: MixTiming
  /** For each route; nothing where it is closed for good. */
  readonly ways: readonly (Way | undefined)[]
  readonly problems: readonly string[]
}

/** Makes everything that a renderer needs, once, as large as it can ever have to be. */
export function makeParts(plan: MixPlan, options: RendererOptions): MixParts {
  const problems: string[] = []
  const routes = routesOfPlan(plan)
  const stages = routes.strips.map((strip) => makeStages(strip, options, problems))
  for (const strip of routes.strips) problems.push(...lostLanes(strip))
  const bounds = new Bounds(routes, stages.flat())
  const taps = makeTaps(routes, bounds)
  const { sampleRate } = options
  const ways = routes.routes.map((route, r) => {
    const line = taps.get(tapName(route))
    if (line === undefined || !plan.edges[r].open) return undefined
    return makeWay(routes, route, new TapReader(line, 0, sampleRate), { sampleRate, problems })
  })
  const strips = routes.strips.map((strip, i): StripParts => {
    const into = (wanted: (route: Route) => boolean) =>
      ways.filter((_, r) => routes.routes[r].to === i && wanted(routes.routes[r]))
    const keyOf = (s: number) =>
      into(({ kind, index }) => kind === 'key' && insertStage(strip, index) === s).at(0)
    return {
      strip,
      stages: stages[i],
      channelPlace: channelPlace(strip),
      keys: stages[i].map((_, s) => keyOf(s)),
      waits: stages[i].map((_, s) => makeWait(bounds.wait(i, s), sampleRate)),
      sourceWait: makeWait(bounds.entry(i), sampleRate),
      arriving: into(({ kind }) => kind !== 'key').filter((way) => way !== undefined),
      preTap: taps.get(tapName({ from: i, tap: 'pre' })),
      postTap: taps.get(tapName({ from: i, tap: 'post' }))
    }
  })
  return { strips, timing: bounds.timing, ways, problems }
}

/** A line for each tap that anyone listens to, as long as the one that waits longest. */
function makeTaps({ routes }: Routes, bounds: Bounds): ReadonlyMap<string, TapLine> {
  const longest = new Map<string, number>()
  routes.forEach((route, r) => {
    const name = tapName(route)
    longest.set(name, Math.max(longest.get(name) ?? 0, bounds.delay(r)))
  })
  return new Map(Array.from(longest, ([name, frames]) => [name, new TapLine(frames)]))
}

function tapName({ from, tap }: Pick<Route, 'from' | 'tap'>): string {
  return `${from} ${tap}`
}

function makeWait(most: number, sampleRate: number): Wait | undefined {
  if (most === 0) return undefined
  const line = new TapLine(most)
  return { line, way: new Way(new TapReader(line, 0, sampleRate)) }
}

function routesOfPlan({ strips, edges }: MixPlan): Routes {
  const documents = strips.map(({ strip }) => strip)
  const place = (id: string) => documents.findIndex((strip) => strip.id === id)
  const routes = edges.map(({ kind, from, tap, to, insert }): Route => {
    const [source, goal] = [place(from), place(to)]
    const send = documents[source].sends.findIndex((candidate) => candidate.to === to)
    const key = documents[goal].inserts.findIndex(({ id }) => id === insert)
    return { kind, from: source, tap, to: goal, index: kind === 'send' ? send : Math.max(0, key) }
  })
  return { strips: documents, routes }
}

function makeStages(
  strip: MixStrip,
  { kernels, sampleRate }: RendererOptions,
  problems: string[]
): readonly (Stage | undefined)[] {
  return stagesOf(strip).map(([key, effect]) => {
    const KernelOfEffect = kernels[effect.effect]
    if (KernelOfEffect === undefined) {
      problems.push(
        `${stripTitle(strip)}: no kernel for "${effect.effect}" was handed in; it is left out`
      )
      return undefined
    }
    const lanes = strip.lanes?.filter(({ of }) => of === key) ?? []
    const values = effect === strip.channel ? channelValues(strip) : effect.values
    const stage = new Stage(KernelOfEffect, { values, lanes }, sampleRate)
    problems.push(...stage.problems.map((problem) => `${stripTitle(strip)}: ${problem}`))
    return stage
  })
}

/** Sentences about lanes of nothing that the strip has. */
function lostLanes(strip: MixStrip): readonly string[] {
  const keys = new Set(stagesOf(strip).map(([key]) => key))
  for (const { to } of strip.sends) keys.add(`send:${to}`)
  const lost = strip.lanes?.filter(({ of }) => !keys.has(of)) ?? []
  return lost.map(({ of }) => `${stripTitle(strip)}: must have what its lane moves, got "${of}"`)
}

/** The switch of the strip and the row of its channel are one. */
function channelValues({ mute, channel: { values } }: MixStrip): MixEffect['values'] {
  return mute || 'mute' in values ? { ...values, mute } : values
}

function makeWay(
  { strips }: Routes,
  { kind, from, index }: Route,
  reader: TapReader,
  setting: { readonly sampleRate: number; readonly problems: string[] }
): Way | undefined {
  if (kind !== 'send') return new Way(reader)
  const strip = strips[from]
  const send: MixSend = strip.sends[index]
  const { sampleRate } = setting
  const lanes = strip.lanes?.filter(({ of }) => of === `send:${send.to}`) ?? []
  const automation = new Automation(SEND_ROWS, lanes, sampleRate)
  setting.problems.push(...automation.problems.map((problem) => `${stripTitle(strip)}: ${problem}`))
  const level = send.level === '-inf' ? -Infinity : send.level
  const isSilent = !send.on || level === -Infinity
  if (isSilent && automation.isEmpty) return undefined
  return new Way(reader, { level, on: send.on, automation, sampleRate })
}
