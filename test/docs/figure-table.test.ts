import { describe, expect, it } from 'vitest'
import {
  compareFigures,
  type FigureRow,
  figureTables,
  sectionOf,
  withSection
} from '../support/figure-table.ts'

const atMost = (amount: number) => ({ lead: 'at most ', amount, tail: ' dB' })
const bell = { name: 'bells', unit: 'dB', digits: 3 }

const ROWS: readonly FigureRow[] = [
  { ...bell, at: '44.1 kHz', measured: 0.097, limit: atMost(0.25) },
  { ...bell, at: '48 kHz', measured: 0.0741, limit: atMost(0.15), others: 'bilinear 6.70' },
  { ...bell, name: 'shelves', at: '44.1 kHz', measured: 0.1, limit: atMost(0.4) },
  { ...bell, name: 'shelves', at: '48 kHz', measured: 0.09, limit: atMost(0.4) },
  {
    name: 'attack',
    measured: 50.7,
    unit: 'ms',
    digits: 1,
    limit: { lead: '', amount: 50, tail: ' ± 5 ms' }
  }
]

const TABLES = `| figure | limit | 44.1 kHz | 48 kHz | others |
| --- | --- | --- | --- | --- |
| bells | at most 0.25 / 0.15 dB | 0.097 dB | 0.074 dB | 48 kHz: bilinear 6.70 |
| shelves | at most 0.4 dB | 0.1 dB | 0.09 dB |  |

| figure | limit | measured |
| --- | --- | --- |
| attack | 50 ± 5 ms | 50.7 ms |`

const whole = (section: string, rows = ROWS) => compareFigures(section, rows, { whole: true })

describe('tables of figures', () => {
  it('have a line for each name, a column for each place and a table for each set of columns', () => {
    expect(figureTables(ROWS)).toBe(TABLES)
  })

  it('say both limits in full where they are of two kinds', () => {
    const both = figureTables([
      { ...bell, at: 'highest', measured: 0, limit: atMost(0.02) },
      { ...bell, at: 'lowest', measured: 0, limit: { ...atMost(-0.05), lead: 'at least ' } }
    ])
    expect(both).toContain('| at most 0.02 dB / at least -0.05 dB | 0 dB | 0 dB |')
    expect(() =>
      compareFigures(both, [{ ...bell, at: 'highest', measured: 0, limit: atMost(0.02) }], {
        whole: false
      })
    ).not.toThrow()
  })

  it('refuse a figure that is measured twice', () => {
    expect(() => figureTables([ROWS[0], ROWS[0]])).toThrow('measured twice')
  })

  it('stand between the marks of their section', () => {
    const page = 'a\n<!-- figures: curves -->\nold\n<!-- /figures -->\nb\n'
    const written = withSection(page, 'curves', TABLES)
    expect(sectionOf(written, 'curves')).toBe(`${TABLES}\n`)
    expect(written.startsWith('a\n') && written.endsWith('\nb\n')).toBe(true)
    expect(() => sectionOf(page, 'noise')).toThrow('no section')
  })
})

describe('a page', () => {
  it('may differ from what was measured by a last digit', () => {
    expect(() => whole(TABLES)).not.toThrow()
    expect(() => whole(TABLES.replace('0.074', '0.075'))).not.toThrow()
  })

  it('must not say another figure', () => {
    expect(() => whole(TABLES.replace('0.074', '0.082'))).toThrow('"bells", column "48 kHz"')
  })

  it('must not lack a line', () => {
    const lines = TABLES.split('\n').filter((line) => !line.startsWith('| shelves'))
    expect(() => whole(lines.join('\n'))).toThrow('lacks "shelves", column "44.1 kHz"')
  })

  it('must not lack a column', () => {
    expect(() => whole(TABLES.replace('48 kHz', '96 kHz'))).toThrow(
      'lacks "bells", column "48 kHz"'
    )
  })

  it('must not say another limit, of one column either', () => {
    expect(() => whole(TABLES.replace('0.25 / 0.15', '0.25 / 0.2'))).toThrow('"bells"')
    expect(() => whole(TABLES.replace('0.25 / 0.15', '0.15 / 0.25'))).toThrow('"bells"')
    expect(() => whole(TABLES.replace('at most 0.4', 'at least 0.4'))).toThrow('"shelves"')
    expect(() => whole(TABLES.replace('50 ± 5', '50 ± 6'))).toThrow('"attack"')
  })

  it('must not say what nothing measures, in a line or a column', () => {
    const stale = ROWS.filter((row) => row.name !== 'shelves')
    expect(() => whole(TABLES, stale)).toThrow('nothing measures "shelves"')
    const narrow = ROWS.filter((row) => row.at !== '44.1 kHz')
    expect(() => whole(TABLES, narrow)).toThrow('nothing measures "bells", column "44.1 kHz"')
  })

  it('may hold more than was measured where only some tests ran', () => {
    expect(() => compareFigures(TABLES, [ROWS[1]], { whole: false })).not.toThrow()
    const changed = TABLES.replace('0.074', '0.082')
    expect(() => compareFigures(changed, [ROWS[1]], { whole: false })).toThrow('48 kHz')
  })
})
