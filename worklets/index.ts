/**
 * The package's root: what a page needs to make and drive effects. The build adds every effect
 * that it finds in `effects/`, so that a page without a bundler can import them from here.
 */
export type {
  EffectDefinition,
  MeterId,
  MeterValues,
  ParamId,
  ParamValue,
  ParamValues
} from './core/definition.ts'
export type { EffectModule } from './core/effect-module.ts'
export { clampValue, fromNormalized, toNormalized } from './core/range.ts'
export type { ChoiceRow, MeterRow, NumberRow, ParamRow, ToggleRow } from './core/rows.ts'
export type { EffectSource, ParamChange, Tap, TapPoint } from './core/source.ts'
export type { EffectState, Preset } from './core/state.ts'
export { formatValue, parseValue } from './core/text.ts'
export { type CreateEffectOptions, createEffect } from './main-thread/create-effect.ts'
export { Effect } from './main-thread/effect.ts'
