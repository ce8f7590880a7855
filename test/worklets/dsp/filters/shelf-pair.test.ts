import { describe, expect, it } from 'vitest'
import { SHELF_PAIR_STRIDE, writeShelfPair } from '../../../../worklets/dsp/filters/shelf-pair.ts'

const RATE = 48000
const corner = (hz: number) => Math.tan((Math.PI * hz) / RATE)
const settings = {
  baseDb: -2,
  lowDb: -3,
  highDb: -6,
  lowCorner: corner(200),
  highCorner: corner(4000)
}

/** |H| in dB from the coefficients. */
function responseDb(changes: Partial<typeof settings>, hz: number): number {
  const c = new Float64Array(SHELF_PAIR_STRIDE)
  writeShelfPair(c, 0, { ...settings, ...changes })
  const w = (2 * Math.PI * hz) / RATE
  const distance = (root: number) => Math.hypot(1 - root * Math.cos(w), root * Math.sin(w))
  const gain = (c[0] * distance(c[1]) * distance(c[3])) / (distance(c[2]) * distance(c[4]))
  return 20 * Math.log10(gain)
}

describe('a pair of shelves', () => {
  it('has its dB at either end and between', () => {
    expect(responseDb({}, 0.01)).toBeCloseTo(-5, 4)
    expect(responseDb({}, 24_000)).toBeCloseTo(-8, 3)
    expect(responseDb({ lowDb: 0, highDb: 0 }, 1000)).toBeCloseTo(-2, 9)
  })

  it('has half its dB at the corner, whatever the gain', () => {
    for (const highDb of [-40, -6, -0.1, 6]) {
      expect(responseDb({ baseDb: 0, lowDb: 0, highDb }, 4000)).toBeCloseTo(highDb / 2, 9)
      const low = responseDb({ baseDb: 0, lowDb: highDb, highDb: 0 }, 200)
      expect(low).toBeCloseTo(highDb / 2, 9)
    }
  })

  it('is the same shape in dB for lines of 50 and 122 ms: within 1.5 % at a decay of 1.8 s', () => {
    for (const hz of [500, 1000, 2000, 8000]) {
      const short = responseDb({ baseDb: -1.6, lowDb: 0.08, highDb: -1.74 }, hz)
      const long = responseDb({ baseDb: -1.6 * 2.44, lowDb: 0.08 * 2.44, highDb: -1.74 * 2.44 }, hz)
      // The slope of a first-order shelf saturates with its gain.
      expect(Math.abs(long / short / 2.44 - 1), `${hz} Hz`).toBeLessThan(0.015)
    }
  })

  it('passes everything with all at 0 dB', () => {
    expect(responseDb({ baseDb: 0, lowDb: 0, highDb: 0 }, 3000)).toBeCloseTo(0, 12)
  })
})
