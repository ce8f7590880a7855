import { expect, it } from 'vitest'
import { findRow, meterPlace, paramPlace } from '../../../worklets/core/values.ts'
import { effects } from '../../support/effects.ts'

it.each(effects.map(({ definition }) => [definition.id, definition] as const))(
  '%s: every row is found at its place',
  (_, definition) => {
    definition.params.forEach((row, place) => {
      expect(paramPlace(definition, row.id)).toBe(place)
      expect(findRow(definition, row.id)).toBe(row)
    })
    definition.meters.forEach(({ id }, place) => {
      expect(meterPlace(definition, id)).toBe(place)
    })
    expect(() => findRow(definition, 'warp')).toThrow(`${definition.id}.warp: must be one of `)
    expect(() => meterPlace(definition, 'warp')).toThrow('must be one of the meters ')
  }
)
