import type { ParamRow } from '../../worklets/core/rows.ts'
import { formatValue } from '../../worklets/core/text.ts'

/** What a row may be, as a person reads it: "−60.0 dB to 0.0 dB", "Clean, Opto, Bus". */
export function rangeText(row: ParamRow): string {
  if (row.kind === 'toggle') return 'On, Off'
  if (row.kind === 'choice') {
    return row.options.map((option) => formatValue(row, option)).join(', ')
  }
  return `${formatValue(row, row.min)} to ${formatValue(row, row.max)}`
}
