import type { EffectDefinition } from '../../worklets/core/definition.ts'
import { formatValue } from '../../worklets/core/text.ts'

/** What a person reads for an option of a choice. @throws Error if there is no such parameter. */
export function optionLabel({ params }: EffectDefinition, id: string, option: string): string {
  const row = params.find((candidate) => candidate.id === id)
  if (row?.kind !== 'choice') throw new Error(`${id} is no choice`)
  return formatValue(row, option)
}
