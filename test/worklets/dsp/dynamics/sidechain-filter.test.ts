import { describe, expect, it } from 'vitest'
import { SidechainFilter } from '../../../../worklets/dsp/dynamics/sidechain-filter.ts'
import { sine } from '../../../support/signals.ts'

function filtered(
  filter: SidechainFilter,
  signal: ArrayLike<number>,
  onBlock: (frame: number) => void = () => {}
): Float64Array {
  const out = new Float64Array(signal.length)
  const all = Float64Array.from(signal)
  const [left, right] = [new Float64Array(128), new Float64Array(128)]
  for (let start = 0; start < all.length; start += 128) {
    const block = all.slice(start, start + 128)
    onBlock(start)
    filter.process(block, block, left, right, block.length)
    if (right[0] !== left[0]) throw new Error('both sides must be filtered alike')
    out.set(left.subarray(0, block.length), start)
  }
  return out
}

function at(hertz: number, sampleRate: number): SidechainFilter {
  const filter = new SidechainFilter(sampleRate)
  filter.setCornerHz(hertz)
  filter.jump()
  return filter
}

function gainDb(hertz: number, corner: number, sampleRate: number): number {
  const out = filtered(at(corner, sampleRate), sine(hertz, 1, sampleRate))
  const tail = out.subarray(sampleRate / 2)
  return 20 * Math.log10(tail.reduce((max, x) => Math.max(max, Math.abs(x)), 0))
}

describe('a side-chain low cut', () => {
  it('is 3 dB down at its corner and 24 dB per octave below', () => {
    for (const sampleRate of [44100, 96000]) {
      expect(gainDb(100, 100, sampleRate)).toBeCloseTo(-3.01, 1)
      expect(gainDb(50, 100, sampleRate)).toBeCloseTo(-24.1, 1)
      expect(gainDb(40, 100, sampleRate)).toBeCloseTo(-31.8, 1)
      expect(gainDb(1000, 100, sampleRate)).toBeCloseTo(0, 1)
    }
  })

  it('is off until it gets a corner, and again when it loses it', () => {
    const filter = new SidechainFilter(48000)
    expect(filter.isOff).toBe(true)
    filter.setCornerHz(100)
    expect(filter.isOff).toBe(false)
    filter.setCornerHz(undefined)
    filtered(filter, new Float32Array(9600))
    expect(filter.isOff).toBe(true)
  })

  it('comes in, moves and goes out without a step', () => {
    const filter = new SidechainFilter(48000)
    const corners: Readonly<Record<number, number | undefined>> = { 12800: 100, 25600: 400 }
    const out = filtered(filter, sine(100, 1.2, 48000), (frame) => {
      if (corners[frame]) filter.setCornerHz(corners[frame])
      if (frame === 38400) filter.setCornerHz(undefined)
    })
    // A full-scale 100 Hz tone moves by at most 0.0131 a frame.
    const steps = out.slice(1).map((x, i) => Math.abs(x - out[i]))
    expect(steps.reduce((max, x) => Math.max(max, x), 0)).toBeLessThan(0.0145)
  })
})
