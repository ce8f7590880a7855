import { expect, test } from 'vitest'
import { defineEffect } from '../../../worklets/core/definition.ts'
import { decibels, toggle } from '../../../worklets/core/rows.ts'
import { effects } from '../../support/effects.ts'

const ROWS = Array.from({ length: 10 }, (_, i) =>
  decibels(`p${String.fromCharCode(97 + i)}`, `P ${i}`, { range: [0, 1], default: 0 })
)
const define = (main?: readonly `p${string}`[]) =>
  defineEffect({
    id: 'bad',
    title: 'Bad',
    version: 1,
    params: [toggle('on', 'On'), ...ROWS],
    meters: [],
    ...(main && { main })
  })

test('the parameters that matter most are the first eight numbers of a table that says nothing', () => {
  expect(define().main).toEqual(['pa', 'pb', 'pc', 'pd', 'pe', 'pf', 'pg', 'ph'])
})

test('a table that names them wrongly stops at start-up', () => {
  expect(() => define(['pa', 'pwarp'])).toThrow('bad.main: must be ids of the table, got pwarp')
  expect(() => define(ROWS.map(({ id }) => id))).toThrow('bad.main: must be 8 parameters at most')
})

test.each(effects.map(({ id, definition }) => [id, definition] as const))(
  '%s has something for a row of encoders',
  (_, { main, params }) => {
    expect(main.length).toBeGreaterThan(0)
    for (const id of main) expect(params.find((row) => row.id === id)?.kind).toBe('number')
  }
)
