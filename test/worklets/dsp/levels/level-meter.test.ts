import { describe, expect, it } from 'vitest'
import { LevelMeter } from '../../../../worklets/dsp/levels/level-meter.ts'
import { sine } from '../../../support/signals.ts'

const RATE = 48000

function feed(meter: LevelMeter, left: Float32Array, right = left, blockFrames = 128): LevelMeter {
  for (let start = 0; start < left.length; start += blockFrames) {
    const cut = (signal: Float32Array) =>
      Float64Array.from(signal.subarray(start, start + blockFrames))
    const block = cut(left)
    meter.process(block, cut(right), block.length)
  }
  return meter
}

describe('a level meter', () => {
  it('reads a full-scale sine as 0 dBFS peak and -3.01 dBFS RMS at every rate', () => {
    for (const sampleRate of [44100, 48000, 96000]) {
      const meter = feed(new LevelMeter(sampleRate), sine(sampleRate / 48, 2, sampleRate))
      expect(meter.peakLeft).toBeCloseTo(0, 3)
      // After 2 s, 13 time constants, what is missing is 1e-5 dB.
      expect(meter.rmsLeft).toBeCloseTo(-3.0103, 2)
    }
  })

  it('reads left and right apart', () => {
    const meter = feed(new LevelMeter(RATE), sine(997, 1, RATE, 0.5), sine(997, 1, RATE, 0.05))
    expect(meter.peakLeft).toBeCloseTo(-6.02, 1)
    expect(meter.peakRight).toBeCloseTo(-26.02, 1)
    expect(meter.rmsLeft - meter.rmsRight).toBeCloseTo(20, 2)
  })

  it('shows a peak of one sample at once', () => {
    const click = new Float32Array(10)
    click[7] = 0.5
    expect(feed(new LevelMeter(RATE), click).peakLeft).toBeCloseTo(-6.02, 2)
  })

  it('falls 20 dB in 1.7 s', () => {
    const meter = feed(new LevelMeter(RATE), sine(1000, 0.1, RATE))
    feed(meter, new Float32Array(Math.round(1.7 * RATE)))
    // The fall is counted in segments of 32 frames: 0.01 dB.
    expect(meter.peakLeft).toBeCloseTo(-20, 1)
  })

  it('reaches 63 % of the power of a new sound after 150 ms', () => {
    const meter = feed(new LevelMeter(RATE), sine(1000, 0.15, RATE))
    expect(10 ** (meter.rmsLeft / 10) / 0.5).toBeCloseTo(1 - Math.exp(-1), 2)
  })

  it('reads silence, and anything below -120 dBFS, as minus infinity', () => {
    expect(new LevelMeter(RATE).peakLeft).toBe(-Infinity)
    const meter = feed(new LevelMeter(RATE), sine(1000, 0.1, RATE, 0.9e-6))
    expect([meter.peakLeft, meter.rmsLeft]).toEqual([-Infinity, -Infinity])
  })

  it('reads the same however the sound is cut into blocks', () => {
    const tone = sine(333, 0.3, RATE, 0.7)
    const whole = feed(new LevelMeter(RATE), tone, tone, 4096)
    for (const blockFrames of [1, 7, 128, 333]) {
      const cut = feed(new LevelMeter(RATE), tone, tone, blockFrames)
      expect([cut.peakLeft, cut.rmsLeft]).toEqual([whole.peakLeft, whole.rmsLeft])
    }
  })

  it('forgets at a reset', () => {
    const meter = feed(new LevelMeter(RATE), sine(1000, 0.1, RATE))
    meter.reset()
    expect([meter.peakLeft, meter.rmsRight]).toEqual([-Infinity, -Infinity])
  })
})
