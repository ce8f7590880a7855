import type { EffectDefinition } from '../../worklets/core/definition.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import { formatNumber, formatValue } from '../../worklets/core/text.ts'

const BEGIN = '<!-- parameters -->'
const END = '<!-- /parameters -->'

/** The parameters and meters of an effect as Markdown tables, made from its definition. */
export function parameterTable(definition: EffectDefinition): string {
  const seen = new Set<string>()
  const rows = definition.params.flatMap((row) => {
    const id = withoutNumber(row.id)
    if (seen.has(id)) return []
    seen.add(id)
    const cells = [`\`${id}\``, row.label, rangeText(row), defaultText(definition, row), row.help]
    return [`| ${cells.join(' | ')} |`]
  })
  const meters = new Map(definition.meters.map((row) => [withoutNumber(row.id), row]))
  const meterRows = [...meters].map(
    ([id, row]) => `| \`${id}\` | ${labelOf(id, row.label)} | ${row.unit || '-'} |`
  )
  return [
    '| id | name | range | default | what it does |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '| meter | name | unit |',
    '|---|---|---|',
    ...meterRows
  ].join('\n')
}

/** A page with what stands between its markers replaced. @throws Error if it has no markers. */
export function withParameterTable(page: string, definition: EffectDefinition): string {
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin)
    throw new Error(`${definition.id}: README.md must hold ${BEGIN} and ${END}`)
  return `${page.slice(0, begin + BEGIN.length)}\n${parameterTable(definition)}\n${page.slice(end)}`
}

function withoutNumber(id: string): string {
  return id.replace(/^([a-z]+)\d+\./, '$1N.')
}

/** The label of a repeated meter names its group, which stands for all of them. */
function labelOf(id: string, label: string): string {
  return /^[a-z]+N\./.test(id) ? label.replace(/\d+/, 'N') : label
}

function rangeText(row: ParamRow): string {
  if (row.kind === 'toggle') return '`false` Off, `true` On'
  if (row.kind === 'choice') {
    return row.options.map((option) => `\`${option}\` ${formatValue(row, option)}`).join(', ')
  }
  return `${valueText(row, row.min)} to ${valueText(row, row.max)}`
}

/** A repeated row may start at another value in each group; then all are listed. */
function defaultText(definition: EffectDefinition, row: ParamRow): string {
  const id = withoutNumber(row.id)
  const same = definition.params.filter((candidate) => withoutNumber(candidate.id) === id)
  return [...new Set(same.map((candidate) => valueText(candidate, candidate.default)))].join(', ')
}

/** A value as it reads and, where that is another number or a word, as code must write it. */
export function valueText(row: ParamRow, value: number | boolean | string): string {
  if (row.kind !== 'number' || typeof value !== 'number') return formatValue(row, value)
  const { figure, unit } = formatNumber(row, value)
  const text = unit === '' || figure.endsWith('∞') ? figure : `${figure} ${unit}`
  const read = Number(figure.replace('\u2212', '-'))
  const sameUnit = unit === row.unit || row.unit === 'integer'
  if (sameUnit && read === value) return text
  return `${text} (${Number.isFinite(value) ? value : `\`${value}\``})`
}
