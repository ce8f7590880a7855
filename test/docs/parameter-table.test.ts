import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { effects } from '../support/effects.ts'
import { withParameterTable } from './parameter-table.ts'

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
