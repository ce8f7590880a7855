import { describe, expect, it } from 'vitest'
import { FallingPeak } from '../../../../worklets/dsp/levels/falling-peak.ts'

describe('a falling peak', () => {
  it('rises at once and falls 20 dB in 1.7 s at every rate', () => {
    for (const sampleRate of [44100, 96000]) {
      const peak = new FallingPeak(sampleRate)
      peak.process(0.5, 128)
      expect(peak.decibels).toBeCloseTo(-6.02, 2)
      for (let i = 0; i < Math.round((1.7 * sampleRate) / 128); i++) peak.process(0, 128)
      // A block more or less is 0.03 dB.
      expect(peak.decibels).toBeCloseTo(-26.02, 1)
    }
  })

  it('follows blocks of changing length by the frame', () => {
    const [even, odd] = [new FallingPeak(48000), new FallingPeak(48000)]
    for (const peak of [even, odd]) peak.process(1, 1)
    for (let i = 0; i < 10; i++) even.process(0, 128)
    for (const frames of [1, 500, 333, 446]) odd.process(0, frames)
    expect(odd.decibels).toBeCloseTo(even.decibels, 9)
  })

  it('measures the higher side of a block', () => {
    const peak = new FallingPeak(48000)
    peak.measure(Float64Array.from([0.1, -0.2, 0.9]), Float64Array.from([0, -0.5, 0]), 2)
    expect(peak.decibels).toBeCloseTo(-6.02, 2)
  })

  it('reads minus infinity at rest and after a reset', () => {
    const peak = new FallingPeak(48000)
    expect(peak.decibels).toBe(-Infinity)
    peak.process(1, 128)
    peak.reset()
    expect(peak.decibels).toBe(-Infinity)
  })
})
