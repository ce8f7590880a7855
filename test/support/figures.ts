import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeEach, expect, inject, type RunnerTestSuite } from 'vitest'
import {
  compareFigures,
  type Figure,
  type FigureRow,
  figureTables,
  figureText,
  type Limit,
  limitText,
  sectionOf,
  withSection
} from './figure-table.ts'

/**
 * The measured figures of an effect: each is asserted against its limit, and stands in a table of
 * the effect's README between `<!-- figures: section -->` and `<!-- /figures -->`.
 *
 * `npm run figures` measures and writes the tables; every other run measures and fails when a figure
 * falls short or when the page says something else.
 */
export interface Figures {
  /** Fails unless `measured <= limit`. */
  atMost(limit: number, figure: Figure): void
  /** Fails unless `measured >= limit`. */
  atLeast(limit: number, figure: Figure): void
  /** Fails unless `measured` lies within `range` of `target`. */
  within(target: number, range: number, figure: Figure): void
}

/**
 * Figures of one test file. To be called at its top level or in a `describe`, so that the table is
 * compared when all tests there have run. Where only some tests of the file ran, only their figures
 * are compared, and nothing is written.
 *
 * @throws in `afterAll` when the README has no such section or other figures.
 */
export function figuresOf(effectId: string, section: string): Figures {
  const readme = new URL(`../../worklets/effects/${effectId}/README.md`, import.meta.url)
  const rows: FigureRow[] = []

  const record = (limit: Limit, holds: boolean, figure: Figure) => {
    rows.push({ ...figure, limit })
    const text = `${figure.name}: ${figureText(figure)}, limit ${limitText(limit)}`
    expect(holds && Number.isFinite(figure.measured), text).toBe(true)
  }

  let file: RunnerTestSuite | undefined
  beforeEach(({ task }) => {
    file = task.file
  })

  afterAll(() => {
    if (rows.length === 0) return // A filtered run.
    const whole = file !== undefined && allPassed(file)
    const page = readFileSync(readme, 'utf8')
    if (!inject('writesFigures')) compareFigures(sectionOf(page, section), rows, { whole })
    else if (whole) writeFileSync(readme, withSection(page, section, figureTables(rows)))
  })

  const unitOf = ({ unit }: Figure) => (unit === '' ? '' : ` ${unit}`)
  return {
    atMost: (amount, figure) =>
      record({ lead: 'at most ', amount, tail: unitOf(figure) }, figure.measured <= amount, figure),
    atLeast: (amount, figure) =>
      record(
        { lead: 'at least ', amount, tail: unitOf(figure) },
        figure.measured >= amount,
        figure
      ),
    within: (amount, range, figure) =>
      record(
        { lead: '', amount, tail: ` ± ${range}${unitOf(figure)}` },
        Math.abs(figure.measured - amount) <= range,
        figure
      )
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    writesFigures: boolean
  }
}

/** False where a filter or a missing tool left tests out, or one of them failed. */
function allPassed({ tasks }: Readonly<RunnerTestSuite>): boolean {
  return tasks.every((task) =>
    task.type === 'suite' ? allPassed(task) : task.result?.state === 'pass'
  )
}
