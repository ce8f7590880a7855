import type { EffectDefinition, MeterId, ParamId, ParamValues } from './definition.ts'
import type { EffectState, Preset } from './state.ts'

/** Where a tap listens: before the effect, after it, or on the side chain. */
export type TapPoint = 'input' | 'output' | 'sidechain'

/** Samples of a tap, read at the listener's own pace. Close it when done: it costs while open. */
export interface Tap {
  readonly sampleRate: number
  /** Frames written so far, wrapping as a 32-bit integer does. */
  readonly position: number
  /** Copies the newest frames, oldest first, as many as the arrays hold (at most 16384). */
  copyNewest(left: Float32Array, right: Float32Array): void
  /** Copies the frames written since `position` (the newest that fit) and returns how many. */
  copySince(position: number, left: Float32Array, right: Float32Array): number
  close(): void
}

/**
 * Who moved a parameter.
 * - `hand`: a person, by knob, key, controller or a preset that was chosen: what a host records.
 * - `code`: a program, by `set`, `setMany`, `setState`; undo, and switches that last only while they
 *   are held, count as this.
 * - `automation`: an AudioParam.
 */
export type Origin = 'hand' | 'code' | 'automation'

/** A parameter's move, whoever made it. */
export interface ParamChange<D extends EffectDefinition = EffectDefinition> {
  readonly id: ParamId<D>
  readonly value: ParamValues<D>[ParamId<D>]
  readonly origin: Origin
}

/**
 * One parameter, moved by a controller, which is a hand: nothing is made on the heap for each move.
 */
export interface ParamStream {
  /**
   * Where the parameter stands, whoever moved it: a plain value, the place of an option, 0 or 1.
   * An array of one, because a number that is handed on is made anew each time.
   */
  readonly word: Float64Array
  /**
   * The parameter takes what `word` has been set to, or the nearest it can be, at once; `change`
   * tells the newest value some 60 times a second.
   */
  write(): void
}

/**
 * What an editor, a MIDI map or a host needs of an effect: parameters, meters, taps. Events:
 * `change` (CustomEvent of ParamChange) and `latencychange`.
 */
export interface EffectSource<D extends EffectDefinition = EffectDefinition> extends EventTarget {
  readonly definition: D
  readonly presets: readonly Preset<D>[]
  readonly sampleRate: number
  readonly latencyFrames: number
  get<Id extends ParamId<D>>(id: Id): ParamValues<D>[Id]
  /** A move of code, unless said otherwise. @throws Error that names the row, its range, the value. */
  set<Id extends ParamId<D>>(id: Id, value: ParamValues<D>[Id], origin?: Origin): void
  /** Several at once; they land in one quantum. @throws Error, and then sets none. */
  setMany(values: Partial<ParamValues<D>>, origin?: Origin): void
  /** A parameter for one who moves it many times a second. @throws Error for an unknown id. */
  stream(id: ParamId<D>): ParamStream
  /** The newest reading. @throws Error for an unknown id. */
  meter(id: MeterId<D>): number
  /** What reads a meter, for one who does so in every frame. @throws Error for an unknown id. */
  meterReader(id: MeterId<D>): () => number
  /** Starts listening; undefined where no audio runs (an editor that is only a picture). */
  openTap(point: TapPoint): Tap | undefined
  getState(): EffectState
  /**
   * Loads what it can and returns a sentence for each entry it cannot use. What is no state of this
   * effect at all changes nothing.
   */
  setState(state: unknown): readonly string[]
}
