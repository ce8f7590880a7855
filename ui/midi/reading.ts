/** What on a controller moved. */
export const controlKinds = [
  'cc',
  'cc14',
  'nrpn',
  'rpn',
  'bend',
  'note',
  'pressure',
  'keyPressure',
  'program'
] as const
export type ControlKind = (typeof controlKinds)[number]

/** What a control says: one of these is filled anew by each message. */
export class Reading {
  kind: ControlKind = 'cc'
  /** 0 to 15. */
  channel = 0
  /** Controller, parameter, key or program number; 0 for bend and pressure. */
  number = 0
  /** 0 to 127, or to 16383 for `cc14`, `nrpn`, `rpn` and `bend`; 0 where a note ends. */
  raw = 0
  /** Set for data increment (+1) and decrement (-1), else 0. */
  step = 0

  set(kind: ControlKind, channel: number, number: number, raw: number): void {
    this.kind = kind
    this.channel = channel
    this.number = number
    this.raw = raw
    this.step = 0
  }

  /** Travel 0..1. */
  get travel(): number {
    return travelOf(this.kind, this.raw)
  }
}

/** Travel 0..1 of each raw value of a kind; the middle of a bend, one above half, is exactly 0.5. */
export function travelsOf(kind: ControlKind): Float64Array {
  if (kind === 'bend') return BEND
  return isFine(kind) ? FINE : COARSE
}

export function travelOf(kind: ControlKind, raw: number): number {
  return travelsOf(kind)[raw] ?? 0
}

/** Whether a kind has 14 bits. */
export function isFine(kind: ControlKind): boolean {
  return kind === 'cc14' || kind === 'nrpn' || kind === 'rpn' || kind === 'bend'
}

/** Most motor faders have 10 bits; the rest of their number is empty, or noise, also at the end. */
const LOWEST_OF_10_BITS = 16

const COARSE = Float64Array.from({ length: 128 }, (_, raw) => raw / 127)
const FINE = Float64Array.from({ length: 16384 }, (_, raw) => snapped(raw, raw / 16383))
const BEND = FINE.map((_, raw) =>
  snapped(raw, raw <= 8192 ? raw / 16384 : 0.5 + (raw - 8192) / (2 * 8191))
)

function snapped(raw: number, travel: number): number {
  if (raw < LOWEST_OF_10_BITS) return 0
  return raw >= 16384 - LOWEST_OF_10_BITS ? 1 : travel
}
