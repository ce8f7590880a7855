import type { EffectDefinition } from './definition.ts'

/** A row of encoders has so many. */
export const MOST_MAIN = 8

/**
 * Ids of the parameters that matter most, eight at most, for a row of encoders: those that the
 * table names, else its first numbers.
 */
export function mainParams({ main, params }: EffectDefinition): readonly string[] {
  const numbers = params.filter(({ kind }) => kind === 'number').map(({ id }) => id)
  return (main ?? numbers).slice(0, MOST_MAIN)
}
