import type { Binding } from './binding.ts'
import type { BindingTable } from './binding-table.ts'
import { controlMessages, isTouched, rawOf } from './feedback.ts'
import type { MidiPorts } from './midi-ports.ts'
import type { MidiTarget } from './midi-target.ts'

/** Tells the motors and rings of mapped controls where their parameters stand, when those move. */
export class Motors {
  readonly #table: BindingTable
  readonly #ports: MidiPorts

  constructor(table: BindingTable, ports: MidiPorts) {
    this.#table = table
    this.#ports = ports
  }

  /** A parameter has moved, whoever moved it. */
  noteMoved({ source, param }: MidiTarget): void {
    const { speaking } = this.#table
    for (let i = 0; i < speaking.length; i++) {
      const binding = speaking[i]
      if (binding?.source === source && binding.row.id === param) binding.feedbackDue = true
    }
  }

  /** Devices have come: whatever they were told before, they know nothing. */
  forget(): void {
    for (const binding of this.#table.all) binding.forgetFeedback()
  }

  /** Sends what is due; to be called at most 50 times a second. */
  tick(timeMs: number): void {
    for (const binding of this.#table.speaking) {
      if (binding.wantsFeedback(timeMs)) this.#speak(binding, timeMs)
    }
  }

  #speak(binding: Binding, timeMs: number): void {
    const device = this.#table.deviceOf(binding.mapping.device)
    if (device === undefined || !this.#ports.output(device)) return
    if (isTouched(binding, this.#ports.parsers.get(device))) return
    const { travel, channel, mapping } = binding
    const raw = rawOf(binding)
    if (!binding.noteFeedback(travel, raw, timeMs)) return
    // What else the control moves must not take its motor for a hand.
    for (const other of this.#table.sharing(binding)) other.noteMotor(travel, timeMs)
    // One of any channel is told on that which it was heard on.
    for (const bytes of controlMessages({ ...mapping, channel: channel + 1 }, raw)) {
      this.#ports.send(device, bytes)
    }
  }
}
