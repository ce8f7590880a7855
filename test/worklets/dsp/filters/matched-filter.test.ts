import { describe, expect, it } from 'vitest'
import { AnalogPrototype } from '../../../../worklets/dsp/filters/analog-prototype.ts'
import type { EqFilter, EqFilterType, EqSlope } from '../../../../worklets/dsp/filters/eq-filter.ts'
import { MatchedFilter } from '../../../../worklets/dsp/filters/matched-filter.ts'
import { SVF_STRIDE } from '../../../../worklets/dsp/filters/svf-coefficients.ts'
import { randomSource } from '../../../support/signals.ts'

const FREQUENCIES_HZ = [30, 100, 1000, 2500, 5000, 8000, 10000, 12000, 15000, 18000]
const QS = [0.5, 0.707, 1, 2, 6]
const SLOPES = [6, 12, 18, 24, 36, 48, 72, 96] as const
const TYPES: readonly EqFilterType[] = [
  'bell',
  'lowShelf',
  'highShelf',
  'lowCut',
  'highCut',
  'notch',
  'bandPass',
  'tilt',
  'allPass'
]

const prototype = new AnalogPrototype()

/** Largest difference from the analog curve in dB, 10 Hz to 20 kHz, where that is above -60 dB. */
function errorDb(filter: EqFilter, matched: MatchedFilter): number {
  prototype.set(filter)
  matched.set(filter)
  const top = Math.min(20000, 0.49 * matched.sampleRate)
  let worst = 0
  const look = (frequencyHz: number) => {
    if (frequencyHz > top) return
    const wanted = prototype.power(frequencyHz)
    if (wanted < 1e-6) return
    const error = Math.abs(10 * Math.log10(matched.power(frequencyHz) / wanted))
    // Not a number must not pass for no error.
    worst = error <= worst ? worst : error
  }
  for (let i = 0; i <= 120; i++) look(10 * (top / 10) ** (i / 120))
  for (let i = 0; i <= 40; i++) look(top * (0.6 + i / 100))
  for (let i = -20; i <= 20; i++) look(filter.frequencyHz * 2 ** (i / 15 / filter.q))
  return worst
}

/** The largest error over a grid, and the setting that makes it. */
function worstOf(sampleRate: number, filters: Iterable<EqFilter>): { db: number; at: string } {
  const matched = new MatchedFilter(sampleRate)
  let worst = { db: 0, at: '' }
  for (const filter of filters) {
    const db = errorDb(filter, matched)
    if (!(db <= worst.db)) worst = { db, at: JSON.stringify(filter) }
  }
  return worst
}

function* grid(
  type: EqFilterType,
  gainsDb: readonly number[] = [0],
  slopes: readonly EqSlope[] = [12]
): Generator<EqFilter> {
  for (const slope of slopes)
    for (const frequencyHz of FREQUENCIES_HZ)
      for (const q of slope === 6 ? [0.707] : QS)
        for (const gainDb of gainsDb) yield { type, frequencyHz, q, gainDb, slope }
}

/** Settings between those of the grid. */
function* between(
  seed: number,
  types: readonly EqFilterType[],
  mostDb: number,
  slopes: readonly EqSlope[]
): Generator<EqFilter> {
  const random = randomSource(seed)
  const unit = () => 0.5 + 0.5 * random()
  for (let i = 0; i < 120; i++) {
    yield {
      type: types[i % types.length],
      frequencyHz: 20 * 975 ** unit(),
      q: 0.3 * 40 ** unit(),
      gainDb: mostDb * random(),
      slope: slopes[Math.floor(unit() * slopes.length)]
    }
  }
}

