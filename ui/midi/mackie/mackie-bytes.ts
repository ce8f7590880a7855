/**
 * The Mackie Control protocol, byte by byte (Logic Control protocol appendix, Logic 7.2.1; the
 * TouchMCU measurements of an MCU Pro 3.0.0): numbers of keys, and what the parts of a unit are
 * sent.
 */

export const STRIPS = 8
export const MASTER_FADER = 8

/** Notes of channel 1, in and out: a press has 127, a lamp 0, 1 (flashing) or 127. */
export const KEY = {
  record: 0x00,
  solo: 0x08,
  mute: 0x10,
  select: 0x18,
  push: 0x20,
  assignTrack: 0x28,
  assignSend: 0x29,
  assignPan: 0x2a,
  assignPlugIn: 0x2b,
  assignEq: 0x2c,
  bankLeft: 0x2e,
  bankRight: 0x2f,
  channelLeft: 0x30,
  channelRight: 0x31,
  flip: 0x32,
  nameValue: 0x34,
  timeFormat: 0x35,
  shift: 0x46,
  undo: 0x51,
  save: 0x50,
  cycle: 0x56,
  rewind: 0x5b,
  forward: 0x5c,
  stop: 0x5d,
  play: 0x5e,
  recordAll: 0x5f,
  left: 0x62,
  right: 0x63,
  touch: 0x68,
  smpteLamp: 0x71,
  beatsLamp: 0x72,
  soloLamp: 0x73
} as const

/** Keys that have lamps: those between have none, or tell only of touches. */
export const LAMPS: readonly number[] = [
  ...range(0x00, 0x1f),
  ...range(0x28, 0x65),
  ...range(KEY.smpteLamp, KEY.soloLamp)
]

export type Lamp = 'off' | 'flash' | 'on'
export const LAMP_VALUES: Readonly<Record<Lamp, number>> = { off: 0, flash: 1, on: 127 }

export const NOTE_OFF = 0x80
export const NOTE_ON = 0x90
export const CONTROL_CHANGE = 0xb0
export const PRESSURE = 0xd0
export const BEND = 0xe0
export const EXCLUSIVE = 0xf0
export const END = 0xf7

/** Controllers of channel 1. */
export const CONTROL = {
  pot: 0x10,
  ring: 0x30,
  jog: 0x3c,
  /** Rightmost cell of the time display; the others count up to the left. */
  time: 0x40,
  assignmentRight: 0x4a,
  assignmentLeft: 0x4b
} as const

export const TIME_CELLS = 10

/** How the lamps round an encoder show its place. */
export const RING_MODES = ['dot', 'boostCut', 'fill', 'spread'] as const
export type RingMode = (typeof RING_MODES)[number]

/** What a ring is sent; `place` is 0 (dark) to 11, its center 6. */
export function ringValue(mode: RingMode, place: number, center: boolean): number {
  const most = mode === 'spread' ? 6 : 11
  const lamps = Math.min(most, Math.max(0, Math.round(place)))
  return (center ? 0x40 : 0) | (RING_MODES.indexOf(mode) << 4) | lamps
}

/**
 * Steps of an encoder or the wheel: bit 6 is the direction. Some units send 0 for the slowest turn.
 */
export function ticksOf(value: number): number {
  const ticks = value & 0x3f || 1
  return value & 0x40 ? -ticks : ticks
}

/** Lit steps of a meter: full scale lights the last of twelve, more than that the next. */
const METER_DB = [-60, -54, -48, -42, -36, -30, -24, -18, -12, -6, -3, -1]
const OVER = 0x0d
export const OVERLOAD = 0x0e
export const CLEAR_OVERLOAD = 0x0f

/** Step 0 to 13 of a meter for a peak in dBFS. */
export function meterStep(peakDb: number): number {
  if (peakDb > 0) return OVER
  let step = 0
  while (step < METER_DB.length && peakDb >= (METER_DB[step] ?? 0)) step++
  return step
}

/** Kinds of units, as they call themselves in exclusive messages. */
export const UNIT = { logic: 0x10, logicExtender: 0x11, mackie: 0x14, extender: 0x15 } as const

/** Commands of exclusive messages, after the header. */
export const COMMAND = {
  query: 0x00,
  hello: 0x01,
  reply: 0x02,
  confirmed: 0x03,
  refused: 0x04,
  text: 0x12,
  meterMode: 0x20,
  colors: 0x72
} as const

/**
 * Units that go online only after their question has been answered; to others that would be wrong.
 */
export function needsReply(unit: number): boolean {
  return unit === UNIT.logic || unit === UNIT.logicExtender
}

const HEADER = [EXCLUSIVE, 0x00, 0x00, 0x66]

export function exclusive(unit: number, command: number, ...data: readonly number[]): Uint8Array {
  return Uint8Array.of(...HEADER, unit, command, ...data, END)
}

/**
 * Unit and command of an exclusive message, and what follows; undefined where it is none of these.
 */
export function readExclusive(
  data: Uint8Array
): { readonly unit: number; readonly command: number; readonly rest: Uint8Array } | undefined {
  if (HEADER.some((byte, i) => data[i] !== byte) || data.at(-1) !== END) return undefined
  const [unit, command] = data.subarray(HEADER.length)
  if (unit === undefined || command === undefined || command === END) return undefined
  return { unit, command, rest: data.subarray(HEADER.length + 2, -1) }
}

/**
 * Answer to a hello of seven characters of serial number and four bytes of challenge; undefined
 * where it is cut short.
 */
export function replyTo(unit: number, rest: Uint8Array): Uint8Array | undefined {
  if (rest.length < 11) return undefined
  const serial = rest.subarray(0, 7)
  return exclusive(unit, COMMAND.reply, ...serial, ...responseTo([...rest.subarray(7, 11)]))
}

/** Response to a challenge l1 to l4 (Logic Control protocol, "host connection reply"). */
export function responseTo([l1 = 0, l2 = 0, l3 = 0, l4 = 0]: readonly number[]): readonly number[] {
  return [
    l1 + (l2 ^ 0x0a) - l4,
    (l3 >> 4) ^ (l1 + l4),
    (l4 - (l3 << 2)) ^ (l1 | l2),
    l2 - l3 + (0xf0 ^ (l4 << 4))
  ].map((byte) => byte & 0x7f)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
