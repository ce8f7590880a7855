import { defaultValues, type EffectDefinition } from '../../../worklets/core/definition.ts'
import { type EffectState, readState } from '../../../worklets/core/state.ts'
import {
  type HeardMix,
  heardMix,
  type MixDocument,
  type MixEffect,
  type MixStrip,
  planMix,
  type StripId
} from '../../../worklets/mix.ts'
import { findStrip, type Session, type Strip } from './session.ts'

export interface RoutingOptions {
  /** The effects that the page has: they say how late each insert is. */
  readonly definitions: ReadonlyMap<string, EffectDefinition>
  readonly sampleRate: number
}

/**
 * The mix document of a session: what `planMix` plans and `MixRenderer` plays. With options it
 * names latencies; without, it says only what runs where.
 */
export function mixDocument(session: Session, options?: RoutingOptions): MixDocument {
  return { strips: session.strips.map((strip) => mixStrip(strip, options)) }
}

function mixStrip(strip: Strip, options: RoutingOptions | undefined): MixStrip {
  const { id, name, output, sends, mute, solo, lanes } = strip
  return {
    id,
    name,
    inserts: strip.inserts.map((insert) => ({
      ...mixEffect(insert.state, options),
      id: insert.id,
      key: insert.key
    })),
    channel: mixEffect(strip.channel, options),
    channelFirst: strip.kind === 'master',
    output,
    sends,
    mute,
    solo,
    soloSafe: strip.kind === 'return',
    lanes
  }
}

function mixEffect(state: EffectState, options: RoutingOptions | undefined): MixEffect {
  const effect = { effect: state.effect, values: state.values }
  const definition = options?.definitions.get(state.effect)
  if (options === undefined || definition === undefined) return effect
  const values = readState(definition, state).values ?? defaultValues(definition)
  return { ...effect, latencyFrames: definition.latencyFrames(values, options.sampleRate) }
}

/** What is heard while mutes and solos are as they are. */
export function heardStrips(session: Session): HeardMix {
  return heardMix(mixDocument(session))
}

/** Why a session cannot be routed as it is, by the names of its strips; nothing where it can. */
export function routingProblem(session: Session): string | undefined {
  try {
    planMix(mixDocument(session))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Strips that the sound of `id` runs through, itself among them: none may run into it. */
function behind(session: Session, id: StripId): ReadonlySet<StripId> {
  const reached = new Set<StripId>([id])
  // A set that grows while it is walked: each strip is looked at once.
  for (const from of reached) {
    for (const strip of session.strips) {
      const listens = strip.inserts.some(({ key }) => key?.strip === from)
      if (listens || feeds(findStrip(session, from), strip.id)) reached.add(strip.id)
    }
  }
  return reached
}

function feeds(strip: Strip | undefined, to: StripId): boolean {
  return strip?.output === to || strip?.sends.some((send) => send.to === to) === true
}

/** The strips that `id` may run or send to without closing a circle, in the order of the desk. */
export function outputChoices(session: Session, id: StripId): readonly Strip[] {
  return session.strips.filter((strip) => !behind(session, strip.id).has(id))
}

/** The strips that an insert of `id` may take for its key, in the order of the desk. */
export function keyChoices(session: Session, id: StripId): readonly Strip[] {
  const late = behind(session, id)
  return session.strips.filter((strip) => !late.has(strip.id))
}
