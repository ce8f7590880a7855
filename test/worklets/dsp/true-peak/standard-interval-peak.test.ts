import { expect, it } from 'vitest'
import {
  hannPhases,
  type InterpolationPhases,
  ITU_PHASES
} from '../../../../worklets/dsp/true-peak/interpolation-phases.ts'
import { StandardIntervalPeak } from '../../../../worklets/dsp/true-peak/standard-interval-peak.ts'
import { whiteNoise } from '../../../support/signals.ts'

const noise = Float64Array.from(whiteNoise(0.01, 48000, 8))

/** The same by the book: every phase and every mirror image, tap by tap. */
function plainPeak(sets: readonly InterpolationPhases[], start: number): number {
  const phases = sets.flatMap(({ early, middle }) => [
    ...early,
    ...early.map((phase) => [...phase].reverse()),
    ...(middle ? [middle] : [])
  ])
  const values = phases.map((phase) =>
    phase.reduce((sum, tap, k) => sum + tap * noise[start + k], 0)
  )
  return Math.max(...values.map(Math.abs))
}

it('reads what every phase of both meters gives', () => {
  const filter = new StandardIntervalPeak()
  const out = new Float64Array(39)
  filter.process(noise, 20, 39, out)
  for (let i = 0; i < 39; i++) {
    expect(out[i]).toBeCloseTo(plainPeak([hannPhases(4, 12), ITU_PHASES], 20 + i), 12)
  }
})
