import type { AutomationLane } from '../core/automation-lane.ts'
import type { ParamValue } from '../core/definition.ts'

/**
 * A mix as plain JSON: which strips there are and what each sends where. `planMix` finds out what
 * follows from it, `MixRenderer` plays it.
 */
export interface MixDocument {
  /** In the order of the desk. Where sounds meet they are added up in this order. */
  readonly strips: readonly MixStrip[]
}

export type StripId = string

/**
 * One strip. The sound runs: what comes in -> inserts -> tap `pre` -> channel -> tap `post`. With
 * `channelFirst` (a master): what comes in -> tap `pre` -> channel -> inserts -> tap `post`.
 */
export interface MixStrip {
  readonly id: StripId
  /** What error messages call it; its id unless said. */
  readonly name?: string
  readonly inserts: readonly MixInsert[]
  /** The effect with the fader. Its row `mute` follows the strip's. */
  readonly channel: MixEffect
  readonly channelFirst?: boolean
  /** The strip that its sound (`post`) runs to. Without one it is an end of the mix. */
  readonly output?: StripId
  /** At most one to a strip. */
  readonly sends: readonly MixSend[]
  /** Silences the tap `post` and all that hangs on it. */
  readonly mute: boolean
  readonly solo: boolean
  /** A solo of others does not silence it: a return, which has only what the soloed send. */
  readonly soloSafe?: boolean
  readonly lanes?: readonly StripLane[]
}

export interface MixEffect {
  /** Id of the effect, by which its kernel is found. */
  readonly effect: string
  /** What differs from the defaults, in the rows' units; minus infinity may be the text "-inf". */
  readonly values: Readonly<Record<string, ParamValue>>
  /** Whole frames by which it delays the sound with these values; 0 unless said. */
  readonly latencyFrames?: number
}

export interface MixInsert extends MixEffect {
  readonly id: string
  /** What its side chain (input 1) listens to. */
  readonly key?: MixKey
}

/** Before the channel of a strip (without fader, pan and mute) or behind all of it. */
export type Tap = 'pre' | 'post'

export interface MixKey {
  readonly strip: StripId
  readonly tap: Tap
}

export interface MixSend {
  readonly to: StripId
  /** In dB, minus infinity (or "-inf") to 12. */
  readonly level: number | '-inf'
  readonly tap: Tap
  readonly on: boolean
}

/** A lane of a strip: a row of one of its effects, or of one of its sends (`level`, `on`). */
export interface StripLane extends AutomationLane {
  /** `channel`, an insert's id, or `send:` with the id of the strip it goes to. */
  readonly of: string
}

/** What an error message calls a strip. */
export function stripTitle(strip: MixStrip): string {
  return strip.name ?? strip.id
}
