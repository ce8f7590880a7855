/** Figures as Markdown tables, and whether a table says what was measured. Pure. */

/** What was measured, under which settings, in the words of the table. */
export interface Figure {
  readonly name: string
  /** Its column, such as '48 kHz'; figures of one name become one line. */
  readonly at?: string
  readonly measured: number
  readonly unit: string
  /** Decimals in the table, 2 unless said. */
  readonly digits?: number
  /** The same figure of other products, with where it was published or how it was measured. */
  readonly others?: string
}

/** In three parts, so that a line can say once what its columns share. */
export interface Limit {
  readonly lead: string
  readonly amount: number
  readonly tail: string
}

export interface FigureRow extends Figure {
  readonly limit: Limit
}

/** The column of a figure that has no other. */
const MEASURED = 'measured'
/** Where the measured cells of a split line begin: after its edge, the name and the limit. */
const FIRST_CELL = 3

export const limitText = ({ lead, amount, tail }: Limit) => `${lead}${amount}${tail}`

export const figureText = ({ measured, unit, digits = 2 }: Figure) =>
  `${Number(measured.toFixed(digits))} ${unit}`.trim()

/** One table for each set of columns, in the order in which their first figures were measured. */
export function figureTables(rows: readonly FigureRow[]): string {
  const byColumns = new Map<string, NamedLine[]>()
  for (const named of linesOf(rows)) {
    const columns = [...named[1].keys()].join('|')
    byColumns.set(columns, [...(byColumns.get(columns) ?? []), named])
  }
  return [...byColumns.values()].map(tableOf).join('\n\n')
}

/**
 * Other versions of the engine round a little differently: one last digit and 2 % are free.
 * @param whole whether all figures of the section were measured; only then can a line be stale.
 * @throws Error that says what the section must read.
 */
export function compareFigures(
  section: string,
  rows: readonly FigureRow[],
  { whole }: { readonly whole: boolean }
): void {
  const cells = cellsOf(section)
  for (const [name, line] of linesOf(rows)) {
    for (const [column, row] of line) {
      const cell = cells.get(keyOf(name, column))
      if (!cell) fail(`lacks "${name}", column "${column}"`)
      if (!holdsLimit(cell, row.limit) || !isNear(cell.text, row)) {
        fail(
          `"${name}", column "${column}", must read ${limitText(row.limit)} | ${figureText(row)}`
        )
      }
      cells.delete(keyOf(name, column))
    }
  }
  if (!whole) return
  for (const { name, column } of cells.values()) {
    fail(`nothing measures "${name}", column "${column}"`)
  }
}

/** What stands between the marks of a section. @throws Error when the page has none. */
export function sectionOf(page: string, section: string): string {
  const found = boundary(section).exec(page)
  if (!found) throw new Error(`README: no section "<!-- figures: ${section} -->"; add it`)
  return found[2]
}

export function withSection(page: string, section: string, body: string): string {
  sectionOf(page, section)
  return page.replace(boundary(section), (_, start, __, end) => `${start}${body}\n${end}`)
}

const boundary = (section: string) =>
  new RegExp(`(<!-- figures: ${section} -->\\n)([\\s\\S]*?)(<!-- /figures -->)`)

type Line = ReadonlyMap<string, FigureRow>
type NamedLine = readonly [name: string, line: Line]

/** Figures by name and column. */
function linesOf(rows: readonly FigureRow[]): NamedLine[] {
  const lines = new Map<string, Map<string, FigureRow>>()
  for (const row of rows) {
    const line = lines.get(row.name) ?? new Map<string, FigureRow>()
    const column = row.at ?? MEASURED
    if (line.has(column)) fail(`"${row.name}", column "${column}", is measured twice`)
    lines.set(row.name, line.set(column, row))
  }
  return [...lines]
}

function tableOf(lines: readonly NamedLine[]): string {
  const columns = [...lines[0][1].keys()]
  const others = lines.map(([, line]) => othersOf(line))
  const wide = others.some((text) => text !== '')
  const print = (cells: readonly string[], last: string) =>
    `| ${[...cells, ...(wide ? [last] : [])].join(' | ')} |`
  return [
    print(['figure', 'limit', ...columns], 'others'),
    print(Array(columns.length + 2).fill('---'), '---'),
    ...lines.map(([name, line], i) => {
      const measured = [...line.values()]
      return print([name, sharedLimit(measured), ...measured.map(figureText)], others[i])
    })
  ].join('\n')
}

/** "at most 0.25 / 0.15 dB" where only the amount differs by column. */
function sharedLimit(rows: readonly FigureRow[]): string {
  const [first] = rows
  const texts = rows.map((row) => limitText(row.limit))
  if (new Set(texts).size === 1) return texts[0]
  const { lead, tail } = first.limit
  const alike = rows.every(({ limit }) => limit.lead === lead && limit.tail === tail)
  return alike
    ? `${lead}${rows.map((row) => row.limit.amount).join(' / ')}${tail}`
    : texts.join(' / ')
}

/** Said once where all columns have the same or the line has one; else with its column. */
function othersOf(line: Line): string {
  const told = [...line].filter(([, row]) => row.others)
  const texts = new Set(told.map(([, row]) => row.others))
  if (texts.size === 1 && (told.length === line.size || line.size === 1)) return [...texts].join()
  return told.map(([column, row]) => `${column}: ${row.others}`).join('; ')
}

interface Cell {
  readonly name: string
  readonly column: string
  readonly text: string
  /** The limit of its line, where it stands in it, and for how many columns that is. */
  readonly limit: string
  readonly place: number
  readonly count: number
}

const keyOf = (name: string, column: string) => `${name}|${column}`

/** All measured cells of the tables in a section. */
function cellsOf(section: string): Map<string, Cell> {
  const cells = new Map<string, Cell>()
  let columns: readonly string[] = []
  for (const text of section.split('\n')) {
    if (!text.startsWith('|')) continue
    const parts = text.split('|').map((part) => part.trim())
    const [, name, limit] = parts
    const values = parts.slice(FIRST_CELL, -1)
    if (name === '---') continue
    if (name === 'figure') {
      columns = values.filter((column) => column !== 'others')
      continue
    }
    columns.forEach((column, place) => {
      const cell = { name, column, limit, place, count: columns.length, text: values[place] ?? '' }
      cells.set(keyOf(name, column), cell)
    })
  }
  return cells
}

function holdsLimit({ limit, place, count }: Cell, asked: Limit): boolean {
  if (limit === limitText(asked)) return true
  const { lead, tail } = asked
  const texts = limit.split(' / ')
  if (texts.length !== count) return false
  if (texts[place] === limitText(asked)) return true
  if (!limit.startsWith(lead) || !limit.endsWith(tail)) return false
  const amounts = limit.slice(lead.length, limit.length - tail.length).split(' / ')
  return amounts[place] === String(asked.amount)
}

function isNear(text: string, row: FigureRow): boolean {
  const free = 1.5 * 10 ** -(row.digits ?? 2) + 0.02 * Math.abs(row.measured)
  return Math.abs(Number.parseFloat(text) - row.measured) <= free
}

function fail(what: string): never {
  throw new Error(`README: ${what}; run "npm run figures"`)
}
