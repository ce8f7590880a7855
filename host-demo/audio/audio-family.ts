import type { EffectModule } from '../../worklets/core/effect-module.ts'
import { createEffect } from '../../worklets/main-thread/create-effect.ts'
import type { Effect } from '../../worklets/main-thread/effect.ts'

/** An effect as the host holds it: its ids are known at run time only. */
export type HostEffect = Effect

export interface EffectOptions {
  readonly state?: unknown
  readonly values?: Readonly<Record<string, number | boolean | string>>
  readonly transport?: 'auto' | 'shared' | 'message'
}

/**
 * A family of audio contexts. Its contexts, nodes and effects are typed as native ones, whose shape
 * they have; what is made by one family must never be connected to another's.
 */
export interface AudioFamily {
  readonly name: 'native' | 'standardized'
  createContext(options?: AudioContextOptions): AudioContext
  createOfflineContext(options: OfflineAudioContextOptions): OfflineAudioContext
  createEffect(
    context: BaseAudioContext,
    module: EffectModule,
    options?: EffectOptions
  ): Promise<HostEffect>
}

export const nativeFamily: AudioFamily = {
  name: 'native',
  createContext: (options) => new AudioContext(options),
  createOfflineContext: (options) => new OfflineAudioContext(options),
  createEffect: (context, module, options) => createEffect(context, module, options)
}

/** Loads standardized-audio-context: a page that does not ask for it does not pay for it. */
export async function loadStandardizedFamily(): Promise<AudioFamily> {
  const library = await import('standardized-audio-context')
  // The casts: the library's classes have the native interface, under type names of their own.
  return {
    name: 'standardized',
    createContext: (options) => new library.AudioContext(options) as unknown as AudioContext,
    createOfflineContext: (options) =>
      new library.OfflineAudioContext(options) as unknown as OfflineAudioContext,
    createEffect: (context, module, options) =>
      createEffect(context, module, {
        ...options,
        AudioWorkletNode: library.AudioWorkletNode as unknown as typeof AudioWorkletNode
      })
  }
}

/** `?context=standardized` in the page's address asks for the other family. */
export async function familyOfPage(search: string): Promise<AudioFamily> {
  const name = new URLSearchParams(search).get('context')
  return name === 'standardized' ? loadStandardizedFamily() : nativeFamily
}
