import type { NumberRow } from './rows.ts'

/**
 * Travel 0..1 of a control to the plain value and back. Knobs, MIDI and automation lanes use this
 * pair; the two functions are inverses of each other within rounding.
 */

/** The one place where a number is brought into its range. A non-number gives the default. */
export function clampValue(row: NumberRow, value: number): number {
  if (Number.isNaN(value)) return row.default
  return Math.min(Math.max(value, row.min), row.max)
}

/** Plain value (clamped) -> travel 0..1. */
export function toNormalized(row: NumberRow, value: number): number {
  const v = clampValue(row, value)
  const { min, max, curve } = row
  switch (curve.kind) {
    case 'linear':
      return (v - min) / (max - min)
    case 'log':
      return Math.log(v / min) / Math.log(max / min)
    case 'logMid': {
      const shift = logShift(min, max, curve.mid)
      return Math.log((v + shift) / (min + shift)) / Math.log((max + shift) / (min + shift))
    }
    case 'power':
      return ((v - min) / (max - min)) ** (1 / curve.exponent)
    case 'fader':
      return faderTravel(v) / faderTravel(max)
  }
}

/** Travel (clamped to 0..1) -> plain value. */
export function fromNormalized(row: NumberRow, normalized: number): number {
  const u = normalized >= 0 ? Math.min(normalized, 1) : 0
  const { min, max, curve } = row
  if (u === 0) return min
  if (u === 1) return max
  switch (curve.kind) {
    case 'linear':
      return min + u * (max - min)
    case 'log':
      return min * (max / min) ** u
    case 'logMid': {
      const shift = logShift(min, max, curve.mid)
      return clampValue(row, (min + shift) * ((max + shift) / (min + shift)) ** u - shift)
    }
    case 'power':
      return min + (max - min) * u ** curve.exponent
    case 'fader':
      return faderDecibelsAt(u * faderTravel(max))
  }
}

/** The shift that puts `mid` at half travel: (mid + s)^2 = (min + s)(max + s). */
function logShift(min: number, max: number, mid: number): number {
  return (mid * mid - min * max) / (min + max - 2 * mid)
}

/**
 * Taper of a console fader (Ardour's gain-to-position law): ((6 log2 g + 192) / 198)^8.
 * 1 at +6 dB, 0.782 at 0 dB, 0 at -192 dB and below.
 */
function faderTravel(decibels: number): number {
  const base = (6 * (decibels / DECIBELS_PER_OCTAVE) + 192) / 198
  const fourth = base * base * base * base
  return base > 0 ? fourth * fourth : 0
}

function faderDecibelsAt(travel: number): number {
  const eighthRoot = Math.sqrt(Math.sqrt(Math.sqrt(travel)))
  return ((198 * eighthRoot - 192) / 6) * DECIBELS_PER_OCTAVE
}

/** 20 log10(2). */
const DECIBELS_PER_OCTAVE = 20 * Math.log10(2)

/**
 * A value moved by key or wheel: one step is 1/100 of the travel, and never less than 0.1 of the
 * unit on a linear decibel or per-cent row, so that figures stay round.
 */
export function nudgeValue(row: NumberRow, value: number, steps: number): number {
  if (row.unit === 'integer')
    return clampValue(row, Math.round(value + Math.sign(steps) * Math.max(1, Math.abs(steps))))
  if (row.curve.kind === 'linear') {
    const step = niceStep((row.max - row.min) / 100)
    const grid = step / 10
    return clampValue(row, Math.round((value + steps * step) / grid) * grid)
  }
  return fromNormalized(row, toNormalized(row, value) + steps / 100)
}

/** The nearest of 1, 2, 5 times a power of ten. */
function niceStep(step: number): number {
  const decade = 10 ** Math.floor(Math.log10(step))
  const digit = step / decade
  return decade * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10)
}
