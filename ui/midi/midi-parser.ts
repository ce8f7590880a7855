import { HalfJoiner } from './half-joiner.ts'
import { PairJudge } from './pair-judge.ts'
import { Reading } from './reading.ts'

const NOTE_OFF = 0x80
const NOTE_ON = 0x90
const KEY_PRESSURE = 0xa0
const CONTROL_CHANGE = 0xb0
const PROGRAM = 0xc0
const PRESSURE = 0xd0
const BEND = 0xe0
const SYSTEM = 0xf0

const DATA_ENTRY = 6
const DATA_ENTRY_FINE = 38
const INCREMENT = 96
const DECREMENT = 97
const NRPN_FINE = 98
const NRPN_COARSE = 99
const RPN_FINE = 100
const RPN_COARSE = 101
const NULL_NUMBER = 127
const FIRST_CHANNEL_MODE = 120

/** Both halves of a parameter number, and the first data after it, leave a device at once. */
const CHOICE_TOGETHER_MS = 15
/** Some devices are slow with the data; what comes later has nothing to do with the choice. */
const DATA_FOLLOWS_MS = 100

/** Fine halves of controllers 0 to 31 are 32 higher. */
export const FINE_OFFSET = 32

const CHANNELS = 16
const CLOCK = { now: 0 } as const

/**
 * Reads MIDI 1.0 channel messages and puts 14-bit pairs, NRPN and RPN back together (MIDI 1.0
 * Detailed Specification, 1996, "Control change"). A message is read twice: `plain` is what it says
 * alone, `joined` what it says with those before it; two knobs may well send what would be halves
 * of one number, so that whoever listens decides which of both is meant, and `spoken` is what
 * people would say. What is cut short, out of place or of the system (clock, sensing, exclusive) is
 * passed over. Only the constructor allocates.
 */
export class MidiParser {
  readonly plain: Reading = new Reading()
  readonly joined: Reading = new Reading()
  /** Whether `joined` has news of the message that was read last. */
  isJoined = false
  /** Whether the message was part of a longer one and says nothing to people by itself. */
  isPart = false

  /** Time of the message that is read: a number that is handed on is made anew each time. */
  readonly #clock = new Float64Array(Object.keys(CLOCK).length)
  readonly #judge = new PairJudge()
  readonly #pairs = new HalfJoiner(CHANNELS * FINE_OFFSET)
  /** Data entry of the chosen parameter, per channel. */
  readonly #data = new HalfJoiner(CHANNELS)
  readonly #dataNumber = new Int16Array(CHANNELS).fill(-1)
  /**
   * Per channel: chosen parameter number, coarse and fine; -1 for none; and whether it is an RPN.
   */
  readonly #chosen = new Int16Array(CHANNELS * 2).fill(-1)
  readonly #isRegistered = new Uint8Array(CHANNELS)
  readonly #chosenAt = new Float64Array(CHANNELS)
  /** The half that has come last since data came; -1 for none. */
  readonly #half = new Int16Array(CHANNELS).fill(-1)
  /** Whether halves have come together, as those of a number do, and data has followed them. */
  readonly #isChoosing = new Uint8Array(CHANNELS)
  readonly #isConfirmed = new Uint8Array(CHANNELS)
  /** Per channel: keys that are down. */
  readonly #held = new Uint8Array(CHANNELS * 128)
  /** Per channel mode number: whether it has shown itself to be a control. */
  readonly #isControl = new Uint8Array(CHANNELS * 8)
  /** What may wait for its other half: slots of #pairs, and of #data from its end on. */
  readonly #waiting = new Int16Array(CHANNELS * FINE_OFFSET + CHANNELS)
  #waitingCount = 0

