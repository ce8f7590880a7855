import { expect, it } from 'vitest'
import {
  barStart,
  barsAndBeats,
  formatBars,
  formatClock
} from '../../../host-demo/session/musical-time.ts'

const meter = { tempo: 97, beatsPerBar: 4 }

it('the full part at bar 17 of 97 BPM starts at 39.59 s', () => {
  expect(barStart(17, meter)).toBeCloseTo(39.588, 3)
})

it('every bar start reads as beat 1 of that bar', () => {
  for (let bar = 1; bar <= 400; bar++) {
    expect(barsAndBeats(barStart(bar, meter), meter)).toEqual({ bar, beat: 1, sixteenth: 1 })
  }
})

it('half a second into 120 BPM is beat 2', () => {
  expect(formatBars(0.5, { tempo: 120, beatsPerBar: 4 })).toBe('1.2.1')
})

it('the third sixteenth of beat 4 in 3/4 time', () => {
  expect(formatBars(2.75, { tempo: 60, beatsPerBar: 3 })).toBe('1.3.4')
})

it('before the start is the start', () => {
  expect(formatBars(-1, meter)).toBe('1.1.1')
  expect(formatClock(-1)).toBe('0:00.0')
})

it('a clock shows minutes and tenths', () => {
  expect(formatClock(39.64)).toBe('0:39.6')
  expect(formatClock(71.753)).toBe('1:11.7')
  expect(formatClock(59.99)).toBe('0:59.9')
})
