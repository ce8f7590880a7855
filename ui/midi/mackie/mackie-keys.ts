import type { SurfaceBank } from '../surface/surface-bank.ts'
import type {
  SurfacePage,
  SurfaceStrip,
  SurfaceSwitch,
  SurfaceValue
} from '../surface/surface-page.ts'
import { KEY, STRIPS } from './mackie-bytes.ts'

/** The keys rewind and forward move the song by so much. */
const SKIP_SECONDS = 5

/** What the keys of a unit do: four rows of strips, and those that there is one of. */
export class MackieKeys {
  readonly #page: SurfacePage
  readonly #bank: SurfaceBank
  readonly #changed: () => void
  readonly #single: ReadonlyMap<number, () => void>
  #isShifted = false

  /** `changed` is called when the bank, or what the encoders move, is another. */
  constructor(page: SurfacePage, bank: SurfaceBank, changed: () => void) {
    this.#page = page
    this.#bank = bank
    this.#changed = changed
    this.#single = new Map([...this.#bankKeys(), ...this.#transportKeys(), ...this.#pageKeys()])
  }

  /**
   * Takes a key of a unit whose first strip is `slot`; `moves` is told what an encoder's push
   * moves.
   */
  take(key: number, slot: number, isDown: boolean, moves: (value: SurfaceValue) => void): void {
    if (key === KEY.shift) this.#isShifted = isDown
    if (!isDown) return
    const strip = slot + (key % STRIPS)
    if (key < KEY.push) switchOf(this.#bank.strip(strip), key)?.press()
    else if (key < KEY.push + STRIPS) this.#push(this.#bank.potValue(strip), moves)
    else this.#single.get(key)?.()
  }

  #push(value: SurfaceValue | undefined, moves: (value: SurfaceValue) => void): void {
    if (!value?.push) return
    moves(value)
    value.push()
  }

  #bankKeys(): readonly (readonly [number, () => void])[] {
    const bank = this.#bank
    const change = (act: () => void) => () => {
      act()
      this.#changed()
    }
    return [
      [KEY.assignPan, change(() => bank.choose('pan'))],
      [KEY.assignSend, change(() => bank.choose('send'))],
      [KEY.assignPlugIn, change(() => bank.choose('focus'))],
      [KEY.assignEq, change(() => this.#openEq())],
      [KEY.bankLeft, change(() => bank.moveBy(-bank.size))],
      [KEY.bankRight, change(() => bank.moveBy(bank.size))],
      [KEY.channelLeft, change(() => bank.moveBy(-1))],
      [KEY.channelRight, change(() => bank.moveBy(1))],
      [KEY.left, change(() => this.#turnPage(-1))],
      [KEY.right, change(() => this.#turnPage(1))],
      [KEY.flip, change(() => (bank.isFlipped = !bank.isFlipped))],
      [KEY.timeFormat, change(() => (bank.showsBeats = !bank.showsBeats))]
    ]
  }

  #transportKeys(): readonly (readonly [number, () => void])[] {
    const page = this.#page
    const skip = (seconds: number) => {
      const { transport } = page
      transport?.seek(Math.max(0, transport.seconds + seconds))
    }
    return [
      [KEY.play, () => page.transport?.play()],
      [KEY.stop, () => this.#stop()],
      [KEY.rewind, () => skip(-SKIP_SECONDS)],
      [KEY.forward, () => skip(SKIP_SECONDS)],
      [KEY.cycle, () => page.transport?.toggleLoop?.()],
      [KEY.recordAll, () => page.transport?.record?.press()]
    ]
  }

  #pageKeys(): readonly (readonly [number, () => void])[] {
    return [
      [KEY.undo, () => (this.#isShifted ? this.#page.redo?.() : this.#page.undo?.())],
      [KEY.save, () => this.#page.save?.()]
    ]
  }

  /** A song that stands goes to its start. */
  #stop(): void {
    const { transport } = this.#page
    if (!transport) return
    if (transport.isPlaying) transport.stop()
    else transport.seek(0)
  }

  #turnPage(by: number): void {
    if (this.#bank.mode === 'focus') this.#bank.turnPage(by)
    else this.#bank.moveBy(by)
  }

  #openEq(): void {
    this.#page.openEq?.()
    if (this.#bank.mode !== 'focus') this.#bank.choose('focus')
  }
}

/** The switch of a strip that a row of keys is for: eight keys a row, from the record keys on. */
export function switchOf(strip: SurfaceStrip | undefined, key: number): SurfaceSwitch | undefined {
  if (key < KEY.solo) return strip?.record
  if (key < KEY.mute) return strip?.solo
  return key < KEY.select ? strip?.mute : strip?.select
}
