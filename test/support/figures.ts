import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, inject } from 'vitest'

/**
 * The measured figures of an effect: each is asserted against what is asked, and stands in a table
 * of the effect's README between `<!-- figures: section -->` and `<!-- /figures -->`.
 *
 * `npm run figures` measures and writes the tables; every other run measures and fails when a figure
 * falls short or when the page says something else.
 */
export interface Figure {
  /** What is measured, under which settings, in the words of the table. */
  readonly name: string
  readonly measured: number
  readonly unit: string
  /** Decimals in the table, 2 unless said. */
  readonly digits?: number
  /** The same figure of other products, with where it was published or how it was measured. */
  readonly others?: string
}

export interface Figures {
  /** Fails unless `measured <= limit`. */
  atMost(limit: number, figure: Figure): void
  /** Fails unless `measured >= limit`. */
  atLeast(limit: number, figure: Figure): void
  /** Fails unless `measured` lies within `range` of `target`. */
  within(target: number, range: number, figure: Figure): void
}

/**
 * Figures of one test file. To be called at its top level, so that the table is compared when all
 * its tests have run.
 *
 * @throws in `afterAll` when the README has no such section or other figures.
 */
export function figuresOf(effectId: string, section: string): Figures {
  const readme = new URL(`../../worklets/effects/${effectId}/README.md`, import.meta.url)
  const rows: Row[] = []

  const record = (asked: string, holds: boolean, figure: Figure) => {
    rows.push({ ...figure, asked })
    const text = `${figure.name}: ${number(figure)}, asked ${asked}`
    expect(holds && Number.isFinite(figure.measured), text).toBe(true)
  }

  afterAll(() => {
    if (rows.length === 0) return // A filtered run.
    const text = readFileSync(readme, 'utf8')
    if (inject('writesFigures')) {
      writeFileSync(readme, withSection(text, section, table(rows)))
    } else {
      compare(sectionOf(text, section), rows)
    }
  })

  return {
    atMost: (limit, figure) =>
      record(`at most ${value(limit, figure.unit)}`, figure.measured <= limit, figure),
    atLeast: (limit, figure) =>
      record(`at least ${value(limit, figure.unit)}`, figure.measured >= limit, figure),
    within: (target, range, figure) =>
      record(
        `${target} ± ${value(range, figure.unit)}`,
        Math.abs(figure.measured - target) <= range,
        figure
      )
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    writesFigures: boolean
  }
}

interface Row extends Figure {
  readonly asked: string
}

const value = (amount: number, unit: string) => `${amount} ${unit}`.trim()

const number = ({ measured, unit, digits = 2 }: Figure) =>
  value(Number(measured.toFixed(digits)), unit)

function table(rows: readonly Row[]): string {
  const others = rows.some((row) => row.others)
  const line = (...cells: string[]) => `| ${(others ? cells : cells.slice(0, 3)).join(' | ')} |`
  return [
    line('figure', 'asked', 'measured', 'others'),
    line('---', '---', '---', '---'),
    ...rows.map((row) => line(row.name, row.asked, number(row), row.others ?? ''))
  ].join('\n')
}

const boundary = (section: string) =>
  new RegExp(`(<!-- figures: ${section} -->\\n)([\\s\\S]*?)(<!-- /figures -->)`)

function sectionOf(text: string, section: string): string {
  const found = boundary(section).exec(text)
  if (!found) throw new Error(`README: no section "<!-- figures: ${section} -->"; add it`)
  return found[2]
}

function withSection(text: string, section: string, body: string): string {
  sectionOf(text, section)
  return text.replace(boundary(section), (_, start, __, end) => `${start}${body}\n${end}`)
}

/** Other versions of the engine round a little differently: one last digit and 2 % are free. */
function compare(section: string, rows: readonly Row[]): void {
  const written = new Map(
    section.split('\n').map((line) => {
      const [name, asked, measured] = line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1)
      return [name, { asked, measured: Number.parseFloat(measured) }]
    })
  )
  for (const row of rows) {
    const there = written.get(row.name)
    const free = 1.5 * 10 ** -(row.digits ?? 2) + 0.02 * Math.abs(row.measured)
    if (there?.asked !== row.asked || !(Math.abs(there.measured - row.measured) <= free)) {
      throw new Error(
        `README: "${row.name}" must read ${row.asked} | ${number(row)}; run "npm run figures"`
      )
    }
  }
}
