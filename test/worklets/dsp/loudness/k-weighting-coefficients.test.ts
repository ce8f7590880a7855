import { expect, it } from 'vitest'
import {
  biquadPower,
  kWeightingCoefficients
} from '../../../../worklets/dsp/loudness/k-weighting-coefficients.ts'

const standard = kWeightingCoefficients(48000)

function weightingDb(frequencyHz: number, sampleRate: number): number {
  const { shelf, highPass } = kWeightingCoefficients(sampleRate)
  const power =
    biquadPower(shelf, frequencyHz, sampleRate) * biquadPower(highPass, frequencyHz, sampleRate)
  return 10 * Math.log10(power)
}

it('K-weighting at 1 kHz lifts by the 0.698 dB that the -0.691 of the formula takes away', () => {
  expect(weightingDb(1000, 48000)).toBeCloseTo(0.698, 3)
  expect(weightingDb(997, 48000)).toBeCloseTo(0.691, 2)
})

it.each([32000, 44100, 88200, 96000, 176400, 192000])(
  'at %i Hz weighs every frequency up to 20 kHz as the standard does, within 0.001 dB',
  (rate) => {
    for (let hz = 20; hz <= Math.min(20000, 0.45 * rate); hz *= 1.05) {
      expect(Math.abs(weightingDb(hz, rate) - weightingDb(hz, 48000)), `${hz} Hz`).toBeLessThan(
        0.001
      )
    }
  }
)

it('has stable filters whose zeros lie inside the unit circle too', () => {
  for (const rate of [22050, 44100, 96000, 192000]) {
    const { shelf, highPass } = kWeightingCoefficients(rate)
    for (const { a1, a2 } of [shelf, highPass]) {
      expect(Math.abs(a2)).toBeLessThan(1)
      expect(Math.abs(a1)).toBeLessThan(1 + a2)
    }
    expect(Math.abs(shelf.b2 / shelf.b0)).toBeLessThan(1)
  }
  expect(standard.shelf.b0).toBe(1.53512485958697)
})
