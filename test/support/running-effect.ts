import { ParamBlock } from '../../worklets/core/blocks.ts'
import { defaultValues, type EffectDefinition } from '../../worklets/core/definition.ts'
import type { EffectModule } from '../../worklets/core/effect-module.ts'
import type { WorkletNodeLike } from '../../worklets/main-thread/context-family.ts'
import { Effect } from '../../worklets/main-thread/effect.ts'
import { Transport } from '../../worklets/main-thread/transport.ts'

/** An effect without audio, and its shared block as the audio thread reads it. */
export function runningEffect<D extends EffectDefinition>(module: EffectModule<D>) {
  const { definition } = module
  const transport = new Transport(definition.params.length, new Float32Array(64), true)
  // Of the node only the port is used before it is connected.
  const port = { postMessage() {}, close() {}, onmessage: null }
  const node = { port, disconnect() {} } as unknown as WorkletNodeLike
  const effect = new Effect(module, {
    node,
    sampleRate: 48000,
    transport,
    values: defaultValues(definition),
    problems: [],
    automation: false,
    loadLanes: async () => undefined
  })
  const block = new ParamBlock(transport.paramBuffer as SharedArrayBuffer, definition.params.length)
  return { effect, block }
}
