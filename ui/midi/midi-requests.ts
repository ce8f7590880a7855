import type { MappingStore } from './mapping-store.ts'
import { browserRequest } from './midi-access.ts'

type Request = () => Promise<MIDIAccess>

export interface MidiControlOptions {
  readonly store?: MappingStore
  /** Instead of `navigator.requestMIDIAccess`, for tests and other hosts. */
  readonly request?: Request
  /** As `request`, with exclusive messages. */
  readonly requestExclusive?: Request
}

/**
 * What takes the messages of a device instead of the map; false for one that is none of its own.
 */
export type DeviceReceiver = (data: Uint8Array, timeMs: number) => boolean

/** Ways to ask for MIDI: the browser's, or those that a page has been given. */
export class MidiRequests {
  readonly #plain: Request | undefined
  readonly #exclusive: Request | undefined

  constructor({ request, requestExclusive }: MidiControlOptions) {
    this.#plain = request ?? browserRequest()
    this.#exclusive = requestExclusive ?? browserRequest({ sysex: true })
  }

  /** False where there is nothing to ask. */
  get isSupported(): boolean {
    return this.#plain !== undefined
  }

  /** Undefined where it is refused. */
  plain(): Promise<MIDIAccess | undefined> {
    return ask(this.#plain)
  }

  exclusive(): Promise<MIDIAccess | undefined> {
    return ask(this.#exclusive)
  }
}

async function ask(request: Request | undefined): Promise<MIDIAccess | undefined> {
  try {
    return await request?.()
  } catch {
    return undefined
  }
}
