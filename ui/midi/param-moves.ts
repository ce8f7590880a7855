import type { ParamValue } from '../../worklets/core/definition.ts'
import { clampValue, fromNormalized, nudgeValue } from '../../worklets/core/range.ts'
import type { ParamRow } from '../../worklets/core/rows.ts'
import { encodeValue } from '../../worklets/core/values.ts'
import { normalizedOf } from '../core/param-controller.ts'
import type { Mapping } from './mapping.ts'

/** A key that steps through a number goes through its range in so many presses. */
const STEPS_OF_KEY = 10

type Part = Pick<Mapping, 'from' | 'to' | 'invert'>

/** The value of a parameter at a place 0..1 of its range. */
export function valueAt(row: ParamRow, place: number): ParamValue {
  if (row.kind === 'toggle') return place >= 0.5
  if (row.kind === 'choice') {
    return row.options[Math.round(place * (row.options.length - 1))] ?? row.default
  }
  const value = fromNormalized(row, place)
  return row.unit === 'integer' ? Math.round(value) : value
}

/** Where some turns of an encoder bring a value: as the arrow keys move it, within its part. */
export function turned(row: ParamRow, value: ParamValue, steps: number, part: Part): ParamValue {
  const signed = part.invert ? -steps : steps
  if (row.kind === 'toggle') return signed > 0
  const from = Math.min(part.from, part.to)
  const to = Math.max(part.from, part.to)
  if (row.kind === 'choice') {
    const last = row.options.length - 1
    const next = encodeValue(row, value) + Math.sign(signed)
    return row.options[clamp(next, Math.ceil(from * last), Math.floor(to * last))] ?? value
  }
  const now = Number(value)
  const next = nudgeValue(row, now, signed)
  // A value beyond its part comes back step by step.
  const low = from === 0 ? row.min : Math.min(fromNormalized(row, from), now)
  const high = to === 1 ? row.max : Math.max(fromNormalized(row, to), now)
  return clampValue(row, Math.min(Math.max(next, low), high))
}

/** Where the press of a key that toggles or steps brings a value. */
export function pressed(
  row: ParamRow,
  value: ParamValue,
  part: Part & Pick<Mapping, 'action'>
): ParamValue {
  const { action, from, to, invert } = part
  if (row.kind === 'choice') {
    const last = row.options.length - 1
    const low = Math.ceil(Math.min(from, to) * last)
    const count = Math.max(1, Math.floor(Math.max(from, to) * last) - low + 1)
    const next = encodeValue(row, value) - low + (invert ? -1 : 1)
    return row.options[low + (((next % count) + count) % count)] ?? value
  }
  const now = normalizedOf(row, value)
  if (action === 'step' && row.kind === 'number') {
    const step = (to - from) / STEPS_OF_KEY
    const next = (now - from) / step + (invert ? -1 : 1)
    // Past the end it begins again at the other one; steps are counted whole.
    const at = next > STEPS_OF_KEY + 0.01 ? 0 : next < -0.01 ? STEPS_OF_KEY : Math.round(next)
    return step === 0 ? value : valueAt(row, from + at * step)
  }
  return valueAt(row, Math.abs(now - to) < Math.abs(now - from) ? from : to)
}

/** How near a control must be to a value to stand at the same place. */
export function nearness(row: ParamRow, fine: boolean): number {
  if (row.kind === 'toggle') return 0.5
  if (row.kind === 'choice') return 0.5 / (row.options.length - 1)
  const resolution = fine ? FINE_NEAR : NEAR
  return row.unit === 'integer' ? Math.max(resolution, 0.5 / (row.max - row.min)) : resolution
}

/** One step of 7 bits; with 14, what no ear tells from a glide. */
const NEAR = 1 / 127
const FINE_NEAR = 1 / 1024

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high))
}
