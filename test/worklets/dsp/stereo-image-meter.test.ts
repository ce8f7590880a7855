import { expect, it } from 'vitest'
import { StereoImageMeter } from '../../../worklets/dsp/stereo-image-meter.ts'
import { sine } from '../../support/signals.ts'

const RATE = 48000
const tone = Float64Array.from(sine(1000, 4, RATE, 0.5))

function heard(left: Float64Array, right: Float64Array): StereoImageMeter {
  const meter = new StereoImageMeter(RATE)
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
