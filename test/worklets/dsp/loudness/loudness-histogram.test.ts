import { describe, expect, it } from 'vitest'
import {
  energyToLoudness,
  LoudnessHistogram,
  loudnessToEnergy
} from '../../../../worklets/dsp/loudness/loudness-histogram.ts'
import { randomSource } from '../../../support/signals.ts'

function filled(readings: readonly number[]): LoudnessHistogram {
  const histogram = new LoudnessHistogram()
  for (const lufs of readings) histogram.add(loudnessToEnergy(lufs))
  return histogram
}

describe('gated loudness', () => {
  it('is that of the readings when they are all alike', () => {
    expect(filled([-23.456, -23.456]).gatedLoudness(-10)).toBeCloseTo(-23.456, 9)
  })

  it('leaves out what lies more than the gate below the mean', () => {
    expect(filled([-20, -20, -35]).gatedLoudness(-10)).toBeCloseTo(-20, 9)
    expect(filled([-20, -20, -25]).gatedLoudness(-10)).toBeGreaterThan(-21.5)
    expect(filled([-20, -20, -25]).gatedLoudness(-10)).toBeLessThan(-20.9)
  })

  it('leaves out -70 LUFS and everything softer, and has no reading of nothing', () => {
    expect(filled([-70.001, -90, -Infinity]).gatedLoudness(-10)).toBe(-Infinity)
    expect(filled([-69.99]).gatedLoudness(-10)).toBeCloseTo(-69.99, 9)
  })

  it('is within 0.005 LU of the exact list for ten thousand random readings', () => {
    const random = randomSource(3)
    const readings = Array.from({ length: 10000 }, () => -30 + 15 * random())
    const energies = readings.map(loudnessToEnergy)
    const mean = (list: readonly number[]) => list.reduce((sum, e) => sum + e, 0) / list.length
    const gate = mean(energies) / 10
    const exact = energyToLoudness(mean(energies.filter((e) => e > gate)))
    expect(Math.abs(filled(readings).gatedLoudness(-10) - exact)).toBeLessThan(0.005)
  })
})

it('keeps two hours of readings as exactly as a minute of them', () => {
  const minute = Array.from({ length: 600 }, (_, i) => -23 + 8 * Math.sin(i))
  const short = filled(minute)
  const long = filled(Array.from({ length: 120 }, () => minute).flat())
  expect(long.gatedLoudness(-10)).toBeCloseTo(short.gatedLoudness(-10), 9)
  expect(Math.abs(long.spread(-20, 0.1, 0.95) - short.spread(-20, 0.1, 0.95))).toBeLessThan(0.05)
})

describe('spread', () => {
  it('is the distance of the 10th and the 95th percentile by nearest rank', () => {
    const ladder = Array.from({ length: 101 }, (_, i) => -30 + i / 10)
    expect(filled(ladder).spread(-20, 0.1, 0.95)).toBeCloseTo(8.5, 9)
  })

  it('has no reading of nothing', () => {
    expect(filled([]).spread(-20, 0.1, 0.95)).toBe(-Infinity)
  })
})

it('forgets everything on reset', () => {
  const histogram = filled([-20, -30])
  histogram.reset()
  expect(histogram.gatedLoudness(-10)).toBe(-Infinity)
  histogram.add(loudnessToEnergy(-40))
  expect(histogram.gatedLoudness(-10)).toBeCloseTo(-40, 9)
})
