import type { Binding } from './binding.ts'
import type { MidiParser } from './midi-parser.ts'
import { isFine } from './reading.ts'

const NOTE_ON = 0x90
const CONTROL_CHANGE = 0xb0
const BEND = 0xe0

/** Mackie Control: keys 104 to 112 of channel 1 tell that a hand is on fader 1 to 9. */
const FIRST_TOUCH_KEY = 104
const TOUCH_KEYS = 9

/** Tells motors and LED rings where their parameters stand. */
export class Feedback {
  readonly #bytes = new Uint8Array(3)

  /** What a control would be sent for the place of its parameter, as one number. */
  rawOf({ mapping, travel }: Binding): number {
    return Math.round(travel * (isFine(mapping.kind) ? 16383 : 127))
  }

  /** Sends where the parameter of a binding stands, in the way its control is heard. */
  send(output: MIDIOutput, { mapping, travel, channel }: Binding): void {
    const { kind, number } = mapping
    const fine = Math.round(travel * 16383)
    const coarse = Math.round(travel * 127)
    const control = CONTROL_CHANGE | channel
    try {
      if (kind === 'cc') this.#write(output, control, number, coarse)
      if (kind === 'cc14') {
        this.#write(output, control, number, fine >> 7)
        this.#write(output, control, number + 32, fine & 127)
      }
      if (kind === 'nrpn' || kind === 'rpn') {
        const first = kind === 'nrpn' ? 99 : 101
        this.#write(output, control, first, number >> 7)
        this.#write(output, control, first - 1, number & 127)
        this.#write(output, control, 6, fine >> 7)
        this.#write(output, control, 38, fine & 127)
      }
      if (kind === 'bend') this.#write(output, BEND | channel, fine & 127, fine >> 7)
      if (kind === 'note') this.#write(output, NOTE_ON | channel, number, coarse > 63 ? 127 : 0)
    } catch {
      // The device has just gone: the state change that follows says so.
    }
  }

  #write(output: MIDIOutput, status: number, first: number, second: number): void {
    const bytes = this.#bytes
    bytes[0] = status
    bytes[1] = first
    bytes[2] = second
    output.send(bytes)
  }
}

/** Whether a hand is on the fader of a binding: its motor must not fight it. */
export function isTouched({ mapping, channel }: Binding, parser: MidiParser | undefined): boolean {
  if (mapping.kind !== 'bend' || channel >= TOUCH_KEYS) return false
  return parser?.isHeld(0, FIRST_TOUCH_KEY + channel) ?? false
}
