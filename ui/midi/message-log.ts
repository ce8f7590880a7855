import { type ControlKind, controlKinds } from './reading.ts'

const KEPT = 32

/** One message as it can be shown. */
export interface MidiMessage {
  readonly device: string
  readonly kind: ControlKind
  /** 1 to 16. */
  readonly channel: number
  readonly number: number
  readonly raw: number
}

/** The newest messages. Writing makes no garbage; objects are made only where somebody reads. */
export class MessageLog {
  /** How many have come in: has something happened since the last look? */
  count = 0
  readonly #devices: string[] = Array.from({ length: KEPT }, () => '')
  readonly #kinds = new Uint8Array(KEPT)
  readonly #channels = new Uint8Array(KEPT)
  readonly #numbers = new Uint16Array(KEPT)
  readonly #raws = new Uint16Array(KEPT)

  write(device: string, kind: ControlKind, channel: number, number: number, raw: number): void {
    const at = this.count % KEPT
    this.#devices[at] = device
    this.#kinds[at] = controlKinds.indexOf(kind)
    this.#channels[at] = channel + 1
    this.#numbers[at] = number
    this.#raws[at] = raw
    this.count++
  }

  /** Newest first. */
  latest(most: number): readonly MidiMessage[] {
    const length = Math.min(most, this.count, KEPT)
    return Array.from({ length }, (_, i) => {
      const at = (this.count - 1 - i) % KEPT
      return {
        device: this.#devices[at] ?? '',
        kind: controlKinds[this.#kinds[at] ?? 0] ?? 'cc',
        channel: this.#channels[at] ?? 1,
        number: this.#numbers[at] ?? 0,
        raw: this.#raws[at] ?? 0
      }
    })
  }
}
