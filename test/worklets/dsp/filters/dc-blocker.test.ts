import { describe, expect, it } from 'vitest'
import { DcBlocker } from '../../../../worklets/dsp/filters/dc-blocker.ts'
import { sine } from '../../../support/signals.ts'

const FULL = new Float64Array(48000).fill(1)

function filtered(signal: ArrayLike<number>, sampleRate: number): Float64Array {
  const left = Float64Array.from(signal)
  const right = Float64Array.from(signal)
  const amounts = new Float64Array(left.length).fill(1)
  new DcBlocker(sampleRate).process(left, right, left.length, amounts)
  expect(right.every((x, i) => x === left[i])).toBe(true)
  return left
}

/** Gain in dB and phase in degrees at a frequency, from the last second of a tone. */
function response(hertz: number, sampleRate: number): readonly [dB: number, degrees: number] {
  const out = filtered(sine(hertz, 2, sampleRate), sampleRate)
  let [re, im] = [0, 0]
  for (let i = sampleRate; i < 2 * sampleRate; i++) {
    const phase = (2 * Math.PI * hertz * i) / sampleRate
    re += (2 / sampleRate) * out[i] * Math.sin(phase)
    im += (2 / sampleRate) * out[i] * Math.cos(phase)
  }
  return [20 * Math.log10(Math.hypot(re, im)), (Math.atan2(im, re) * 180) / Math.PI]
}

describe('a DC blocker', () => {
  it('takes a constant offset away by 100 dB within half a second', () => {
    for (const sampleRate of [44100, 96000]) {
      const out = filtered(new Float64Array(sampleRate / 2).fill(0.5), sampleRate)
      expect(Math.abs(out[out.length - 1])).toBeLessThan(0.5e-5)
    }
  })

  it('is 3.01 dB down at 5 Hz and leaves the bass alone in level and phase', () => {
    for (const sampleRate of [44100, 96000]) {
      expect(response(5, sampleRate)[0]).toBeCloseTo(-3.01, 1)
      expect(response(20, sampleRate)[0]).toBeCloseTo(-0.263, 2)
      expect(response(50, sampleRate)[1]).toBeCloseTo(5.71, 1)
      expect(response(100, sampleRate)[1]).toBeLessThan(3)
    }
  })

  it('does nothing at amount 0', () => {
    const left = Float64Array.from(sine(100, 0.1, 48000))
    const before = left.slice()
    new DcBlocker(48000).process(left, left.slice(), left.length, new Float64Array(left.length))
    expect(left).toEqual(before)
  })

  it('starts again from nothing after a reset', () => {
    const filter = new DcBlocker(48000)
    const run = () => {
      const block = new Float64Array(100).fill(1)
      filter.process(block, block.slice(), 100, FULL)
      return block
    }
    const first = run()
    filter.reset()
    expect(run()).toEqual(first)
  })
})
