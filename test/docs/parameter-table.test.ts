import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { choice, faderDecibels, hertz, pan, ratio } from '../../worklets/core/rows.ts'
import { effects } from '../support/effects.ts'
import { valueText, withParameterTable } from './parameter-table.ts'

it.each(effects.map((effect) => [effect.id, effect] as const))(
  'the page of %s shows the parameters that its definition has (npm run docs writes them)',
  (id, { definition }) => {
    const page = readFileSync(
      join(import.meta.dirname, '../../worklets/effects', id, 'README.md'),
      'utf8'
    )
    expect(withParameterTable(page, definition)).toBe(page)
  }
)

it.each(effects.map((effect) => [effect.id, effect] as const))(
  'every parameter of %s says what it does',
  (_, { definition }) => {
    const silent = definition.params.filter((row) => !row.help?.trim())
    expect(silent.map((row) => row.id)).toEqual([])
  }
)

it('writes the plain number beside a text that says another', () => {
  const cut = hertz('cut', 'Cut', {
    range: [10, 20_000],
    default: 10,
    named: [{ value: 10, text: 'Off' }]
  })
  const squash = ratio('squash', 'Squash', {
    range: [1, 100],
    default: 1,
    named: [{ value: 100, text: '∞' }]
  })
  const fader = faderDecibels('fader', 'Fader', { range: [-Infinity, 12], default: 0 })
  const place = pan('place', 'Place', { range: [-100, 100], default: 0 })
  expect([10, 500, 20_000].map((value) => valueText(cut, value))).toEqual([
    'Off (10)',
    '500 Hz',
    '20.0 kHz (20000)'
  ])
  expect([1, 100].map((value) => valueText(squash, value))).toEqual(['1.0 : 1', '∞ (100)'])
  expect([-Infinity, 12].map((value) => valueText(fader, value))).toEqual([
    '−∞ (`-Infinity`)',
    '+12.0 dB'
  ])
  expect([-100, 0].map((value) => valueText(place, value))).toEqual(['L 100 (-100)', 'C (0)'])
  expect(valueText(choice('kind', 'Kind', { options: ['a'], labels: { a: 'A' } }), 'a')).toBe('A')
})
