import type { EffectModule } from '../../../worklets/core/effect-module.ts'
import { alignment } from '../alignment/index.ts'
import type { AudioFamily, EffectOptions, HostEffect } from '../audio-family.ts'

/** What strips and ways need of the graph they stand in. */
export interface DeskSetting {
  readonly context: BaseAudioContext
  readonly family: AudioFamily
  readonly modules: ReadonlyMap<string, EffectModule>
  readonly transport: 'auto' | 'shared' | 'message'
  readonly onLatencyChange: () => void
  readonly onProblem: (problem: string) => void
}

/** @throws Error that says what is missing. */
export function makeEffect(
  { context, family, modules, transport }: DeskSetting,
  effect: string,
  options: EffectOptions
): Promise<HostEffect> {
  const module = modules.get(effect)
  if (module === undefined) throw new Error(`There is no effect "${effect}" on this page.`)
  return family.createEffect(context, module, { ...options, transport })
}

/**
 * A delay of whole frames. It is made with its first value, since an offline render may start
 * before a message could bring it.
 */
export function makeDelay(setting: DeskSetting, frames: number): Promise<HostEffect> {
  const { family, context, transport } = setting
  return family.createEffect(context, alignment, { values: { frames }, transport })
}
