import { expect, test } from 'vitest'
import { defineEffect } from '../../../worklets/core/definition.ts'
import { MOST_MAIN, mainParams } from '../../../worklets/core/main-params.ts'
import { decibels, toggle } from '../../../worklets/core/rows.ts'
import { effects } from '../../support/effects.ts'

const ROWS = Array.from({ length: 10 }, (_, i) =>
  decibels(`p${String.fromCharCode(97 + i)}`, `P ${i}`, { range: [0, 1], default: 0 })
)

test('the parameters that matter most are the first eight numbers of a table that says nothing', () => {
  const params = [toggle('on', 'On'), ...ROWS]
  const table = defineEffect({ id: 'silent', title: 'Silent', version: 1, params, meters: [] })
  expect(mainParams(table)).toEqual(['pa', 'pb', 'pc', 'pd', 'pe', 'pf', 'pg', 'ph'])
})

test.each(effects.map(({ id, definition }) => [id, definition] as const))(
  '%s has something for a row of encoders, and no more than it has room for',
  (_, definition) => {
    const main = mainParams(definition)
    expect(main.length).toBeGreaterThan(0)
    expect(main).toHaveLength(definition.main?.length ?? Math.min(main.length, MOST_MAIN))
    for (const id of main) {
      expect(definition.params.find((row) => row.id === id)?.kind).toBe('number')
    }
  }
)
