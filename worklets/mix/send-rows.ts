import type { Automatable } from '../core/automation.ts'
import { faderDecibels, toggle } from '../core/rows.ts'

/** The table of a send: what can be drawn, typed and automated of it. */
export const SEND_ROWS = {
  id: 'send',
  params: [
    faderDecibels('level', 'Level', {
      range: [-Infinity, 12],
      default: 0,
      neutral: 0,
      help: 'How much of the strip goes there; all the way down is nothing.'
    }),
    toggle('on', 'On', { default: true, help: 'Whether anything goes there.' })
  ]
} as const satisfies Automatable

/** Places in the table. */
export const SEND_ROW = { level: 0, on: 1 } as const
