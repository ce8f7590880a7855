import { type BlockBuffer, TapRing } from './blocks.ts'
import type { ToPage } from './message.ts'
import type { TapPoint } from './source.ts'
import type { Channels } from './stereo-block.ts'

interface OpenTap {
  readonly point: TapPoint
  readonly ring: TapRing
  /** Whether the page reads the ring itself. */
  readonly shared: boolean
  posted: number
}

/** Frames of one message: more than a thirtieth of a second at 192 kHz. */
const MESSAGE_FRAMES = 8192

/** Writes the samples that someone on the page listens to. Costs nothing while nobody does. */
export class TapWriter {
  readonly #post: (message: ToPage, transfer: Transferable[]) => void
  readonly #left = new Float32Array(MESSAGE_FRAMES)
  readonly #right = new Float32Array(MESSAGE_FRAMES)
  #taps: OpenTap[] = []

  constructor(post: (message: ToPage, transfer: Transferable[]) => void) {
    this.#post = post
  }

  open(point: TapPoint, buffer: BlockBuffer | undefined): void {
    this.close(point)
    const ring = buffer ? new TapRing(buffer) : TapRing.make(false)
    this.#taps.push({ point, ring, shared: buffer !== undefined, posted: ring.position })
  }

  close(point: TapPoint): void {
    this.#taps = this.#taps.filter((tap) => tap.point !== point)
  }

  write(inputs: Channels, outputs: Channels): void {
    for (let i = 0; i < this.#taps.length; i++) {
      const { point, ring } = this.#taps[i]
      const channels = point === 'output' ? outputs[0] : point === 'input' ? inputs[0] : inputs[1]
      if (channels === undefined || channels.length === 0) continue
      const left = channels[0]
      ring.push(left, channels.length > 1 ? channels[1] : left, left.length)
    }
  }

  /** Sends what is new of the rings that the page cannot see. */
  postNewFrames(): void {
    for (const tap of this.#taps) {
      if (tap.shared || tap.ring.position === tap.posted) continue
      const frames = tap.ring.copySince(tap.posted, this.#left, this.#right)
      tap.posted = tap.ring.position
      const left = this.#left.slice(0, frames)
      const right = this.#right.slice(0, frames)
      this.#post({ kind: 'tap', point: tap.point, left, right }, [left.buffer, right.buffer])
    }
  }
}
