import { describe, expect, it } from 'vitest'
import { flatDecay, writeDecayCurve } from '../../worklets/dsp/decay-curve.ts'
import { clickResponse, manyResponses, type ReverbValues, TAIL_ONLY } from './reverb-runs.ts'
import { decayTime, declaredDecay, declaredRate, octaveDecay } from './room-acoustics.ts'

const OCTAVES = [125, 250, 500, 1000, 2000, 4000, 8000]
const DEFAULTS = { lowMultiplier: 1.1, lowCrossover: 250, highMultiplier: 0.5, highCrossover: 4500 }

/**
 * T60 of every octave against the declared curve: T30 within 5 %, at 1 kHz within 2 %, and T20
 * within 5 % of T30 where the curve is straight. `seats`: a T20 at 125 Hz scatters by
 * 0.88 sqrt((1 + 1.9 / seats) / (seats 88 Hz T60)) (ISO 3382-2, annex A), 1.5 % here.
 */
function checkDecay(
  values: Partial<ReverbValues> & { readonly decay: number },
  seats: number,
  sampleRate = 48_000
): void {
  const set = { ...DEFAULTS, ...values }
  const curve = flatDecay(1, sampleRate)
  writeDecayCurve(curve, {
    decaySeconds: set.decay,
    lowMultiplier: set.lowMultiplier,
    lowCrossoverHz: set.lowCrossover,
    highMultiplier: set.highMultiplier,
    highCrossoverHz: set.highCrossover
  })
  const seconds = 0.9 * set.decay * Math.max(1, set.lowMultiplier) + 0.3
  const responses = manyResponses(seats, { ...TAIL_ONLY, ...values }, seconds, sampleRate)
  for (const hz of OCTAVES) {
    const measured = octaveDecay(responses, hz, sampleRate)
    const declared = declaredDecay(curve, hz)
    const rate = declaredRate(curve, hz)
    const t30 = decayTime(measured, -35, sampleRate) / decayTime(declared, -35, rate)
    const t20 = decayTime(measured, -25, sampleRate) / decayTime(declared, -25, rate)
    const allowed = hz === 1000 ? 0.02 : 0.05
    const where = `${hz} Hz at ${set.decay} s, ${sampleRate} Hz`
    expect(Math.abs(t30 - 1), `T30, ${where}`).toBeLessThan(allowed)
    expect(Math.abs(t20 / t30 - 1), `T20 against T30, ${where}`).toBeLessThan(0.05)
  }
}

// Renders minutes of tails; slow machines may take their time.
describe('every octave of the tail decays as declared', { timeout: 60_000 }, () => {
  it('at a decay of 0.3 s', () => {
    // The tail's place is never larger than a short decay allows; all seats lie below that.
    checkDecay({ decay: 0.3, size: 30 }, 160)
  })

  it.each([
    [1, 48],
    [2, 24],
    [8, 8]
  ])('at a decay of %s s', (decay, seats) => {
    checkDecay({ decay }, seats)
  })

  it.each(['room', 'chamber', 'plate', 'ambience'] as const)('as a %s of 1 s', (mode) => {
    checkDecay({ mode, decay: 1 }, 32)
  })

  it('with twice the decay at the lows and nearly all at the highs', () => {
    checkDecay(
      { decay: 1.2, lowMultiplier: 2, lowCrossover: 300, highMultiplier: 0.9, highCrossover: 6000 },
      32
    )
  })

  it.each([44_100, 96_000])('at a sample rate of %s Hz', (sampleRate) => {
    checkDecay({ decay: 1 }, 32, sampleRate)
  })
})

it('a tail is over: below -120 dB of its start after 2.1 times T60, and exactly silent at last', () => {
  const [left] = clickResponse({ ...TAIL_ONLY, decay: 0.5, highMultiplier: 1, lowMultiplier: 1 }, 4)
  const start = left.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0)
  const late = left.subarray(Math.round(1.15 * 48_000))
  const rest = late.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0)
  expect(20 * Math.log10(rest / start)).toBeLessThan(-120)
  expect(left.at(-1)).toBe(0)
})
