import type { SurfacePage, SurfaceStrip, SurfaceValue } from '../surface/surface-page.ts'

/** What the encoders move: the pan, one of the sends, or the parameters of the open effect. */
export type PotMode = 'pan' | 'send' | 'focus'

/** Which strips of a page are on a surface, and what its faders and encoders move of them. */
export class SurfaceBank {
  /** How many strips the surface has. */
  readonly size: number
  isFlipped = false
  showsBeats = true
  readonly #page: SurfacePage
  /** The strips as the page had them when it was looked at last: pages make their lists anew. */
  #strips: readonly SurfaceStrip[]
  #start = 0
  #mode: PotMode = 'pan'
  #send = 0
  #focusStart = 0

  constructor(page: SurfacePage, size: number) {
    this.#page = page
    this.#strips = page.strips
    this.size = size
  }

  /** Looks at the strips of the page anew: once for all that is done at a time. */
  look(): void {
    this.#strips = this.#page.strips
  }

  /** How many strips the page has. */
  get count(): number {
    return this.#strips.length
  }

  /** Whether some strip plays alone. */
  get hasSolo(): boolean {
    return this.#strips.some(({ solo }) => solo?.lamp === 'on')
  }

  get start(): number {
    return Math.min(this.#start, Math.max(0, this.#strips.length - 1))
  }

  get mode(): PotMode {
    return this.#mode
  }

  /** Which send of each strip, from 0. */
  get send(): number {
    return this.#send
  }

  /** First of the open effect's parameters on the encoders. */
  get focusStart(): number {
    const count = this.#page.focused?.values.length ?? 0
    return this.#focusStart < count ? this.#focusStart : 0
  }

  get canGoLeft(): boolean {
    return this.start > 0
  }

  get canGoRight(): boolean {
    return this.start + this.size < this.#strips.length
  }

  moveTo(start: number): void {
    this.#start = Math.min(Math.max(0, start), Math.max(0, this.#strips.length - 1))
  }

  /** To the left or right by strips; not beyond the last one that is not to be seen yet. */
  moveBy(strips: number): void {
    if (strips > 0 && !this.canGoRight) return
    this.moveTo(this.start + strips)
  }

  /** Chooses what the encoders move; sends again means the next send. */
  choose(mode: PotMode): void {
    const sends = Math.max(0, ...this.#strips.map(({ sends }) => sends?.length ?? 0))
    if (mode === 'send') {
      this.#send = this.#mode === 'send' && this.#send + 1 < sends ? this.#send + 1 : 0
    }
    if (mode === 'focus' && this.#mode === 'focus') this.turnPage(1, true)
    this.#mode = mode
  }

  /** Goes through the open effect's parameters, a surface full at a time. */
  turnPage(by: number, isRound = false): void {
    const count = this.#page.focused?.values.length ?? 0
    const next = this.focusStart + by * this.size
    if (next >= 0 && next < count) this.#focusStart = next
    else if (isRound) this.#focusStart = 0
  }

  strip(slot: number): SurfaceStrip | undefined {
    return this.#strips[this.start + slot]
  }

  faderValue(slot: number): SurfaceValue | undefined {
    return this.isFlipped ? this.#assigned(slot) : this.strip(slot)?.fader
  }

  potValue(slot: number): SurfaceValue | undefined {
    return this.isFlipped ? this.strip(slot)?.fader : this.#assigned(slot)
  }

  /**
   * What is written over a strip: the name of what its encoder moves, where that is not the
   * strip's.
   */
  nameOf(slot: number): string {
    if (this.#mode === 'focus') return this.#assigned(slot)?.name ?? ''
    return this.strip(slot)?.name ?? ''
  }

  #assigned(slot: number): SurfaceValue | undefined {
    if (this.#mode === 'focus') return this.#page.focused?.values[this.focusStart + slot]
    const strip = this.strip(slot)
    return this.#mode === 'pan' ? strip?.pan : strip?.sends?.[this.#send]
  }
}