describe.each([
  // Asked of bells: 0.15, 0.25 (24 dB); shelves 0.4; cuts 1. The limits are what is measured.
  [48000, { bell: 0.08, wideBell: 0.11, shelf: 0.2, cut: 0.25 }],
  // Asked: 0.25, 0.45, 0.55, 1.5.
  [44100, { bell: 0.11, wideBell: 0.11, shelf: 0.48, cut: 0.4 }],
  [96000, { bell: 0.03, wideBell: 0.05, shelf: 0.12, cut: 0.7 }],
  [192000, { bell: 0.02, wideBell: 0.04, shelf: 0.1, cut: 0.2 }]
] as const)('at %i Hz', (sampleRate, limit) => {
  it(`bells of up to 12 dB follow the analog curve within ${limit.bell} dB`, () => {
    const worst = worstOf(sampleRate, grid('bell', [-12, -6, -3, 3, 6, 12]))
    expect(worst.db, worst.at).toBeLessThan(limit.bell)
  })

  it(`bells of 24 dB follow the analog curve within ${limit.wideBell} dB`, () => {
    const worst = worstOf(sampleRate, grid('bell', [-24, 24]))
    expect(worst.db, worst.at).toBeLessThan(limit.wideBell)
  })

  it(`shelves of every slope follow the analog curve within ${limit.shelf} dB`, () => {
    for (const type of ['lowShelf', 'highShelf'] as const) {
      const worst = worstOf(sampleRate, grid(type, [-12, 3, 24], SLOPES))
      expect(worst.db, worst.at).toBeLessThan(limit.shelf)
    }
  })

  it(`cuts of every slope follow the analog curve within ${limit.cut} dB`, () => {
    for (const type of ['lowCut', 'highCut'] as const) {
      const worst = worstOf(sampleRate, grid(type, [0], SLOPES))
      expect(worst.db, worst.at).toBeLessThan(limit.cut)
    }
  })

  it('notch, band pass and tilt follow the analog curve within 0.15 dB', () => {
    for (const type of ['notch', 'bandPass', 'tilt'] as const) {
      const worst = worstOf(sampleRate, grid(type, [6]))
      expect(worst.db, worst.at).toBeLessThan(0.15)
    }
  })

  it('settings between those of the grid, Q 0.3 to 12, are no worse', () => {
    const bells = worstOf(sampleRate, between(1, ['bell'], 24, [12]))
    expect(bells.db, bells.at).toBeLessThan(limit.wideBell)
    const shelves = worstOf(sampleRate, between(2, ['lowShelf', 'highShelf'], 24, SLOPES))
    expect(shelves.db, shelves.at).toBeLessThan(limit.shelf)
    const cuts = worstOf(sampleRate, between(3, ['lowCut', 'highCut'], 0, SLOPES))
    expect(cuts.db, cuts.at).toBeLessThan(limit.cut)
  })
})

