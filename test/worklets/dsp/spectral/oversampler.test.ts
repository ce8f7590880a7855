import { describe, expect, test } from 'vitest'
import { halfBandCoefficients } from '../../../../worklets/dsp/spectral/half-band.ts'
import { Oversampler, oversamplingLatency } from '../../../../worklets/dsp/spectral/oversampler.ts'
import { pinkNoise } from '../../../support/signals.ts'

const BLOCK = 128

/** Up and down again with nothing done between. */
function roundTrip(factor: 2 | 4, input: Float64Array, blocks: readonly number[] = [BLOCK]) {
  const oversampler = new Oversampler(factor, BLOCK)
  const output = new Float64Array(input.length)
  const [left, right] = [new Float64Array(BLOCK), new Float64Array(BLOCK)]
  for (let at = 0, k = 0; at < input.length; k++) {
    const frames = Math.min(blocks[k % blocks.length] ?? BLOCK, input.length - at)
    const slice = input.subarray(at, at + frames)
    oversampler.up(slice, slice, frames)
    oversampler.down(oversampler.left, oversampler.right, left, right, frames)
    output.set(left.subarray(0, frames), at)
    at += frames
  }
  return output
}

const sine = (hz: number, rate: number, frames: number) =>
  Float64Array.from({ length: frames }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate))

describe.each([2, 4] as const)('oversampling by %i', (factor) => {
  const latency = oversamplingLatency(factor)

  test.each([
    [30, 44_100],
    [1000, 48_000],
    [15_000, 44_100],
    [20_000, 44_100],
    [20_000, 48_000]
  ])('gives %i Hz at %i Hz back as it was, late by the declared frames', (hz, rate) => {
    const input = sine(hz, rate, 4000)
    const output = roundTrip(factor, input)
    let worst = 0
    for (let i = 1000; i < 4000; i++) {
      worst = Math.max(worst, Math.abs((output[i] ?? 9) - (input[i - latency] ?? 9)))
    }
    // -80 dB at the edge of the band; three in a row of 20 kHz would still be inaudible.
    expect(20 * Math.log10(worst)).toBeLessThan(-80)
  })

  test('does not depend on how the sound is cut', () => {
    const noise = Float64Array.from(pinkNoise(0.1, 48_000, 3, 0.5))
    expect(roundTrip(factor, noise, [1, 17, 128, 64, 3])).toEqual(roundTrip(factor, noise))
  })

  test('has no image of a tone above the old band', () => {
    const oversampler = new Oversampler(factor, 4096)
    const tone = sine(9000, 48_000, 4096)
    oversampler.up(tone, tone, 4096)
    const high = oversampler.left.subarray(2048 * factor, 4000 * factor)
    for (const image of [48_000 - 9000, ...(factor === 4 ? [48_000 + 9000, 96_000 - 9000] : [])]) {
      let re = 0
      let im = 0
      let weight = 0
      high.forEach((value, i) => {
        const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / high.length)
        const phase = (2 * Math.PI * image * i) / (48_000 * factor)
        re += window * value * Math.cos(phase)
        im += window * value * Math.sin(phase)
        weight += window
      })
      expect(20 * Math.log10((2 * Math.hypot(re, im)) / weight)).toBeLessThan(-88)
    }
  })
})

test('a half band that is none is refused', () => {
  expect(() => halfBandCoefficients(64, 90)).toThrow(/must be 4 k \+ 3, got 64/)
})
