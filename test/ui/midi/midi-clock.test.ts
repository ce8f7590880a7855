import { expect, test } from 'vitest'
import { MidiClock } from '../../../ui/midi/midi-clock.ts'

const tempoOf = (intervals: readonly number[], waitMs = 0) => {
  const clock = new MidiClock()
  let now = 1000
  clock.tick(now)
  for (const interval of intervals) {
    now += interval
    clock.tick(now)
  }
  return clock.tempo(now + waitMs)
}
const steady = (bpm: number, count = 60) => Array<number>(count).fill(60_000 / bpm / 24)

test.each([60, 97, 120, 174.5])('24 ticks a beat at %d BPM tell that tempo', (bpm) => {
  expect(tempoOf(steady(bpm))).toBe(bpm)
})

test('a wobble of a millisecond, as browsers have it, moves it by less than half a BPM', () => {
  const wobbling = steady(120, 96).map((ms, i) => ms + (i % 3 === 0 ? 1 : i % 3 === 1 ? -1 : 0))
  expect(Math.abs((tempoOf(wobbling) ?? 0) - 120)).toBeLessThan(0.5)
})

test('nothing is told before two beats, after a pause, or when the clock has ended', () => {
  expect(tempoOf(steady(120, 40))).toBeUndefined()
  expect(tempoOf([...steady(120), 500, ...steady(120, 20)])).toBeUndefined()
  expect(tempoOf(steady(120), 400)).toBeUndefined()
})

test('a new tempo is told after two beats of it', () => {
  expect(tempoOf([...steady(120), ...steady(90, 48)])).toBe(90)
})
