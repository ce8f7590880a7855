import { type NoteLength, noteSeconds } from './note-length.ts'

/** The controls of a delay that say when its echoes come. */
export interface EchoTimes {
  /** ms */
  readonly timeLeft: number
  /** ms */
  readonly timeRight: number
  readonly link: boolean
  readonly sync: NoteLength | 'off'
  /** Quarter notes a minute. */
  readonly tempo: number
}

/** Longer notes are halved until they fit, which stays on the beat. */
export const LONGEST_SECONDS = 16

/** The time of an echo in seconds, from the controls that set it. */
export function delaySeconds(times: EchoTimes, side: 'left' | 'right'): number {
  if (times.sync !== 'off') {
    let seconds = noteSeconds(times.sync, times.tempo)
    while (seconds > LONGEST_SECONDS) seconds /= 2
    return seconds
  }
  const linked = times.link || side === 'left'
  return (linked ? times.timeLeft : times.timeRight) / 1000
}
