import { expect, it } from 'vitest'
import { StereoMeter } from '../../../../worklets/dsp/levels/stereo-meter.ts'
import { sine } from '../../../support/signals.ts'

const RATE = 48000
const tone = Float64Array.from(sine(1000, 4, RATE, 0.5))

function heard(left: Float64Array, right: Float64Array): StereoMeter {
  const meter = new StereoMeter(RATE)
  meter.process(left, right, left.length)
  return meter
}

it('two sines a quarter wave apart have no correlation', () => {
  const cosine = tone.map((_, i) => 0.5 * Math.cos((2 * Math.PI * 1000 * i) / RATE))
  expect(Math.abs(heard(tone, cosine).correlation)).toBeLessThan(0.01)
})

it('settles within 2 s of a change of sides', () => {
  const meter = heard(tone, tone)
  meter.process(
    tone,
    tone.map((x) => -x),
    96000
  )
  expect(meter.correlation).toBeLessThan(-0.95)
})

it('reads 6 dB for a side twice as loud, and rests at 0 without sound', () => {
  const twice = tone.map((x) => 2 * x)
  expect(heard(tone, twice).balance).toBeCloseTo(6.02, 2)
  expect(heard(new Float64Array(4800), new Float64Array(4800)).balance).toBe(0)
  expect(heard(new Float64Array(4800), new Float64Array(4800)).correlation).toBe(0)
})

it('forgets on reset', () => {
  const meter = heard(
    tone,
    tone.map((x) => x / 2)
  )
  meter.reset()
  expect(meter.balance).toBe(0)
})

it('reads 0 dBFS peak and -3.01 dBFS RMS for a full-scale sine, 20 dB less of peak after 1.7 s', () => {
  const full = tone.map((x) => 2 * x)
  const meter = heard(full, tone)
  expect(meter.peakLeft).toBeCloseTo(0, 2)
  expect(meter.rmsLeft).toBeCloseTo(-3.01, 1)
  expect(meter.peakRight).toBeCloseTo(-6.02, 2)
  expect(meter.rmsRight).toBeCloseTo(-9.03, 1)
  const quiet = new Float64Array(1.7 * RATE)
  meter.process(quiet, quiet, quiet.length)
  expect(meter.peakLeft).toBeCloseTo(-20, 1)
})
