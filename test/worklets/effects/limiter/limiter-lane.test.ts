import { describe, expect, it } from 'vitest'
import { type LaneTimes, LimiterLane } from '../../../../worklets/effects/limiter/limiter-lane.ts'
import { LIMITER_STYLES, type LimiterStyle } from '../../../../worklets/effects/limiter/styles.ts'

const RATE = 48000
const LOOKAHEAD = 144

const KNOBS: LaneTimes = {
  releaseMs: 150,
  autoRelease: true,
  holdMs: 10,
  linkTransients: 1,
  linkRelease: 1
}

function lane(style: LimiterStyle, knobs: Partial<LaneTimes> = {}): LimiterLane {
  const made = new LimiterLane(RATE, 480, 2400, 128)
  made.setShape({ lookahead: LOOKAHEAD, truePeak: true, style })
  made.setTimes({ ...KNOBS, ...knobs })
  return made
}

/** Gains in dB after one peak of that excess at frame 0, of which that much is bass. */
function gainsAfterPeak(style: LimiterStyle, bassShare: number, frames = 24_000): Float64Array {
  const made = lane(style)
  const excess = new Float64Array(128)
  const shares = new Float64Array(128).fill(bassShare)
  const out = new Float64Array(frames)
  for (let start = 0; start + 128 <= frames; start += 128) {
    excess.fill(1)
    if (start === 0) excess[0] = 2
    made.process(excess, excess, shares, 128)
    for (let i = 0; i < 128; i++) out[start + i] = 20 * Math.log10(made.left[i])
  }
  return out
}

const SIX_DB = -20 * Math.log10(2)

describe.each(LIMITER_STYLES)('style %s', (style) => {
  it('has the whole reduction in the last frame of the look-ahead, not less', () => {
    const gains = gainsAfterPeak(style, 0)
    expect(gains[LOOKAHEAD - 1]).toBeLessThanOrEqual(SIX_DB + 1e-5)
    expect(gains[LOOKAHEAD - 1]).toBeGreaterThan(SIX_DB - 1e-4)
  })

  it('comes to rest at exactly 1', () => {
    const made = lane(style)
    const ones = new Float64Array(128).fill(1)
    const peak = new Float64Array(128).fill(3)
    const shares = new Float64Array(128)
    for (let k = 0; k < 2000; k++) made.process(peak, ones, shares, 128)
    for (let n = 0; n < made.restFrames; n += 128) made.process(ones, ones, shares, 128)
    expect(made.atRest).toBe(true)
    expect([...made.left, ...made.right].every((gain) => gain === 1)).toBe(true)
  })
})

describe('styles', () => {
  /** When a single peak's reduction has come back to 1 dB, in ms after it. */
  const backMs = (style: LimiterStyle, bassShare = 0) =>
    (gainsAfterPeak(style, bassShare).findIndex((db, i) => i > LOOKAHEAD && db > -1) - LOOKAHEAD) /
    (RATE / 1000)

  it('let go of a single peak in different times: loud first, then punchy, transparent, safe', () => {
    const times = (['loud', 'punchy', 'transparent', 'safe'] as const).map((style) => backMs(style))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times[3]).toBeGreaterThan(5 * times[0])
  })

  it('hold longer where bass rules the peaks, and safe always does', () => {
    // 10 ms instead of 0.5 ms, and the third of the look-ahead in which nothing moves.
    expect(backMs('transparent', 1) - backMs('transparent', 0)).toBeCloseTo(10.5, 0)
    expect(backMs('safe', 1)).toBe(backMs('safe', 0))
  })

  it('begin to move at different times: punchy and loud spare what comes before the peak', () => {
    const at = Math.round(0.6 * LOOKAHEAD)
    expect(gainsAfterPeak('safe', 0)[at]).toBeLessThan(-2)
    expect(gainsAfterPeak('transparent', 0)[at]).toBeLessThan(-0.5)
    expect(gainsAfterPeak('punchy', 0)[at]).toBeGreaterThan(-0.3)
    expect(gainsAfterPeak('loud', 0)[at]).toBeGreaterThan(-0.3)
  })
})
