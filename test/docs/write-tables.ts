import { readFileSync, writeFileSync } from 'node:fs'
import { effects } from '../support/effects.ts'
import { withParameterTable } from './parameter-table.ts'

/** `npm run docs`: writes the parameter tables into the effects' README files. */
for (const { id, definition } of effects) {
  const path = `worklets/effects/${id}/README.md`
  writeFileSync(path, withParameterTable(readFileSync(path, 'utf8'), definition))
}
