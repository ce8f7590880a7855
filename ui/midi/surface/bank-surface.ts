import { percent, toggle } from '../../../worklets/core/rows.ts'
import type { Learned } from '../learner.ts'
import { controlKey } from '../mapping.ts'
import type { MidiControl } from '../midi-control.ts'
import {
  BANK_SIZE,
  type BankKey,
  type BankMap,
  type BankRole,
  rowOf,
  withAnchor
} from './bank-map.ts'
import { LearnedBank } from './learned-bank.ts'
import type { SurfacePage } from './surface-page.ts'

/** Motors and lamps are told 50 times a second at most. */
const TICK_MS = 20

/** What learning looks for: something that turns or slides, or something that is pressed. */
const TURNS = percent('turns', 'A fader or knob', { range: [0, 100], default: 0 })
const PRESSED = toggle('pressed', 'A key')

/** What is being shown: the control of a role on a strip, from 0, or a key of the bank. */
export type BankLearning =
  | { readonly role: BankRole; readonly slot: number }
  | { readonly key: BankKey }

/**
 * A learned bank on a device: its rows are shown by two of their controls, and follow the strips of
 * the page from then on. Fires `change` when its map, its bank or its learning changes.
 */
export class BankSurface extends EventTarget {
  readonly device: string
  readonly page: SurfacePage
  readonly #midi: MidiControl
  readonly #detach: () => void
  readonly #release = new AbortController()
  readonly #timer: ReturnType<typeof setInterval>
  #bank: LearnedBank
  #learning: BankLearning | undefined
  #isPresent: boolean

  constructor(midi: MidiControl, page: SurfacePage, map: BankMap) {
    super()
    this.device = map.device
    this.page = page
    this.#midi = midi
    this.#bank = this.#make(map)
    this.#detach = midi.attach(map.device, (data, timeMs) => this.#bank.receive(data, timeMs))
    this.#isPresent = midi.canSend(map.device)
    const { signal } = this.#release
    midi.addEventListener('change', () => this.#follow(), { signal })
    midi.store.addEventListener('change', () => this.#followTakeOver(), { signal })
    this.#timer = setInterval(() => this.#bank.tick(performance.now()), TICK_MS)
  }

  get bank(): LearnedBank {
    return this.#bank
  }

  get map(): BankMap {
    return this.#bank.map
  }

  get isPresent(): boolean {
    return this.#isPresent
  }

  /** What waits for a control to be moved. */
  get learning(): BankLearning | undefined {
    return this.#learning
  }

  /** Learns a row: the control of the first strip, then that of the second. */
  learnRow(role: BankRole): void {
    this.#learn({ role, slot: 0 }, (first) => this.#learnSecond(role, first))
  }

  #learnSecond(role: BankRole, first: Learned): void {
    this.#learn({ role, slot: 1 }, (second) => {
      // The hand is still on the first one.
      if (controlKey(second.control) === controlKey(first.control)) {
        this.#learnSecond(role, first)
        return
      }
      const shown = { ...first.control, slot: 0 }
      const mode = second.mode === 'auto' ? first.mode : second.mode
      const row = rowOf(role, shown, { ...second.control, slot: 1 }, mode)
      const others = this.map.rows.filter((each) => each.role !== role)
      if (row) this.#take({ ...this.map, rows: [...others, row] })
    })
  }

  /** Shows one more control of a row that does not go on counting. */
  showStrip(role: BankRole, slot: number): void {
    this.#learn({ role, slot }, ({ control }) => {
      const rows = this.map.rows.map((row) =>
        row.role === role ? withAnchor(row, { ...control, slot }) : row
      )
      this.#take({ ...this.map, rows })
    })
  }

  learnKey(key: BankKey): void {
    this.#learn({ key }, ({ control }) => {
      const { kind, number, channel } = control
      const others = this.map.keys.filter((each) => each.key !== key)
      this.#take({ ...this.map, keys: [...others, { key, kind, number, channel }] })
    })
  }

  forgetRow(role: BankRole): void {
    this.#take({ ...this.map, rows: this.map.rows.filter((row) => row.role !== role) })
  }

  cancelLearning(): void {
    if (!this.#learning) return
    this.#learning = undefined
    this.#midi.cancelLearning()
    this.#changed()
  }

  moveBy(banks: number): void {
    this.#bank.moveBy(banks * BANK_SIZE)
  }

  dispose(): void {
    clearInterval(this.#timer)
    this.cancelLearning()
    this.#bank.close()
    this.#release.abort()
    this.#detach()
  }

  #learn(learning: BankLearning, found: (learned: Learned) => void): void {
    const isPress = 'key' in learning || ['mute', 'solo', 'select'].includes(learning.role)
    this.#midi.learnControl(isPress ? PRESSED : TURNS, (learned) => {
      this.#learning = undefined
      // What another device says does not belong here, and ends nothing.
      if (learned.control.device === this.device) found(learned)
      else this.#learn(learning, found)
      this.#changed()
    })
    this.#learning = learning
    this.#changed()
  }

  #take(map: BankMap): void {
    const { start } = this.#bank.bank
    this.#bank.close()
    this.#bank = this.#make(map)
    this.#bank.bank.moveTo(start)
    this.#changed()
  }

  #make(map: BankMap): LearnedBank {
    const midi = this.#midi
    const bank = new LearnedBank(this.page, map, {
      hasExclusive: false,
      send: (bytes) => midi.send(map.device, bytes)
    })
    bank.takeOver = midi.store.takeOver
    bank.addEventListener('change', () => this.#changed(), { signal: this.#release.signal })
    return bank
  }

  #follow(): void {
    const isPresent = this.#midi.canSend(this.device)
    if (isPresent === this.#isPresent) return
    this.#isPresent = isPresent
    this.#bank.forget()
    this.#changed()
  }

  #followTakeOver(): void {
    this.#bank.takeOver = this.#midi.store.takeOver
    this.#changed()
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}
