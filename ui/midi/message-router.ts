import type { Binding } from './binding.ts'
import type { BindingTable } from './binding-table.ts'
import type { Learning } from './learning.ts'
import type { MessageLog } from './message-log.ts'
import type { MidiParser } from './midi-parser.ts'
import type { Reading } from './reading.ts'
import type { SurfaceDevices } from './surface-devices.ts'

interface RouterParts {
  readonly log: MessageLog
  readonly learning: Learning
  readonly table: BindingTable
  readonly surfaces: SurfaceDevices
  /** Is told a program, from 0, that nothing is mapped to. */
  program(number: number): void
}

/**
 * Brings each message to those whom it is for: a surface, or the search for a control, or the
 * bindings of what has moved; and writes it down. Makes no garbage.
 */
export class MessageRouter {
  readonly #parts: RouterParts

  constructor(parts: RouterParts) {
    this.#parts = parts
  }

  /** Takes a message of a device as its browser delivers it. */
  take(device: string, parser: MidiParser, data: Uint8Array, timeMs: number): void {
    const { learning, surfaces } = this.#parts
    if (!learning.isForSurface && surfaces.receiverOf(device)?.(data, timeMs)) return
    if (parser.isWaiting) this.settle(device, parser, timeMs)
    if (parser.read(data, timeMs)) this.#dispatch(device, parser, timeMs)
  }

  /** Numbers whose other halves have not come are taken as they stand. */
  settle(device: string, parser: MidiParser, timeMs: number): void {
    const { learning, table } = this.#parts
    while (parser.settle(timeMs)) {
      const { joined } = parser
      const learns = learning.isOn
      if (parser.spoken === joined) this.#hear(device, parser, timeMs)
      if (!learns) apply(table.of(device), joined, timeMs)
    }
  }

  #dispatch(device: string, parser: MidiParser, timeMs: number): void {
    const { learning, table } = this.#parts
    const learns = learning.isOn
    this.#hear(device, parser, timeMs)
    if (learns) return
    const bindings = table.of(device)
    const { joined, plain } = parser
    const isTaken = parser.isJoined && apply(bindings, joined, timeMs)
    // Data entry belongs to the parameter that is chosen, unless nobody wants that one.
    const wantsPlain = !isTaken || joined.kind === 'cc14'
    const isMapped = wantsPlain && apply(bindings, plain, timeMs)
    if (plain.kind === 'program' && !isMapped) this.#parts.program(plain.number)
  }

  #hear(device: string, parser: MidiParser, timeMs: number): void {
    const { log, learning } = this.#parts
    const { spoken } = parser
    if (!parser.isPart) log.write(device, spoken.kind, spoken.channel, spoken.number, spoken.raw)
    if (learning.isOn) learning.take(device, parser, timeMs)
  }
}

/** Whether there are bindings of what has moved. */
function apply(bindings: readonly Binding[], reading: Reading, timeMs: number): boolean {
  let any = false
  for (let i = 0; i < bindings.length; i++) {
    const binding = bindings[i]
    if (!binding?.matches(reading)) continue
    binding.apply(reading, timeMs)
    any = true
  }
  return any
}
