import { expect, it } from 'vitest'
import { StereoPeak } from '../../../../worklets/dsp/levels/stereo-peak.ts'

const RATE = 48000
const quiet = new Float64Array(RATE)

it('reads the higher channel at once', () => {
  const peak = new StereoPeak(RATE)
  peak.process(Float64Array.of(0.1, -0.5, 0), Float64Array.of(0, 0, 0.25), 3)
  // Within the fall of three frames.
  expect(peak.decibels).toBeCloseTo(-6.02, 2)
})

it('falls 20 dB in 1.7 s', () => {
  const peak = new StereoPeak(RATE)
  peak.process(Float64Array.of(1), Float64Array.of(0), 1)
  peak.process(quiet, quiet, RATE)
  peak.process(quiet, quiet, Math.round(0.7 * RATE))
  expect(peak.decibels).toBeCloseTo(-20, 2)
})

it('reads minus infinity in silence and after a reset', () => {
  const peak = new StereoPeak(RATE)
  expect(peak.decibels).toBe(-Infinity)
  peak.process(Float64Array.of(1), Float64Array.of(0), 1)
  peak.reset()
  expect(peak.decibels).toBe(-Infinity)
})
