import type { EffectModule } from '../core/effect-module.ts'
import type { ContextLike, WorkletNodeLike } from './context-family.ts'
import { createEffect } from './create-effect.ts'
import type { CreateEffectOptions } from './create-effect-options.ts'

/**
 * Loads the scripts of effects into a context, compiles them and warms them up, so that one made
 * later plays at once and others do not stop for it. One after the other: music may be playing.
 *
 * @throws Error as `createEffect` does.
 */
export async function preloadEffects<
  Context extends ContextLike,
  Node extends WorkletNodeLike = AudioWorkletNode
>(
  context: Context,
  effects: readonly EffectModule[],
  options: Pick<
    CreateEffectOptions<EffectModule['definition'], Context, Node>,
    'AudioWorkletNode'
  > = {}
): Promise<void> {
  for (const module of effects) {
    const effect = await createEffect(context, module, options)
    await effect.settled()
    effect.dispose()
  }
}
