/** Seconds from the start of a song to bars and beats and back, at one tempo. */

export interface Meter {
  /** Beats per minute. */
  readonly tempo: number
  readonly beatsPerBar: number
}

export interface BarPosition {
  /** All three count from 1. */
  readonly bar: number
  readonly beat: number
  readonly sixteenth: number
}

/** A beat's start, which division may round to just below itself, counts as that beat. */
const ROUNDING_BEATS = 1e-6

export function barsAndBeats(seconds: number, { tempo, beatsPerBar }: Meter): BarPosition {
  const beats = Math.max(0, (seconds * tempo) / 60 + ROUNDING_BEATS)
  return {
    bar: Math.floor(beats / beatsPerBar) + 1,
    beat: Math.floor(beats % beatsPerBar) + 1,
    sixteenth: Math.floor((beats % 1) * 4) + 1
  }
}

/** Where a bar starts, in seconds; bars count from 1. */
export function barStart(bar: number, { tempo, beatsPerBar }: Meter): number {
  return ((bar - 1) * beatsPerBar * 60) / tempo
}

/** "17.3.2": bar, beat, sixteenth. */
export function formatBars(seconds: number, meter: Meter): string {
  const { bar, beat, sixteenth } = barsAndBeats(seconds, meter)
  return `${bar}.${beat}.${sixteenth}`
}

/** "0:39.6": minutes, seconds, tenths. */
export function formatClock(seconds: number): string {
  const tenths = Math.floor(Math.max(0, seconds) * 10 + ROUNDING_BEATS)
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0')
  return `${Math.floor(tenths / 600)}:${rest}`
}
