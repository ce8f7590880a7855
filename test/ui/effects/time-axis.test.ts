import { describe, expect, test } from 'vitest'
import {
  makeTimeAxis,
  timeTicks,
  timeToTravel,
  travelToTime
} from '../../../ui/effects/reverb/time-axis.ts'

describe.each([
  [0.05, 0.12],
  [0.08, 1.8],
  [0.3, 14],
  [0.7, 60]
])('an axis for echoes up to %f s and a tail up to %f s', (early, end) => {
  const axis = makeTimeAxis(early, end)

  test('shows both, the early part no narrower than two fifths', () => {
    expect(timeToTravel(early, axis)).toBeLessThanOrEqual(1)
    expect(timeToTravel(end, axis)).toBeLessThanOrEqual(1)
    expect(axis.breakTravel).toBeGreaterThanOrEqual(0.4)
  })

  test('leads back from a place to its time, and rises all the way', () => {
    let last = -1
    for (let i = 0; i <= 20; i++) {
      const seconds = (i / 20) * axis.spanSeconds
      const travel = timeToTravel(seconds, axis)
      expect(travel).toBeGreaterThan(last)
      expect(travelToTime(travel, axis)).toBeCloseTo(seconds, 9)
      last = travel
    }
  })

  test('has a few figures within it', () => {
    const ticks = timeTicks(axis)
    expect(ticks.length).toBeGreaterThanOrEqual(2)
    expect(ticks.length).toBeLessThanOrEqual(8)
    expect(Math.max(...ticks)).toBeLessThanOrEqual(axis.spanSeconds * 1.001)
  })
})
