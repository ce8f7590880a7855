import type { Binding } from './binding.ts'
import type { ControlAddress } from './mapping.ts'
import type { MidiParser } from './midi-parser.ts'
import { isFine } from './reading.ts'

const NOTE_ON = 0x90
const CONTROL_CHANGE = 0xb0
const BEND = 0xe0

/** Mackie Control: keys 104 to 112 of channel 1 tell that a hand is on fader 1 to 9. */
const FIRST_TOUCH_KEY = 104
const TOUCH_KEYS = 9

/** What a control would be sent for the place of its parameter, as one number. */
export function rawOf({ mapping, travel }: Binding): number {
  return Math.round(travel * (isFine(mapping.kind) ? 16383 : 127))
}

/** The messages that tell a control a number of its own range, in the way it is heard. */
export function controlMessages(
  { kind, number, channel }: ControlAddress,
  raw: number
): readonly Uint8Array[] {
  const line = channel === 'any' ? 0 : channel - 1
  const control = CONTROL_CHANGE | line
  const [high, low] = [raw >> 7, raw & 127]
  switch (kind) {
    case 'cc':
      return [Uint8Array.of(control, number, raw)]
    case 'cc14':
      return [Uint8Array.of(control, number, high), Uint8Array.of(control, number + 32, low)]
    case 'nrpn':
    case 'rpn': {
      const first = kind === 'nrpn' ? 99 : 101
      const halves = [first, number >> 7, first - 1, number & 127, 6, high, 38, low]
      return [0, 2, 4, 6].map((i) => Uint8Array.of(control, halves[i] ?? 0, halves[i + 1] ?? 0))
    }
    case 'bend':
      return [Uint8Array.of(BEND | line, low, high)]
    case 'note':
      return [Uint8Array.of(NOTE_ON | line, number, raw > 63 ? 127 : 0)]
    default:
      return []
  }
}

/** Whether a hand is on the fader of a binding: its motor must not fight it. */
export function isTouched({ mapping, channel }: Binding, parser: MidiParser | undefined): boolean {
  return mapping.kind === 'bend' && isFaderTouched(channel, parser)
}

/** Whether a hand is on the fader that bends a channel, 0 to 15. */
export function isFaderTouched(channel: number, parser: MidiParser | undefined): boolean {
  return channel < TOUCH_KEYS && (parser?.isHeld(0, FIRST_TOUCH_KEY + channel) ?? false)
}
