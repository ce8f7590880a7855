import { expect, it } from 'vitest'
import {
  greatestGain,
  hannPhases,
  type InterpolationPhases,
  ITU_PHASES,
  kaiserPhases
} from '../../../worklets/dsp/interpolation-phases.ts'

/** Gain error in dB of the phase at `position` in the interval, for a sine of that frequency. */
function gainErrorDb(phase: readonly number[], position: number, cycles: number): number {
  let [re, im] = [0, 0]
  phase.forEach((tap, k) => {
    const angle = 2 * Math.PI * cycles * (k - (phase.length / 2 - 1) - position)
    re += tap * Math.cos(angle)
    im += tap * Math.sin(angle)
  })
  return 20 * Math.log10(Math.hypot(re, im))
}

it('reads a sine between samples within 0.01 dB up to 20 kHz at 44.1 kHz (64 taps, beta 9)', () => {
  const { early, middle } = kaiserPhases(8, 64, 9)
  for (const cycles of [0.01, 0.1, 0.25, 0.4, 20 / 44.1]) {
    early.forEach((phase, k) => {
      expect(Math.abs(gainErrorDb(phase, (k + 1) / 8, cycles))).toBeLessThan(0.01)
    })
    expect(Math.abs(gainErrorDb(middle ?? [], 0.5, cycles))).toBeLessThan(0.01)
  }
})

it('has the figures of the ITU filter: 0.26 dB low to 0.05 dB high below 15 kHz at 48 kHz', () => {
  for (const cycles of [0.05, 0.15, 0.25, 0.3]) {
    ITU_PHASES.early.forEach((phase, k) => {
      const error = gainErrorDb(phase, (2 * k + 1) / 8, cycles)
      expect(error).toBeGreaterThan(-0.3)
      expect(error).toBeLessThan(0.25)
    })
  }
})

it('knows how far above the samples a reading can be', () => {
  const gains = (sets: InterpolationPhases[]) => sets.map((set) => greatestGain(set))
  const [kaiser, itu, hann] = gains([kaiserPhases(8, 64, 9), ITU_PHASES, hannPhases(4, 12)])
  // Norms of the sound design: 2.794, 2.02, 1.86.
  expect(kaiser).toBeCloseTo(2.794, 3)
  expect(itu).toBeCloseTo(2.02, 2)
  expect(hann).toBeCloseTo(1.86, 2)
})

it('leaves out the mirror images: 8 times has three early phases and a middle, ITU two', () => {
  const eight = kaiserPhases(8, 32, 8)
  expect([eight.early.length, eight.middle?.length]).toEqual([3, 32])
  expect([ITU_PHASES.early.length, ITU_PHASES.middle]).toEqual([2, undefined])
})
