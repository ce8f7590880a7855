import { describe, expect, test } from 'vitest'
import { TakeOver, TRAVEL } from '../../../ui/midi/take-over.ts'

/** Where the parameter goes, NaN where it stays. */
function next(takeOver: TakeOver, mode: 'pickup' | 'scale' | 'jump', control: number, now: number) {
  takeOver.travels[TRAVEL.control] = control
  takeOver.travels[TRAVEL.parameter] = now
  return takeOver.next(mode) ? takeOver.travels[TRAVEL.next] : Number.NaN
}

/** Moves the control through its places; returns where the parameter went. */
function sweep(mode: 'pickup' | 'scale' | 'jump', start: number, places: readonly number[]) {
  const takeOver = new TakeOver(1 / 127)
  let current = start
  return places.map((place) => {
    const wanted = next(takeOver, mode, place, current)
    if (wanted !== undefined && !Number.isNaN(wanted)) current = wanted
    return current
  })
}

describe('picking up', () => {
  test('waits until the control passes the parameter, then follows', () => {
    expect(sweep('pickup', 0.5, [0, 0.2, 0.4, 0.6, 0.8])).toEqual([0.5, 0.5, 0.5, 0.6, 0.8])
  })

  test('happens also when a fast hand jumps over the place', () => {
    expect(sweep('pickup', 0.5, [0.1, 0.9])).toEqual([0.5, 0.9])
  })

  test('must be done anew when something else has moved the parameter', () => {
    const takeOver = new TakeOver(1 / 127)
    expect(next(takeOver, 'pickup', 0.5, 0.5)).toBe(0.5)
    takeOver.release()
    expect(next(takeOver, 'pickup', 0.52, 0.9)).toBeNaN()
    expect(takeOver.isCaught).toBe(false)
  })
})

describe('scaling', () => {
  test('starts without a jump and meets the control at the end of the range', () => {
    const path = sweep('scale', 0.5, [0, 0.25, 0.5, 0.75, 1])
    expect(path[0]).toBe(0.5)
    for (let i = 1; i < path.length; i++) expect(path[i]).toBeGreaterThan(path[i - 1] ?? 1)
    expect(path.at(-1)).toBe(1)
  })

  test('never leaves the range', () => {
    for (const value of sweep('scale', 0.9, [0.5, 0.1, 0.7, 0, 1, 0.3])) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
    }
  })
})

test('jumping follows at once', () => {
  expect(sweep('jump', 0.5, [0.9, 0.1])).toEqual([0.9, 0.1])
})
