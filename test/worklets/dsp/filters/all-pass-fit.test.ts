import { expect, it } from 'vitest'
import { MatchedFilter } from '../../../../worklets/dsp/filters/matched-filter.ts'

function phaseErrorDegrees(
  matched: MatchedFilter,
  frequencyHz: number,
  q: number,
  at: number
): number {
  const [g, k] = matched.coefficients
  const t = Math.tan((Math.PI * at) / matched.sampleRate) / g
  const x = at / frequencyHz
  const digital = 2 * Math.atan2(k * t, 1 - t * t)
  const analog = 2 * Math.atan2(x / q, 1 - x * x)
  return (Math.abs(digital - analog) * 180) / Math.PI
}

it('turns the phase as the analog all pass does, within 3 degrees up to 2 kHz and its center', () => {
  const matched = new MatchedFilter(48000)
  for (const frequencyHz of [50, 400, 2000]) {
    for (const q of [0.5, 1, 5]) {
      matched.set({ type: 'allPass', frequencyHz, q, gainDb: 0, slope: 12 })
      for (const at of [20, 100, 1000, 2000, frequencyHz]) {
        const error = phaseErrorDegrees(matched, frequencyHz, q, at)
        expect(error, `${frequencyHz} ${q} ${at}`).toBeLessThan(3)
      }
    }
  }
})

it('passes every frequency at its level', () => {
  const matched = new MatchedFilter(48000)
  matched.set({ type: 'allPass', frequencyHz: 30000, q: 2, gainDb: 0, slope: 12 })
  for (const at of [20, 5000, 23000]) expect(matched.power(at)).toBeCloseTo(1, 12)
})
