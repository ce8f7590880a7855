import type { EffectDefinition } from '../../worklets/core/definition.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import { formatValue } from '../../worklets/core/text.ts'

const BEGIN = '<!-- parameters -->'
const END = '<!-- /parameters -->'

/** The parameters and meters of an effect as Markdown tables, made from its definition. */
export function parameterTable(definition: EffectDefinition): string {
  const seen = new Set<string>()
  const rows = definition.params.flatMap((row) => {
    const id = withoutNumber(row.id)
    if (seen.has(id)) return []
    seen.add(id)
    return [`| \`${id}\` | ${row.label} | ${rangeText(row)} | ${defaultText(definition, row)} |`]
  })
  const meters = new Map(definition.meters.map((row) => [withoutNumber(row.id), row]))
  const meterRows = [...meters].map(
    ([id, row]) => `| \`${id}\` | ${row.label} | ${row.unit || '-'} |`
  )
  return [
    '| id | name | range | default |',
    '|---|---|---|---|',
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

function rangeText(row: ParamRow): string {
  if (row.kind === 'toggle') return 'off, on'
  if (row.kind === 'choice') return row.options.map((option) => `\`${option}\``).join(' ')
  return `${formatValue(row, row.min)} to ${formatValue(row, row.max)}`
}

/** A repeated row may start at another value in each group; then all are listed. */
function defaultText(definition: EffectDefinition, row: ParamRow): string {
  const id = withoutNumber(row.id)
  const same = definition.params.filter((candidate) => withoutNumber(candidate.id) === id)
  return [...new Set(same.map((candidate) => formatValue(candidate, candidate.default)))].join(', ')
}
