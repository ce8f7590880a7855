import type { Tap } from '../../worklets/core/source.ts'

/** Newer frames than this many between two looks are not needed for a picture. */
const MAX_FRAMES = 4096
const DOTS = 240
const AGES = 3
/** Correlation forgets to 37 % in this many frames: 0.3 s at 48 kHz. */
const MEMORY_FRAMES = 14_400
const MAX_GAIN = 31.6
/** The gain rises this much a look, so that a quiet passage grows and does not jump. */
const GAIN_RISE = 1.02

interface Dots {
  readonly side: Float32Array
  readonly mid: Float32Array
}

/** Side over mid of the newest sound, in three ages, and how alike left and right are. */
export class StereoField {
  readonly #left = new Float32Array(MAX_FRAMES)
  readonly #right = new Float32Array(MAX_FRAMES)
  readonly #ages: Dots[] = Array.from({ length: AGES }, () => ({
    side: new Float32Array(DOTS),
    mid: new Float32Array(DOTS)
  }))
  #newest = 0
  #position: number | undefined
  #product = 0
  #leftPower = 0
  #rightPower = 0
  #gain = 1
  #silentLooks = 0

  /** -1 cancels in mono, +1 is mono; 0 where there is no sound. */
  get correlation(): number {
    const power = Math.sqrt(this.#leftPower * this.#rightPower)
    return power > 1e-12 ? Math.max(-1, Math.min(1, this.#product / power)) : 0
  }

  /** Brings the loudest sample near the edge. */
  get gain(): number {
    return this.#gain
  }

  /** The dots of some looks ago: 0 is the newest. */
  dots(age: number): Dots {
    // Three ages are made; the remainder is one of them.
    return this.#ages[(this.#newest + AGES - age) % AGES] as Dots
  }

  /** Takes what is new; false once silence has been shown. */
  read(tap: Tap): boolean {
    const position = this.#position ?? tap.position
    const count = tap.copySince(position, this.#left, this.#right)
    this.#position = tap.position
    if (count === 0) return false
    let loudest = 0
    let [product, leftPower, rightPower] = [0, 0, 0]
    for (let i = 0; i < count; i++) {
      const l = this.#left[i] ?? 0
      const r = this.#right[i] ?? 0
      loudest = Math.max(loudest, Math.abs(l), Math.abs(r))
      product += l * r
      leftPower += l * l
      rightPower += r * r
    }
    const kept = Math.exp(-count / MEMORY_FRAMES)
    this.#product = this.#product * kept + product
    this.#leftPower = this.#leftPower * kept + leftPower
    this.#rightPower = this.#rightPower * kept + rightPower
    this.#silentLooks = loudest > 1e-5 ? 0 : this.#silentLooks + 1
    if (this.#silentLooks > AGES) return false
    if (this.#silentLooks === 0) this.#setGain(loudest)
    this.#keepDots(count)
    return true
  }

  #setGain(loudest: number): void {
    const wanted = Math.min(MAX_GAIN, 0.9 / Math.max(loudest, 1e-4))
    this.#gain = wanted < this.#gain ? wanted : Math.min(wanted, this.#gain * GAIN_RISE)
  }

  #keepDots(count: number): void {
    this.#newest = (this.#newest + 1) % AGES
    const { side, mid } = this.dots(0)
    for (let k = 0; k < DOTS; k++) {
      const i = Math.floor((k / DOTS) * count)
      const l = this.#left[i] ?? 0
      const r = this.#right[i] ?? 0
      side[k] = (r - l) / 2
      mid[k] = (l + r) / 2
    }
  }
}
