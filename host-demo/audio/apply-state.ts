import type { ParamValue } from '../../worklets/core/definition.ts'
import { captureState, type EffectState, readState } from '../../worklets/core/state.ts'
import type { HostEffect } from './audio-family.ts'

/**
 * Sets on an effect what differs from a saved state, so that an effect that agrees already is not
 * touched and announces nothing. `overrides` win over the state. One that is refused sets no value.
 */
export function applyState(
  effect: HostEffect,
  state: EffectState,
  overrides: Readonly<Record<string, ParamValue>> = {}
): void {
  const { definition } = effect
  const { values } = readState(definition, state)
  const wanted: Record<string, ParamValue> = { ...values, ...overrides }
  const wantedJson = captureState(definition, wanted).values
  const now = effect.getState().values
  const moved = Object.keys(wanted).filter((id) => wantedJson[id] !== now[id])
  if (moved.length === 0) return
  effect.setMany(Object.fromEntries(moved.map((id) => [id, wanted[id] ?? 0])))
}
