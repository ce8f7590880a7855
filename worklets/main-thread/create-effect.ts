import { canShareMemory } from '../core/blocks.ts'
import {
  defaultValues,
  type EffectDefinition,
  type ParamValues,
  restingMeters
} from '../core/definition.ts'
import type { EffectModule } from '../core/effect-module.ts'
import { type ProcessorSetup, processorName } from '../core/message.ts'
import { assignValues, readState } from '../core/state.ts'
import { encodeValue, encodeValues } from '../core/values.ts'
import {
  type ContextLike,
  makeNode,
  type WorkletNodeClass,
  type WorkletNodeLike
} from './context-family.ts'
import { Effect } from './effect.ts'
import { loadScript } from './load-script.ts'
import { Transport } from './transport.ts'

export interface CreateEffectOptions<
  D extends EffectDefinition,
  Context extends ContextLike,
  Node extends WorkletNodeLike
> {
  /** Values by id in plain units; the rest stays at its default. */
  readonly values?: Partial<ParamValues<D>>
  /** Name of one of the effect's presets, applied before `values`. */
  readonly preset?: string
  /**
   * A state from `getState`, applied before `preset` and `values`. What of it cannot be used stands
   * in the effect's `problems`.
   */
  readonly state?: unknown
  /** True makes one k-rate AudioParam per automatable row, in `node.parameters`. */
  readonly automation?: boolean
  /** Where the processor file lies, for pages whose CSP forbids blob: scripts, or a CDN. */
  readonly moduleUrl?: string | URL
  /** `auto` shares memory where the page may, and sends messages where it may not. */
  readonly transport?: 'auto' | 'shared' | 'message'
  /** The caller's class, for standardized-audio-context. */
  readonly AudioWorkletNode?: WorkletNodeClass<Context, Node>
}

/**
 * Makes an effect on any audio context: native, Tone.js or standardized-audio-context, in real
 * time or offline.
 *
 * @throws Error that says what to do: no audioWorklet, script refused, unknown preset, bad value,
 * shared memory asked for on a page that is not cross-origin isolated.
 */
export async function createEffect<
  D extends EffectDefinition,
  Context extends ContextLike,
  Node extends WorkletNodeLike = AudioWorkletNode
>(
  context: Context,
  effect: EffectModule<D>,
  options: CreateEffectOptions<D, Context, Node> = {}
): Promise<Effect<D, Node>> {
  const { definition } = effect
  const { values, problems } = startValues(effect, options)
  const shared = decideTransport(options.transport ?? 'auto')
  const automation = options.automation ?? false
  await loadScript(context, effect, options.moduleUrl)
  const resting = Float32Array.from(Object.values(restingMeters(definition)))
  const transport = new Transport(definition.params.length, resting, shared)
  const setup: ProcessorSetup = {
    words: encodeValues(definition, values),
    params: transport.paramBuffer,
    meters: transport.meterBuffer
  }
  const node = makeNode(
    context,
    processorName(definition, automation),
    {
      numberOfInputs: definition.sidechain ? 2 : 1,
      numberOfOutputs: 1,
      outputChannelCount: [2],
      channelCount: 2,
      // A one-channel source stays recognisable as such where the family allows it.
      channelCountMode: options.AudioWorkletNode ? 'explicit' : 'clamped-max',
      parameterData: automation ? parameterData(definition, values) : undefined,
      processorOptions: setup
    },
    options.AudioWorkletNode
  )
  // Without the caller's class the node is a native one, which is what Node then defaults to.
  const running = { node: node as Node, sampleRate: context.sampleRate, transport }
  return new Effect(effect, { ...running, values, problems, automation })
}

function startValues<D extends EffectDefinition, C extends ContextLike, N extends WorkletNodeLike>(
  effect: EffectModule<D>,
  options: CreateEffectOptions<D, C, N>
): { readonly values: ParamValues<D>; readonly problems: readonly string[] } {
  const { definition, presets } = effect
  const read = options.state === undefined ? undefined : readState(definition, options.state)
  const values = read?.values ?? defaultValues(definition)
  if (options.preset !== undefined) {
    const preset = presets.find((candidate) => candidate.name === options.preset)
    if (preset === undefined) {
      const names = presets.map(({ name }) => `"${name}"`).join(', ')
      throw new Error(`${definition.id}: preset must be one of ${names}, got "${options.preset}"`)
    }
    Object.assign(values, preset.values)
  }
  const mistakes = assignValues(definition, values, options.values ?? {})
  if (mistakes.length > 0) throw new Error(mistakes.join('; '))
  return { values, problems: read?.problems ?? [] }
}

function decideTransport(wanted: 'auto' | 'shared' | 'message'): boolean {
  if (wanted === 'shared' && !canShareMemory()) {
    throw new Error(
      "twobus: shared memory needs the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp. Send them, or use transport: 'auto'."
    )
  }
  return wanted === 'message' ? false : canShareMemory()
}

/** Start values of the AudioParams. An AudioParam cannot hold minus infinity. */
function parameterData<D extends EffectDefinition>(
  definition: D,
  values: ParamValues<D>
): Record<string, number> {
  const byId = values as Readonly<Record<string, number | boolean | string>> // its own ids
  const rows = definition.params.filter((row) => row.automatable !== false)
  return Object.fromEntries(
    rows.map((row) => [row.id, Math.max(-3.4e38, encodeValue(row, byId[row.id]))])
  )
}
