import {
  defaultValues,
  type EffectDefinition,
  type MeterId,
  type ParamId,
  type ParamValues
} from '../../worklets/core/definition.ts'
import { ParamSet } from '../../worklets/core/param-set.ts'
import type { EffectSource, Origin, ParamStream } from '../../worklets/core/source.ts'
import type { EffectState, Preset } from '../../worklets/core/state.ts'
import { meterPlace } from '../../worklets/core/values.ts'

/** Latencies are shown for this rate where no audio runs. */
const PICTURE_SAMPLE_RATE = 48000

/**
 * An effect without audio: what an editor shows until it is given a running effect. Parameters
 * work fully, meters rest, there are no taps.
 */
export class LocalSource<D extends EffectDefinition = EffectDefinition>
  extends EventTarget
  implements EffectSource<D>
{
  readonly definition: D
  readonly presets: readonly Preset<D>[]
  readonly sampleRate: number = PICTURE_SAMPLE_RATE
  readonly #params: ParamSet<D>

  constructor(definition: D, presets: readonly Preset<D>[] = []) {
    super()
    this.definition = definition
    this.presets = presets
    this.#params = new ParamSet(definition, defaultValues(definition), {
      target: this,
      sampleRate: this.sampleRate,
      send: () => undefined,
      // Nothing sounds here that garbage could disturb: each write is told at once.
      defer: (announce) => announce()
    })
  }

  get latencyFrames(): number {
    return this.#params.latencyFrames
  }

  get<Id extends ParamId<D>>(id: Id): ParamValues<D>[Id] {
    return this.#params.get(id)
  }

  set<Id extends ParamId<D>>(id: Id, value: ParamValues<D>[Id], origin: Origin = 'code'): void {
    this.#params.assign({ [id]: value }, origin)
  }

  setMany(values: Partial<ParamValues<D>>, origin: Origin = 'code'): void {
    this.#params.assign(values, origin)
  }

  stream(id: ParamId<D>): ParamStream {
    return this.#params.stream(id)
  }

  meter(id: MeterId<D>): number {
    return this.definition.meters[meterPlace(this.definition, id)]?.rest ?? 0
  }

  meterReader(id: MeterId<D>): () => number {
    meterPlace(this.definition, id)
    return () => this.meter(id)
  }

  openTap(): undefined {
    return undefined
  }

  getState(): EffectState {
    return this.#params.getState()
  }

  setState(state: unknown): readonly string[] {
    return this.#params.setState(state)
  }
}
