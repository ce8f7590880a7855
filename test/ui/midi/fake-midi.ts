/** A controller that sends what real ones send, and keeps what it is told. */
export class FakeController extends EventTarget {
  readonly id: string
  readonly name: string
  readonly manufacturer: string
  state: 'connected' | 'disconnected' = 'connected'
  readonly sent: number[][] = []
  onmidimessage: ((event: MIDIMessageEvent) => void) | null = null
  /** Where a motor is wired so: what it is told it reports, as some do on their way. */
  echoes = false

  constructor(name = 'nanoKONTROL2', manufacturer = 'KORG', id = name) {
    super()
    this.id = id
    this.name = name
    this.manufacturer = manufacturer
  }

  /** As an output. */
  send(bytes: Uint8Array): void {
    this.sent.push([...bytes])
    if (this.echoes) this.play(...bytes)
  }

  /** As an input. Nothing of the real event but what the standard says is read. */
  play(...bytes: number[]): void {
    this.playAt(performance.now(), ...bytes)
  }

  playAt(timeStamp: number, ...bytes: number[]): void {
    const event = { data: Uint8Array.from(bytes), timeStamp }
    this.onmidimessage?.(event as unknown as MIDIMessageEvent)
  }

  cc(number: number, value: number, channel = 1): void {
    this.play(0xb0 | (channel - 1), number, value)
  }

  note(key: number, velocity: number, channel = 1): void {
    this.play(0x90 | (channel - 1), key, velocity)
  }

  bend(value: number, channel = 1): void {
    this.play(0xe0 | (channel - 1), value & 127, value >> 7)
  }

  nrpn(number: number, value: number, channel = 1): void {
    this.cc(99, number >> 7, channel)
    this.cc(98, number & 127, channel)
    this.cc(6, value >> 7, channel)
    this.cc(38, value & 127, channel)
  }
}

/** The access a browser would give, with controllers that come and go. */
export class FakeAccess extends EventTarget {
  readonly inputs = new Map<string, FakeController>()
  readonly outputs = new Map<string, FakeController>()

  constructor(...controllers: FakeController[]) {
    super()
    for (const controller of controllers) this.plug(controller)
  }

  plug(controller: FakeController): void {
    controller.state = 'connected'
    this.inputs.set(controller.id, controller)
    this.outputs.set(controller.id, controller)
    this.dispatchEvent(new Event('statechange'))
  }

  /** Browsers take it out of their lists; an older Chromium left it there, disconnected. */
  unplug(controller: FakeController, options: { readonly stays?: boolean } = {}): void {
    controller.state = 'disconnected'
    if (!options.stays) {
      this.inputs.delete(controller.id)
      this.outputs.delete(controller.id)
    }
    this.dispatchEvent(new Event('statechange'))
  }

  /** For whom it is meant: the shapes that are read are all there. */
  get midi(): MIDIAccess {
    return this as unknown as MIDIAccess
  }
}
