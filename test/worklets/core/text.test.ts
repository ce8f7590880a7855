import { describe, expect, it } from 'vitest'
import { fromNormalized } from '../../../worklets/core/range.ts'
import {
  choice,
  decibels,
  degrees,
  factor,
  faderDecibels,
  hertz,
  milliseconds,
  type NumberRow,
  pan,
  percent,
  plain,
  ratio,
  seconds,
  toggle
} from '../../../worklets/core/rows.ts'
import { formatValue, parseValue } from '../../../worklets/core/text.ts'

const gain = decibels('gain', 'Gain', { range: [-30, 30], default: 0 })
const threshold = decibels('threshold', 'Threshold', { range: [-60, 0], default: -20 })
const fader = faderDecibels('fader', 'Fader', { range: [-Infinity, 12], default: 0 })
const frequency = hertz('frequency', 'Frequency', { range: [10, 30000], default: 1000 })
const attack = milliseconds('attack', 'Attack', { range: [0.02, 1000], default: 10 })
const release = milliseconds('release', 'Release', { range: [1, 5000], default: 120 })
const decay = seconds('decay', 'Decay', { range: [0.1, 60], default: 1.8 })
const mix = percent('mix', 'Mix', { range: [0, 100], default: 100 })
const place = pan('pan', 'Pan', { range: [-100, 100], default: 0 })
const q = plain('q', 'Q', { range: [0.025, 40], default: 0.707 })
const rotation = degrees('rotation', 'Rotation', { range: [-45, 45], default: 0 })
const low = factor('low', 'Low', { range: [0.2, 3], default: 1 })
const compression = ratio('ratio', 'Ratio', {
  range: [1, 100],
  default: 3,
  named: [{ value: 100, text: '∞' }]
})
const lowCut = hertz('lowCut', 'Low cut', {
  range: [10, 500],
  default: 10,
  named: [{ value: 10, text: 'Off' }]
})
const numbers: readonly NumberRow[] = [
  gain,
  threshold,
  fader,
  frequency,
  attack,
  release,
  decay,
  mix,
  place,
  q,
  rotation,
  low,
  compression,
  lowCut
]

describe('text out', () => {
  it.each([
    [gain, 3.46, '+3.5 dB'],
    [gain, -3.4, '−3.4 dB'],
    [gain, -0.01, '0.0 dB'],
    [threshold, -24, '−24.0 dB'],
    [fader, -Infinity, '−∞ dB'],
    [frequency, 92.04, '92 Hz'],
    [frequency, 3350, '3.35 kHz'],
    [frequency, 999.7, '1.00 kHz'],
    [attack, 0.02, '0.02 ms'],
    [attack, 12.3, '12 ms'],
    [release, 1200, '1.20 s'],
    [decay, 1.8, '1.80 s'],
    [mix, 82.4, '82 %'],
    [place, -22.2, 'L 22'],
    [place, 0.3, 'C'],
    [q, 1.9, '1.90'],
    [compression, 4, '4.0 : 1'],
    [compression, 100, '∞ : 1'],
    [lowCut, 10, 'Off'],
    [low, 1.1, '1.10 ×']
  ] as const)('%o at %d reads %s', (row, value, text) => {
    expect(formatValue(row, value)).toBe(text)
  })
})

describe('text in', () => {
  it.each([
    [frequency, '1k', 1000],
    [frequency, '3.35 kHz', 3350],
    [frequency, '92', 92],
    [frequency, 'A4', 440],
    [frequency, 'c4', 261.6256],
    [gain, '-6 dB', -6],
    [gain, '−6', -6],
    [gain, '+2,5', 2.5],
    [fader, '-inf', -Infinity],
    [fader, '−∞ dB', -Infinity],
    [attack, '1 s', 1000],
    [attack, '0.5ms', 0.5],
    [decay, '800 ms', 0.8],
    [mix, '20%', 20],
    [compression, '3:1', 3],
    [compression, '3 : 1', 3],
    [compression, 'inf', 100],
    [place, 'L 22', -22],
    [place, 'r18', 18],
    [place, 'C', 0],
    [lowCut, 'off', 10]
  ] as const)('%o understands %s', (row, text, value) => {
    expect(parseValue(row, text)).toBeCloseTo(value, 3)
  })

  it.each([
    [frequency, 'loud'],
    [gain, ''],
    [gain, '3 Hz'],
    [mix, '20 dB'],
    [compression, '1:2:3']
  ] as const)('%o refuses %s', (row, text) => {
    expect(parseValue(row, text)).toBeUndefined()
  })

  it('understands choices by option or label, and toggles by on and off', () => {
    const type = choice('type', 'Type', {
      options: ['bell', 'lowCut'],
      labels: { lowCut: 'Low cut' }
    })
    expect(parseValue(type, 'low CUT')).toBe('lowCut')
    expect(parseValue(type, 'lowcut')).toBe('lowCut')
    expect(parseValue(type, 'shelf')).toBeUndefined()
    expect(parseValue(toggle('auto', 'Auto'), 'On')).toBe(true)
  })

  for (const row of numbers) {
    it(`${row.id}: what is written reads back as the same text over the whole range`, () => {
      for (let u = 0; u <= 1; u += 1 / 500) {
        const text = formatValue(row, fromNormalized(row, u))
        const value = parseValue(row, text)
        expect(value, text).toBeDefined()
        expect(formatValue(row, Number(value))).toBe(text)
      }
    })
  }
})
