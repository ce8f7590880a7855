import { expect, it } from 'vitest'
import {
  hannPhases,
  ITU_PHASES,
  peakBound
} from '../../../../worklets/dsp/true-peak/interpolation-phases.ts'

it('bounds a filter by level and second difference: a steady level passes, a bend by its share', () => {
  // Halfway along the interval a cubic through four samples is (-x0 + 9 x1 + 9 x2 - x3) / 16:
  // a straight line, less the two second differences by 1/16 each.
  const { level, bend } = peakBound([-1 / 16, 9 / 16, 9 / 16, -1 / 16])
  expect(level).toBeCloseTo(1, 12)
  expect(bend).toBeCloseTo(1 / 8, 12)
})

it('bounds the filters of meters closely for smooth waves', () => {
  for (const { early, middle } of [hannPhases(4, 12), ITU_PHASES]) {
    for (const phase of middle ? [...early, middle] : early) {
      expect(peakBound(phase).level).toBeLessThan(1.002)
      expect(peakBound(phase).bend).toBeLessThan(0.6)
    }
  }
})
