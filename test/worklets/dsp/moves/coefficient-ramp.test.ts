import { expect, it } from 'vitest'
import { CoefficientRamp } from '../../../../worklets/dsp/moves/coefficient-ramp.ts'

it('walks a straight line and lands exactly', () => {
  const ramp = new CoefficientRamp(1)
  ramp.target[0] = 0.7
  ramp.aim(10)
  for (let i = 1; i <= 10; i++) {
    ramp.current[0] += ramp.change[0]
    expect(ramp.current[0]).toBeCloseTo(0.07 * i, 12)
  }
  ramp.land()
  expect(ramp.current[0]).toBe(0.7)
  expect(ramp.change[0]).toBe(0)
})
