import { describe, expect, it } from 'vitest'
import { flatDecay, writeDecayCurve } from '../../worklets/dsp/reverb/decay-curve.ts'
import { figuresOf } from '../support/figures.ts'
import { clickResponse, manyResponses, type ReverbValues, TAIL_ONLY } from './reverb-runs.ts'
import { decayTime, declaredDecay, declaredRate, octaveDecay } from './room-acoustics.ts'

const figures = figuresOf('reverb', 'reverb-decay')

const OCTAVES = [125, 250, 500, 1000, 2000, 4000, 8000]
const DEFAULTS = { lowMultiplier: 1.1, lowCrossover: 250, highMultiplier: 0.5, highCrossover: 4500 }

interface Case {
  readonly values: Partial<ReverbValues> & { readonly decay: number }
  /**
   * Responses that are averaged: a T20 at 125 Hz scatters by
   * 0.88 sqrt((1 + 1.9 / seats) / (seats 88 Hz T60)) (ISO 3382-2, annex A), 1.5 % here.
   */
  readonly seats: number
  readonly sampleRate?: number
}

/** Largest errors over the octaves 125 Hz to 8 kHz, in %. */
interface Errors {
  /** T30 against the declared curve, at all octaves and at 1 kHz. */
  t30: number
  middle: number
  /** T20 against T30, each relative to the declared curve: 0 where a decay has one slope. */
  bend: number
}

function measureErrors({ values, seats, sampleRate = 48_000 }: Case): Errors {
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
  const errors: Errors = { t30: 0, middle: 0, bend: 0 }
  for (const hz of OCTAVES) {
    const measured = octaveDecay(responses, hz, sampleRate)
    const declared = declaredDecay(curve, hz)
    const rate = declaredRate(curve, hz)
    const t30 = decayTime(measured, -35, sampleRate) / decayTime(declared, -35, rate)
    const t20 = decayTime(measured, -25, sampleRate) / decayTime(declared, -25, rate)
    errors.t30 = Math.max(errors.t30, 100 * Math.abs(t30 - 1))
    errors.bend = Math.max(errors.bend, 100 * Math.abs(t20 / t30 - 1))
    if (hz === 1000) errors.middle = 100 * Math.abs(t30 - 1)
  }
  return errors
}

function record(where: string, cases: readonly Case[], others = ''): void {
  const all = cases.map(measureErrors)
  const most = (part: keyof Errors) => Math.max(...all.map((errors) => errors[part]))
  const unit = '%'
  const digits = 1
  figures.atMost(5, {
    name: where,
    at: 'T60 of each octave, 125 Hz to 8 kHz: error',
    measured: most('t30'),
    unit,
    digits,
    others
  })
  figures.atMost(2, {
    name: where,
    at: 'T60 at 1 kHz: error',
    measured: most('middle'),
    unit,
    digits
  })
  figures.atMost(5, {
    name: where,
    at: 'T20 against T30',
    measured: most('bend'),
    unit,
    digits
  })
}

// Renders minutes of tails; slow machines may take their time.
describe('every octave of the tail decays as declared', () => {
  it('at decays of 0.3 to 8 s', () => {
    record(
      'decays of 0.3, 1, 2 and 8 s',
      [
        // The tail's place is never larger than a short decay allows; all seats lie below that.
        { values: { decay: 0.3, size: 30 }, seats: 160 },
        { values: { decay: 1 }, seats: 48 },
        { values: { decay: 2 }, seats: 24 },
        { values: { decay: 8 }, seats: 8 }
      ],
      'Calf Reverb: 6.6 s where 2 s is set'
    )
  })

  it('in each place', () => {
    record(
      'room, chamber, plate and ambience of 1 s',
      (['room', 'chamber', 'plate', 'ambience'] as const).map((mode) => ({
        values: { mode, decay: 1 },
        seats: 32
      }))
    )
  })

  it('with twice the decay at the lows and nearly all at the highs', () => {
    record('1.2 s, twice as long below 300 Hz, 0.9 times above 6 kHz', [
      {
        values: {
          decay: 1.2,
          lowMultiplier: 2,
          lowCrossover: 300,
          highMultiplier: 0.9,
          highCrossover: 6000
        },
        seats: 32
      }
    ])
  })

  it('at the longest decay', () => {
    record('the longest decay, 60 s', [{ values: { decay: 60 }, seats: 4 }])
  })

  it('at other sample rates', () => {
    record(
      '1 s at 44.1 and 96 kHz',
      [44_100, 96_000].map((sampleRate) => ({ values: { decay: 1 }, seats: 32, sampleRate }))
    )
  })
})

it('a tail ends: nothing is left after 2.1 times T60, and exact silence at last', () => {
  const flat = { decay: 0.5, highMultiplier: 1, lowMultiplier: 1 }
  const [left] = clickResponse({ ...TAIL_ONLY, ...flat }, 4)
  const start = left.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0)
  const late = left.subarray(Math.round(1.15 * 48_000))
  const rest = late.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0)
  figures.atMost(-120, {
    name: 'what is left of a click after 2.1 times T60 and 0.1 s',
    measured: 20 * Math.log10(rest / start),
    unit: 'dB',
    digits: 0
  })
  expect(left.at(-1)).toBe(0)
})