describe('a matched filter', () => {
  it('cuts by the exact inverse of its boost: the two null to below -200 dB', () => {
    const boost = new MatchedFilter(48000)
    const cut = new MatchedFilter(48000)
    for (const type of ['bell', 'lowShelf', 'highShelf', 'tilt'] as const) {
      for (const frequencyHz of [40, 900, 9000, 17000, 26000]) {
        for (const gainDb of [0.5, 12, 30]) {
          const filter = { type, frequencyHz, q: 1.7, slope: 24, gainDb } as const
          boost.set(filter)
          cut.set({ ...filter, gainDb: -gainDb })
          for (const at of [20, 900, 9000, 20000, 23000]) {
            const level = Math.sqrt(boost.power(at) * cut.power(at))
            expect(Math.abs(level - 1), `${type} ${frequencyHz} ${at}`).toBeLessThan(1e-10)
          }
        }
      }
    }
  })

  it('does nothing at 0 dB', () => {
    const matched = new MatchedFilter(48000)
    for (const type of ['bell', 'lowShelf', 'highShelf', 'tilt'] as const) {
      for (const slope of [6, 12, 36] as const) {
        matched.set({ type, frequencyHz: 9000, q: 1, gainDb: 0, slope })
        for (const at of [20, 5000, 9000, 20000]) {
          expect(matched.power(at), `${type} ${slope}`).toBeCloseTo(1, 9)
        }
      }
    }
  })

  it('is finite and stable at every corner of every range', () => {
    for (const sampleRate of [22050, 44100, 192000]) {
      const matched = new MatchedFilter(sampleRate)
      for (const type of TYPES) {
        for (const slope of [6, 18, 96] as const) {
          for (const frequencyHz of [10, 3000, 0.499 * sampleRate, 0.5 * sampleRate, 30000]) {
            for (const q of [0.025, 1, 40]) {
              for (const gainDb of [-60, -1e-3, 60]) {
                matched.set({ type, frequencyHz, q, gainDb, slope })
                const at = `${type} ${slope} ${frequencyHz} ${q} ${gainDb} at ${sampleRate}`
                for (let s = 0; s < matched.count; s++) {
                  const section = matched.coefficients.subarray(
                    s * SVF_STRIDE,
                    (s + 1) * SVF_STRIDE
                  )
                  expect(section.every(Number.isFinite), at).toBe(true)
                  expect(section[0] > 0 && section[1] > 0, at).toBe(true)
                }
              }
            }
          }
        }
      }
    }
  })

  it('gives a bell of moderate gain one section, and a steep cut one for each 12 dB and one more', () => {
    const matched = new MatchedFilter(48000)
    matched.set({ type: 'bell', frequencyHz: 16000, q: 0.707, gainDb: 6, slope: 12 })
    expect(matched.count).toBe(1)
    matched.set({ type: 'highCut', frequencyHz: 16000, q: 0.707, gainDb: 0, slope: 96 })
    expect(matched.count).toBe(9)
  })

  it('keeps a notch at 30 Hz with Q 40 at 192 kHz deeper than 60 dB', () => {
    const matched = new MatchedFilter(192000)
    matched.set({ type: 'notch', frequencyHz: 30, q: 40, gainDb: 0, slope: 12 })
    expect(10 * Math.log10(matched.power(30))).toBeLessThan(-60)
    expect(10 * Math.log10(matched.power(33))).toBeGreaterThan(-0.2)
  })

  it('stays down in its stop band', () => {
    const matched = new MatchedFilter(48000)
    for (const slope of [24, 48, 96] as const) {
      for (const frequencyHz of [100, 1000, 4000]) {
        matched.set({ type: 'highCut', frequencyHz, q: 0.707, gainDb: 0, slope })
        for (const at of [14000, 18000, 22000, 23900]) {
          expect(10 * Math.log10(matched.power(at)), `${slope} ${frequencyHz} ${at}`).toBeLessThan(
            -40
          )
        }
      }
    }
  })

  it('follows the skirt of a bell whose center lies above half the sample rate', () => {
    const worst = worstOf(
      44100,
      [0.5, 1, 3].map(
        (q) => ({ type: 'bell', frequencyHz: 27000, q, gainDb: 6, slope: 12 }) as const
      )
    )
    expect(worst.db, worst.at).toBeLessThan(0.1)
  })
})

it('makes no section that rings on at the Nyquist frequency, where no fit reaches', () => {
  for (const rate of [44_100, 48_000, 96_000]) {
    const matched = new MatchedFilter(rate)
    for (const type of ['bell', 'lowShelf', 'highShelf'] as const) {
      for (let frequencyHz = 4000; frequencyHz < 24_000; frequencyHz *= 1.03) {
        for (const q of [0.5, 1, 6]) {
          for (const gainDb of [-24, -12, 3, 24]) {
            matched.set({ type, frequencyHz, q, gainDb, slope: 12 })
            for (let s = 0; s < matched.count; s++) {
              const seconds = ringFrames(matched.coefficients, s) / rate
              expect(seconds, `${type} ${frequencyHz} ${q} ${gainDb}`).toBeLessThan(0.05)
            }
          }
        }
      }
    }
  }
})

/** Frames in which the slower pole of a section falls to 1 / e. */
function ringFrames(coefficients: Float64Array, section: number): number {
  const g = coefficients[section * SVF_STRIDE]
  const k = coefficients[section * SVF_STRIDE + 1]
  const root = (k * k) / 4 - 1
  const slower =
    root < 0
      ? Math.hypot(1 - (g * k) / 2, g * Math.sqrt(-root)) /
        Math.hypot(1 + (g * k) / 2, g * Math.sqrt(-root))
      : Math.max(
          ...[-1, 1].map((sign) => {
            const t = g * (-k / 2 + sign * Math.sqrt(root))
            return Math.abs((1 + t) / (1 - t))
          })
        )
  return -1 / Math.log(slower)
}
