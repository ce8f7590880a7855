import type { EffectDefinition, ParamValues } from '../core/definition.ts'
import type { ContextLike, WorkletNodeClass, WorkletNodeLike } from './context-family.ts'

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
  /**
   * Where the processor file lies, for pages whose CSP forbids blob: scripts, or a CDN. The file
   * `automation.js` is looked for beside it when lanes are set.
   */
  readonly moduleUrl?: string | URL
  /** `auto` shares memory where the page may, and sends messages where it may not. */
  readonly transport?: 'auto' | 'shared' | 'message'
  /** The caller's class, for standardized-audio-context. */
  readonly AudioWorkletNode?: WorkletNodeClass<Context, Node>
}
