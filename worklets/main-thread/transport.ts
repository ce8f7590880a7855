import { MeterBlock, ParamBlock, TapRing } from '../core/blocks.ts'
import type { LaneOrder, ToPage, ToProcessor } from '../core/message.ts'
import type { TapPoint } from '../core/source.ts'

/** Meter messages stop this long after the last reading was asked for. */
const LISTENING_MS = 1000

/** The least that an AudioParam holds stands for minus infinity. */
const LOWEST_PARAM = -3.4e38

/** What a value is written into that must be there by the next quantum of an offline render. */
type Carrier = { value: number } | undefined

/**
 * The page's end of an effect's memory. With shared memory it writes and reads the blocks that the
 * processor uses; without, it keeps blocks of its own and sends or receives their contents.
 */
export class Transport {
  readonly shared: boolean
  readonly #params: ParamBlock
  readonly #meters: MeterBlock
  readonly #taps = new Map<TapPoint, TapRing>()
  #port: MessagePort | undefined
  #pendingWords: Float32Array | undefined
  #listeningTimer: ReturnType<typeof setTimeout> | undefined
  #lastMeterRead = 0
  #carriers: readonly Carrier[] | undefined
  #carried: Float32Array | undefined
  #settling: (() => void)[] = []

  constructor(paramCount: number, restingMeters: Float32Array, shared: boolean) {
    this.shared = shared
    this.#params = ParamBlock.make(paramCount, shared)
    this.#meters = MeterBlock.make(restingMeters.length, shared)
    this.#meters.words.set(restingMeters)
  }

  /** Buffers for the processor; undefined where memory is not shared. */
  get paramBuffer() {
    return this.shared ? this.#params.buffer : undefined
  }

  get meterBuffer() {
    return this.shared ? this.#meters.buffer : undefined
  }

  attach(port: MessagePort): void {
    this.#port = port
    port.onmessage = (event: MessageEvent<ToPage>) => this.#receive(event.data)
  }

  /**
   * Parameters travel by the node's AudioParams from now on, one for each row: an offline render
   * may begin, or go on after `suspend`, before a message has arrived.
   */
  carryBy(carriers: readonly Carrier[], words: Float32Array): void {
    this.#carriers = carriers
    this.#carried = words.slice()
  }

  /** Resolves when the audio thread has all that was sent, and its readings are here. */
  settled(): Promise<void> {
    this.#sendPending()
    if (this.#port === undefined) return Promise.resolve()
    this.#post({ kind: 'settle' })
    return new Promise((resolve) => this.#settling.push(resolve))
  }

  sendLanes(order: LaneOrder): void {
    this.#sendPending()
    this.#post({ kind: 'lanes', order })
  }

  /** Sends all parameters. By message, the last words of a task travel together. */
  write(words: Float32Array): void {
    if (this.shared) {
      this.#params.wanted.write(words)
      return
    }
    if (this.#carriers) {
      this.#carry(words)
      return
    }
    if (this.#pendingWords === undefined) queueMicrotask(() => this.#sendPending())
    this.#pendingWords = words.slice()
  }

  /** Copies what the audio thread applied, if automation moved something since the last call. */
  readEffective(into: Float32Array): boolean {
    return this.#params.effective.read(into)
  }

  readMeter(index: number): number {
    if (!this.shared) this.#keepListening()
    return this.#meters.words[index]
  }

  openTap(point: TapPoint): TapRing {
    const open = this.#taps.get(point)
    if (open) return open
    const ring = TapRing.make(this.shared)
    this.#taps.set(point, ring)
    this.#post({ kind: 'openTap', point, buffer: this.shared ? ring.buffer : undefined })
    return ring
  }

  closeTap(point: TapPoint): void {
    if (this.#taps.delete(point)) this.#post({ kind: 'closeTap', point })
  }

  dispose(): void {
    clearTimeout(this.#listeningTimer)
    this.#pendingWords = undefined
    this.#taps.clear()
    this.#post({ kind: 'dispose' })
    if (this.#port) this.#port.onmessage = null
    this.#port?.close()
    this.#port = undefined
    for (const resolve of this.#settling.splice(0)) resolve()
  }

  #receive(message: ToPage): void {
    if (message.kind === 'settled') this.#settling.shift()?.()
    if (message.kind === 'meters' && !this.shared) this.#meters.words.set(message.words)
    if (message.kind === 'effective') this.#params.effective.write(message.words)
    if (message.kind === 'tap') {
      this.#taps.get(message.point)?.push(message.left, message.right, message.left.length)
    }
  }

  #carry(words: Float32Array): void {
    const carried = this.#carried
    this.#carriers?.forEach((carrier, place) => {
      // Written only where it has moved: each write is an event of the AudioParam.
      if (!carrier || !carried || carried[place] === words[place]) return
      carried[place] = words[place]
      carrier.value = Math.max(LOWEST_PARAM, words[place])
    })
  }

  #sendPending(): void {
    if (this.#pendingWords) this.#post({ kind: 'params', words: this.#pendingWords })
    this.#pendingWords = undefined
  }

  #keepListening(): void {
    this.#lastMeterRead = performance.now()
    if (this.#listeningTimer !== undefined) return
    this.#post({ kind: 'listen', meters: true })
    const check = () => {
      if (performance.now() - this.#lastMeterRead < LISTENING_MS) {
        this.#listeningTimer = setTimeout(check, LISTENING_MS)
        return
      }
      this.#listeningTimer = undefined
      this.#post({ kind: 'listen', meters: false })
    }
    this.#listeningTimer = setTimeout(check, LISTENING_MS)
  }

  #post(message: ToProcessor): void {
    this.#port?.postMessage(message)
  }
}
