import type { ParamValues } from '../../core/definition.ts'
import { noteSeconds } from '../../dsp/note-length.ts'
import type { delayDefinition } from './definition.ts'

type DelayValues = ParamValues<typeof delayDefinition>
type Times = Pick<DelayValues, 'timeLeft' | 'timeRight' | 'link' | 'sync' | 'tempo'>

/** Longer notes are halved until they fit, which stays on the beat. */
export const LONGEST_SECONDS = 16

/** The time of an echo in seconds, from the controls that set it. */
export function delaySeconds(values: Times, side: 'left' | 'right'): number {
  if (values.sync !== 'off') {
    let seconds = noteSeconds(values.sync, values.tempo)
    while (seconds > LONGEST_SECONDS) seconds /= 2
    return seconds
  }
  const linked = values.link || side === 'left'
  return (linked ? values.timeLeft : values.timeRight) / 1000
}
