import { describe, expect, it } from 'vitest'
import { BANK_BLOCK, DelayBank } from '../../../../worklets/dsp/lines/delay-bank.ts'
import { InputSmear } from '../../../../worklets/dsp/reverb/input-smear.ts'
import { powerSpectrum } from '../../../conformance/room-acoustics.ts'

/** What a click on one side becomes on both, in blocks of `frames`. */
function response(
  spread: number,
  side: 0 | 1,
  sampleRate = 48_000,
  frames = BANK_BLOCK
): readonly [Float64Array, Float64Array] {
  const smear = new InputSmear(sampleRate)
  smear.setGain(spread)
  smear.land()
  const signal = new DelayBank(2, BANK_BLOCK)
  const sides = [new Float64Array(16_384), new Float64Array(16_384)] as const
  for (let at = 0; at < 16_384; at += frames) {
    for (const line of [0, 1] as const) {
      const start = signal.start(line, 0)
      signal.data.fill(0, start, start + frames)
      if (at === 0 && line === side) signal.data[start] = 1
    }
    smear.process(signal, frames)
    for (const line of [0, 1] as const) {
      const start = signal.start(line, 0)
      sides[line].set(signal.data.subarray(start, start + frames), at)
    }
    signal.advance(frames)
  }
  return sides
}

describe('smeared input', () => {
  it.each([22_050, 48_000, 192_000])('keeps the level of every frequency at %s Hz', (rate) => {
    for (const side of [0, 1] as const) {
      const spectrum = powerSpectrum(response(1, side, rate)[side])
      for (const power of spectrum) expect(Math.abs(10 * Math.log10(power))).toBeLessThan(0.01)
    }
  })

  it('makes about nine echoes of one, half of their power within 4 ms', () => {
    const [left] = response(1, 0)
    const squares = left.map((x) => x * x)
    const participation = 1 / squares.reduce((sum, x) => sum + x * x, 0)
    expect(participation).toBeGreaterThan(7)
    expect(participation).toBeLessThan(12)
    expect(squares.subarray(0, 192).reduce((sum, x) => sum + x, 0)).toBeGreaterThan(0.5)
  })

  it('leaves each side to itself, and without spread one plain echo', () => {
    const [left, right] = response(0, 0)
    expect(left.filter((x) => x !== 0)).toEqual(Float64Array.of(1))
    expect(right.every((x) => x === 0)).toBe(true)
  })

  it('is the same in blocks of any length', () => {
    expect(response(1, 1, 48_000, 16)).toEqual(response(1, 1))
  })
})
