import { canShareMemory } from '../core/blocks.ts'
import {
  defaultValues,
  type EffectDefinition,
  type ParamValues,
  restingMeters
} from '../core/definition.ts'
import type { EffectModule } from '../core/effect-module.ts'
import { type ProcessorSetup, type ProcessorVariant, processorName } from '../core/message.ts'
import { assignValues, findPreset, readState } from '../core/state.ts'
import { encodeValue, encodeValues } from '../core/values.ts'
import { checkArguments } from './check-arguments.ts'
import {
  type ContextLike,
  isOffline,
  lastQuantumOf,
  makeNode,
  type WorkletNodeLike
} from './context-family.ts'
import type { CreateEffectOptions } from './create-effect-options.ts'
import { Effect } from './effect.ts'
import { laneScript, loadScript } from './load-script.ts'
import { Transport } from './transport.ts'

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
  checkArguments(context, effect, options)
  const { definition } = effect
  const { values, problems } = startValues(effect, options)
  const shared = decideTransport(options.transport ?? 'auto')
  const automation = options.automation ?? false
  const byParams = !automation && !shared && isOffline(context)
  const variant = automation ? 'automation' : byParams ? 'offline' : 'plain'
  await loadScript(context, effect, options.moduleUrl)
  const resting = Float32Array.from(Object.values(restingMeters(definition)))
  const transport = new Transport(definition.params.length, resting, shared)
  const setup: ProcessorSetup = {
    words: encodeValues(definition, values),
    params: transport.paramBuffer,
    meters: transport.meterBuffer,
    endFrame: lastQuantumOf(context)
  }
  const node = makeNode(
    context,
    processorName(definition, variant),
    {
      numberOfInputs: definition.sidechain ? 2 : 1,
      numberOfOutputs: 1,
      outputChannelCount: [2],
      channelCount: 2,
      // A one-channel source stays recognisable as such where the family allows it.
      channelCountMode: options.AudioWorkletNode ? 'explicit' : 'clamped-max',
      parameterData: parameterData(definition, values, variant),
      processorOptions: setup
    },
    options.AudioWorkletNode
  )
  if (byParams) {
    const carriers = definition.params.map(({ id }) => node.parameters?.get(id))
    transport.carryBy(carriers, setup.words)
  }
  // Without the caller's class the node is a native one, which is what Node then defaults to.
  const running = { node: node as Node, sampleRate: context.sampleRate, transport }
  const loadLanes = () => loadScript(context, laneScript, laneUrl(options.moduleUrl))
  return new Effect(effect, { ...running, values, problems, automation, loadLanes })
}

function startValues<D extends EffectDefinition, C extends ContextLike, N extends WorkletNodeLike>(
  effect: EffectModule<D>,
  options: CreateEffectOptions<D, C, N>
): { readonly values: ParamValues<D>; readonly problems: readonly string[] } {
  const { definition, presets } = effect
  const read = options.state === undefined ? undefined : readState(definition, options.state)
  const values = read?.values ?? defaultValues(definition)
  if (options.preset !== undefined) {
    Object.assign(values, findPreset(definition, presets, options.preset).values)
  }
  const mistakes = assignValues(definition, values, options.values ?? {})
  if (mistakes.length > 0) throw new Error(mistakes.join('; '))
  return { values, problems: read?.problems ?? [] }
}

/** The script that plays lanes lies beside the processors. */
function laneUrl(moduleUrl: string | URL | undefined): string | undefined {
  if (moduleUrl === undefined) return undefined
  return new URL('automation.js', new URL(moduleUrl, document.baseURI)).href
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
  values: ParamValues<D>,
  variant: ProcessorVariant
): Record<string, number> | undefined {
  if (variant === 'plain') return undefined
  const byId = values as Readonly<Record<string, number | boolean | string>> // its own ids
  const rows = definition.params.filter((row) => variant === 'offline' || row.automatable !== false)
  return Object.fromEntries(
    rows.map((row) => [row.id, Math.max(-3.4e38, encodeValue(row, byId[row.id]))])
  )
}
