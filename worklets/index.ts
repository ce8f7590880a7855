/**
 * The package's root: what a page needs to make and drive effects. The build adds every effect
 * that it finds in `effects/`, so that a page without a bundler can import them from here.
 */
export type { AutomationCurve, AutomationLane, AutomationPoint } from './core/automation-lane.ts'
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
export { createEffect } from './main-thread/create-effect.ts'
export type { CreateEffectOptions } from './main-thread/create-effect-options.ts'
export { Effect, type EffectEvents } from './main-thread/effect.ts'
export type { SongTime } from './main-thread/lane-control.ts'
export { preloadEffects } from './main-thread/preload-effects.ts'
