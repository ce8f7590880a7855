import { describe, expect, it } from 'vitest'
import {
  decibelsToGain,
  fastDecibelsToGain,
  fastGainToDecibels,
  gainToDecibels,
  powerToDecibels,
  reductionsToGains
} from '../../../worklets/dsp/decibels.ts'

describe('decibels', () => {
  it('0 dB is exactly 1 and minus infinity exactly 0, both ways', () => {
    expect(decibelsToGain(0)).toBe(1)
    expect(decibelsToGain(-Infinity)).toBe(0)
    expect(gainToDecibels(1)).toBe(0)
    expect(gainToDecibels(0)).toBe(-Infinity)
    expect(powerToDecibels(0)).toBe(-Infinity)
  })

  it('half the amplitude is 6.02 dB down, half the power 3.01 dB', () => {
    expect(gainToDecibels(0.5)).toBeCloseTo(-6.0206, 4)
    expect(powerToDecibels(0.5)).toBeCloseTo(-3.0103, 4)
    expect(decibelsToGain(-6.0206)).toBeCloseTo(0.5, 6)
  })
})

describe('fast decibels', () => {
  const levels = Array.from({ length: 20001 }, (_, i) => -160 + i * 0.011)

  it('read a gain within 3e-6 dB from -160 to +60 dBFS', () => {
    const worst = Math.max(
      ...levels.map((dB) => {
        const gain = Math.fround(10 ** (dB / 20))
        return Math.abs(fastGainToDecibels(gain) - 20 * Math.log10(gain))
      })
    )
    expect(worst).toBeLessThan(3e-6)
  })

  it('make a gain within 1e-6 dB from -160 to +60 dB', () => {
    const worst = Math.max(
      ...levels.map((dB) => Math.abs(20 * Math.log10(fastDecibelsToGain(dB)) - dB))
    )
    expect(worst).toBeLessThan(1e-6)
  })

  it('make the same gains of a block of reductions, bit for bit', () => {
    const reductions = Float64Array.from({ length: 500 }, (_, i) => 0.123 * i)
    const gains = reductions.slice()
    reductionsToGains(gains, 499)
    for (let i = 0; i < 499; i++) expect(gains[i]).toBe(fastDecibelsToGain(-reductions[i]))
    expect(gains[499]).toBe(reductions[499])
  })

  it('leave unity alone: 0 dB is exactly 1', () => {
    expect(fastDecibelsToGain(0)).toBe(1)
    expect(fastDecibelsToGain(-0)).toBe(1)
    expect(fastGainToDecibels(1)).toBe(0)
  })

  it('have no step where one octave meets the next', () => {
    for (let k = -20; k < 5; k++) {
      const below = fastGainToDecibels(2 ** k * (1 - 2 ** -23))
      // 1e-6 dB is the distance of the two gains itself.
      expect(fastGainToDecibels(2 ** k) - below).toBeLessThan(2e-6)
      expect(fastGainToDecibels(2 ** k)).toBeGreaterThan(below)
    }
  })

  it('read silence as far below any sound, never as minus infinity or no number', () => {
    expect(fastGainToDecibels(0)).toBeLessThan(-700)
    expect(Number.isFinite(fastGainToDecibels(0))).toBe(true)
    expect(fastGainToDecibels(1e-45)).toBeLessThan(-700)
  })
})
