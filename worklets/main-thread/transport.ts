import { MeterBlock, ParamBlock, TapRing } from '../core/blocks.ts'
import type { ToPage, ToProcessor } from '../core/message.ts'
import type { TapPoint } from '../core/source.ts'

/** Meter messages stop this long after the last reading was asked for. */
const LISTENING_MS = 1000

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
    if (!this.shared) port.onmessage = (event: MessageEvent<ToPage>) => this.#receive(event.data)
  }

  /** Sends all parameters. By message, the last words of a task travel together. */
  write(words: Float32Array): void {
    if (this.shared) {
      this.#params.wanted.write(words)
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
  }

  #receive(message: ToPage): void {
    if (message.kind === 'meters') this.#meters.words.set(message.words)
    if (message.kind === 'effective') this.#params.effective.write(message.words)
    if (message.kind === 'tap') {
      this.#taps.get(message.point)?.push(message.left, message.right, message.left.length)
    }
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
