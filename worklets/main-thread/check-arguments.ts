import type { EffectDefinition } from '../core/definition.ts'
import type { ContextLike, WorkletNodeLike } from './context-family.ts'
import type { CreateEffectOptions } from './create-effect-options.ts'

type AnyOptions = CreateEffectOptions<EffectDefinition, ContextLike, WorkletNodeLike>

/** Every option that `createEffect` knows; the compiler holds the list against its type. */
const OPTIONS: Readonly<Record<keyof AnyOptions, true>> = {
  values: true,
  preset: true,
  state: true,
  automation: true,
  moduleUrl: true,
  transport: true,
  AudioWorkletNode: true
}

const TRANSPORTS: readonly unknown[] = ['auto', 'shared', 'message', undefined]

/**
 * What the compiler says to those who have one, said to the others before anything is made.
 *
 * @throws Error, one sentence on what must be given instead.
 */
export function checkArguments(context: unknown, effect: unknown, options: unknown): void {
  if (isModule(context)) {
    throw new Error('createEffect: must be given the context first and then the effect')
  }
  if (!isRecord(context) || typeof context.sampleRate !== 'number') {
    throw new Error(`createEffect: must be given an audio context first, got ${say(context)}`)
  }
  checkOpen(context)
  if (!isModule(effect)) {
    throw new Error(
      `createEffect: must be given an effect as this package exports it, not its name, got ${say(effect)}`
    )
  }
  if (!isRecord(options)) {
    throw new Error(`createEffect: options must be an object, got ${say(options)}`)
  }
  const unknown = Object.keys(options).find((key) => !Object.hasOwn(OPTIONS, key))
  if (unknown !== undefined) {
    const known = Object.keys(OPTIONS).join(', ')
    throw new Error(`createEffect: options must be some of ${known}, got "${unknown}"`)
  }
  if (!TRANSPORTS.includes(options.transport)) {
    throw new Error(
      `createEffect: transport must be auto, shared or message, got ${say(options.transport)}`
    )
  }
}

/** A closed context answers nothing any more, not even with an error. */
function checkOpen(context: Readonly<Record<string, unknown>>): void {
  if (context.state !== 'closed') return
  throw new Error('createEffect: must be given a context that is open, got one that was closed')
}

function isModule(value: unknown): boolean {
  return isRecord(value) && isRecord(value.definition) && typeof value.loadScript === 'function'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function say(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`
  return isRecord(value) ? 'another object' : String(value)
}