  /** Forgets what is under way, for a device that comes back. */
  reset(): void {
    this.#pairs.reset()
    this.#data.reset()
    this.#dataNumber.fill(-1)
    this.#chosen.fill(-1)
    this.#half.fill(-1)
    for (const list of [this.#isChoosing, this.#isConfirmed, this.#held]) list.fill(0)
    this.#waitingCount = 0
  }

  /** Whether a key is down; channels 0 to 15. */
  isHeld(channel: number, key: number): boolean {
    return this.#held[channel * 128 + key] === 1
  }

  /** When the parameter number of the channel (0 to 15) was chosen. */
  chosenAt(channel: number): number {
    return this.#chosenAt[channel] ?? 0
  }

  /** What people would call the newest message. */
  get spoken(): Reading {
    const { plain, joined } = this
    if (!this.isJoined) return plain
    if (joined.kind !== 'cc14') return joined
    return this.isPair(joined.channel, joined.number) ? joined : plain
  }

  /** Whether a number may wait for its other half. */
  get isWaiting(): boolean {
    return this.#waitingCount > 0
  }

  /** Whether controllers `number` and `number + 32` of a channel (0 to 15) are one control. */
  isPair(channel: number, number: number): boolean {
    return this.#judge.isPair(channel, number)
  }

  /** Takes one message as a browser delivers it. True where `plain` has news. */
  read(data: Uint8Array, timeMs: number): boolean {
    this.isJoined = false
    this.isPart = false
    this.#clock[CLOCK.now] = timeMs
    const status = data[0] ?? 0
    if (status < NOTE_OFF || status >= SYSTEM) return false
    const type = status & 0xf0
    const channel = status & 0x0f
    const first = data[1] ?? 0x80
    const second = data[2] ?? 0x80
    if (first > 127) return false
    const { plain } = this
    if (type === PRESSURE) plain.set('pressure', channel, 0, first)
    else if (type === PROGRAM) plain.set('program', channel, first, 127)
    else if (second > 127) return false
    else if (type === NOTE_ON || type === NOTE_OFF) {
      const velocity = type === NOTE_ON ? second : 0
      this.#held[channel * 128 + first] = velocity > 0 ? 1 : 0
      plain.set('note', channel, first, velocity)
    } else if (type === KEY_PRESSURE) plain.set('keyPressure', channel, first, second)
    else if (type === BEND) plain.set('bend', channel, 0, first | (second << 7))
    else if (type !== CONTROL_CHANGE || this.#isMode(channel, first, second)) return false
    else {
      plain.set('cc', channel, first, second)
      if (first < 2 * FINE_OFFSET) this.#judge.take(channel, first, second, this.#clock)
      else this.#judge.interrupt(channel)
      this.#join(channel, first, second, timeMs)
    }
    return true
  }

  /**
   * Takes one number whose other half does not come; true where `joined` has news. To be called
   * again until it is false: several may have waited.
   */
  settle(timeMs: number): boolean {
    this.isJoined = false
    for (let i = this.#waitingCount - 1; i >= 0; i--) {
      const slot = this.#waiting[i] ?? 0
      const pairs = CHANNELS * FINE_OFFSET
      const joiner = slot < pairs ? this.#pairs : this.#data
      const place = slot < pairs ? slot : slot - pairs
      const isSettled = joiner.settle(place, timeMs)
      if (joiner.isWaiting(place)) continue
      this.#waitingCount--
      this.#waiting[i] = this.#waiting[this.#waitingCount] ?? 0
      if (!isSettled) continue
      if (slot < pairs) this.#tellPair(place)
      else this.#tellData(place)
      return true
    }
    return false
  }

  /**
   * Channel mode messages are none of a control, unless one of them has sent what they never do.
   */
  #isMode(channel: number, number: number, value: number): boolean {
    if (number < FIRST_CHANNEL_MODE) return false
    const at = channel * 8 + number - FIRST_CHANNEL_MODE
    // Local control is 0 or 127; mono has the number of its channels; all the others are 0.
    const isKnown = value === 0 || value === 127 || (number === 126 && value <= 16)
    if (!isKnown) this.#isControl[at] = 1
    return this.#isControl[at] === 0
  }

  #join(channel: number, number: number, value: number, timeMs: number): void {
    if (number >= NRPN_FINE && number <= RPN_COARSE) {
      this.#choose(channel, number, value, timeMs)
      return
    }
    const isData = number === DATA_ENTRY || number === DATA_ENTRY_FINE
    const isStep = number === INCREMENT || number === DECREMENT
    if ((isData || isStep) && this.#isChosen(channel, timeMs)) {
      if (isStep) this.#tellData(channel)
      if (isStep) this.joined.step = number === INCREMENT ? 1 : -1
      if (isData) this.#enter(channel, number === DATA_ENTRY, value, timeMs)
      return
    }
    if (number >= 2 * FINE_OFFSET) return
    const slot = channel * FINE_OFFSET + (number % FINE_OFFSET)
    const whole =
      number < FINE_OFFSET
        ? this.#pairs.takeCoarse(slot, value, timeMs)
        : this.#pairs.takeFine(slot, value, timeMs)
    if (whole) this.#tellPair(slot)
    else if (this.#pairs.isWaiting(slot)) {
      this.isPart = this.#judge.isPair(channel, number % FINE_OFFSET)
      this.#wait(slot)
    }
  }

  #enter(channel: number, coarse: boolean, value: number, timeMs: number): void {
    const parameter = this.#parameter(channel)
    if (parameter !== this.#dataNumber[channel]) this.#data.clear(channel)
    this.#dataNumber[channel] = parameter
    const whole = coarse
      ? this.#data.takeCoarse(channel, value, timeMs)
      : this.#data.takeFine(channel, value, timeMs)
    this.isPart = !whole
    if (whole) this.#tellData(channel)
    else if (this.#data.isWaiting(channel)) this.#wait(CHANNELS * FINE_OFFSET + channel)
  }

  #wait(slot: number): void {
    for (let i = 0; i < this.#waitingCount; i++) if (this.#waiting[i] === slot) return
    this.#waiting[this.#waitingCount++] = slot
  }

  #tellPair(slot: number): void {
    const channel = Math.floor(slot / FINE_OFFSET)
    this.joined.set('cc14', channel, slot % FINE_OFFSET, this.#pairs.value(slot))
    this.isJoined = true
  }

  #tellData(channel: number): void {
    const kind = this.#isRegistered[channel] === 1 ? 'rpn' : 'nrpn'
    this.joined.set(kind, channel, this.#parameter(channel), this.#data.value(channel))
    this.isJoined = true
  }

  #choose(channel: number, number: number, value: number, timeMs: number): void {
    const registered = number >= RPN_FINE
    if (registered !== (this.#isRegistered[channel] === 1)) {
      this.#chosen[2 * channel] = -1
      this.#chosen[2 * channel + 1] = -1
      this.#isConfirmed[channel] = 0
      this.#isRegistered[channel] = registered ? 1 : 0
    }
    const coarse = number === NRPN_COARSE || number === RPN_COARSE
    this.#chosen[2 * channel + (coarse ? 0 : 1)] = value
    const isTogether = timeMs - (this.#chosenAt[channel] ?? 0) <= CHOICE_TOGETHER_MS
    this.#chosenAt[channel] = timeMs
    // Knobs may have these numbers, too: theirs come one by one, again and again, without data.
    if (this.#half[channel] === number) this.#isChoosing[channel] = 0
    else if (this.#half[channel] !== -1 && isTogether) this.#isChoosing[channel] = 1
    if (this.#isChoosing[channel] === 0) this.#isConfirmed[channel] = 0
    this.#half[channel] = number
    const hasBoth = (this.#chosen[2 * channel + (coarse ? 1 : 0)] ?? -1) >= 0
    this.isPart = hasBoth && this.#isChoosing[channel] === 1
  }

  /**
   * Whether data of the channel belongs to a parameter number; the first must follow it closely.
   */
  #isChosen(channel: number, timeMs: number): boolean {
    if (this.#isChoosing[channel] === 0 || this.#parameter(channel) < 0) return false
    const follows = timeMs - (this.#chosenAt[channel] ?? 0) <= DATA_FOLLOWS_MS
    if (follows) this.#isConfirmed[channel] = 1
    this.#half[channel] = -1
    return this.#isConfirmed[channel] === 1
  }

  /** Number of the chosen parameter, or -1 where none is, or the null one that ends a choice. */
  #parameter(channel: number): number {
    const coarse = this.#chosen[2 * channel] ?? -1
    const fine = this.#chosen[2 * channel + 1] ?? -1
    if (coarse < 0 || fine < 0 || (coarse === NULL_NUMBER && fine === NULL_NUMBER)) return -1
    return (coarse << 7) | fine
  }
}
