import { describe, it } from 'vitest'
import type { EqFilter, EqSlope } from '../../worklets/dsp/filters/eq-filter.ts'
import { worstEqError } from '../support/eq-response.ts'
import { figuresOf } from '../support/figures.ts'

/** How closely the equalizer follows analog filters, over the whole grid of the sound design. */

const figures = figuresOf('eq', 'curves')

const FREQUENCIES = [30, 100, 1000, 2500, 5000, 8000, 10_000, 12_000, 15_000, 18_000]
const QS = [0.5, Math.SQRT1_2, 1, 2, 6]
/** Far below half the sample rate all filters are alike, and their responses long. */
const qsAt = (frequencyHz: number) => (frequencyHz < 1000 ? [Math.SQRT1_2, 6] : QS)
const SLOPES: readonly EqSlope[] = [6, 12, 18, 24, 36, 48, 72, 96]
const BOTH = [1, -1]

type Grid = (visit: (filter: EqFilter) => void) => void

const bells =
  (...gains: readonly number[]): Grid =>
  (visit) => {
    for (const frequencyHz of FREQUENCIES) {
      for (const q of qsAt(frequencyHz)) {
        for (const gain of gains) {
          for (const sign of BOTH) {
            visit({ type: 'bell', frequencyHz, q, gainDb: sign * gain, slope: 12 })
          }
        }
      }
    }
  }

const shelves: Grid = (visit) => {
  for (const type of ['lowShelf', 'highShelf'] as const) {
    for (const frequencyHz of FREQUENCIES) {
      for (const gain of [3, 6, 12, 24]) {
        for (const sign of BOTH) {
          for (const q of qsAt(frequencyHz)) {
            visit({ type, frequencyHz, q, gainDb: sign * gain, slope: 12 })
          }
        }
      }
    }
  }
}

const steepShelves: Grid = (visit) => {
  for (const type of ['lowShelf', 'highShelf'] as const) {
    for (const frequencyHz of FREQUENCIES) {
      for (const gainDb of [12, -24]) {
        for (const slope of SLOPES) {
          visit({ type, frequencyHz, q: Math.SQRT1_2, gainDb, slope })
        }
      }
    }
  }
}

const cuts =
  (type: 'lowCut' | 'highCut'): Grid =>
  (visit) => {
    for (const frequencyHz of FREQUENCIES) {
      for (const q of qsAt(frequencyHz)) {
        for (const slope of SLOPES) visit({ type, frequencyHz, q, gainDb: 0, slope })
      }
    }
  }

/** Worst of a grid, in dB. */
function worstOf(grid: Grid, phase: 'zeroLatency' | 'natural', rate: number): number {
  let worst = 0
  grid((filter) => {
    worst = Math.max(worst, worstEqError(filter, phase, rate))
  })
  return worst
}

const RIVALS_48 = {
  small: 'RBJ bilinear 6.70, Vicanek 2016 0.63, "ideal biquad" of ZL 0.61',
  large: 'RBJ bilinear 10.6, Vicanek 2016 0.86, "ideal biquad" of ZL 0.89',
  shelf: '"ideal biquad" of ZL at Q 0.71: 0.63'
}

describe.each([
  [44_100, 0.25, 0.45, 0.55, 1.5],
  [48_000, 0.15, 0.25, 0.4, 1],
  [96_000, 0.15, 0.25, 0.4, 1]
])('without latency at %i Hz', (rate, small, large, shelf, cut) => {
  const row = (asked: number, what: string, grid: Grid, others?: string) =>
    figures.atMost(asked, {
      name: `zero latency: ${what}`,
      at: `${rate / 1000} kHz`,
      measured: worstOf(grid, 'zeroLatency', rate),
      unit: 'dB',
      digits: 3,
      others: rate === 48_000 ? others : undefined
    })

  it('follows analog bells', () => {
    row(small, 'bells to 12 dB', bells(3, 6, 12), RIVALS_48.small)
    row(large, 'bells of 24 dB', bells(24), RIVALS_48.large)
  })

  it('follows analog shelves', () => {
    row(shelf, 'shelves of 12 dB/oct to 24 dB, any Q', shelves, RIVALS_48.shelf)
    row(shelf, 'shelves of 6 to 96 dB/oct', steepShelves)
  })

  it('follows analog cuts', () => {
    row(cut, 'low cuts of 6 to 96 dB/oct, any Q', cuts('lowCut'))
    row(cut, 'high cuts of 6 to 96 dB/oct, any Q', cuts('highCut'))
  })
})

describe.each([44_100, 48_000])('with natural phase at %i Hz', (rate) => {
  const row = (asked: number, what: string, grid: Grid) =>
    figures.atMost(asked, {
      name: `natural: ${what}`,
      at: `${rate / 1000} kHz`,
      measured: worstOf(grid, 'natural', rate),
      unit: 'dB',
      digits: 3
    })

  it('follows analog bells', () => {
    row(0.05, 'bells to 24 dB', bells(3, 6, 12, 24))
  })

  it('follows analog shelves', () => {
    row(0.05, 'shelves of 12 dB/oct to 24 dB, any Q', shelves)
    row(0.05, 'shelves of 6 to 96 dB/oct', steepShelves)
  })

  it('follows analog cuts', () => {
    row(0.05, 'low cuts of 6 to 96 dB/oct, any Q', cuts('lowCut'))
    row(0.1, 'high cuts of 6 to 96 dB/oct, any Q', cuts('highCut'))
  })
})
