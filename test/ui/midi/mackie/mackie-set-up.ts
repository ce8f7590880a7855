import { afterEach, beforeEach, expect } from 'vitest'
import { MackieDesk } from '../../../../ui/midi/mackie/mackie-desk.ts'
import { MackieUnit } from '../../../../ui/midi/mackie/mackie-unit.ts'
import { type FakePage, fakePage } from '../surface/fake-page.ts'
import { FakeMackie } from './fake-mackie.ts'

/**
 * A desk on a page of thirteen strips, with units that check every byte; made anew for each test.
 */
export class MackieSetUp {
  page: FakePage = fakePage()
  unit = new FakeMackie()
  extender: FakeMackie | undefined
  desk = new MackieDesk(this.page, [])
  now = 0

  /** Begins with one unit of a kind (see the profiles) and a number. */
  start(key = '', number = 0x14): void {
    this.unit = new FakeMackie(number)
    this.extender = undefined
    this.#open([new MackieUnit(this.unit, { key })])
  }

  /** Begins with an extender at the right of the unit. */
  startTwo(): FakeMackie {
    this.unit = new FakeMackie()
    const extender = new FakeMackie(0x15)
    this.extender = extender
    this.#open([new MackieUnit(this.unit), new MackieUnit(extender, { isExtender: true })])
    return extender
  }

  get units(): readonly FakeMackie[] {
    return this.extender ? [this.unit, this.extender] : [this.unit]
  }

  /** Lets so many milliseconds go by, as a timer of 20 ms would. */
  pass(ms: number): void {
    for (let i = 0; i < ms / 20; i++) {
      this.now += 20
      for (const unit of this.units) unit.now = this.now
      this.desk.tick(this.now)
    }
  }

  play(bytes: readonly number[], at = 0): void {
    this.desk.receive(at, Uint8Array.from(bytes), this.now)
  }

  press(key: number, at = 0): void {
    this.play([0x90, key, 127], at)
    this.play([0x90, key, 0], at)
  }

  sentSince(act: () => void): readonly number[][] {
    const from = this.unit.sent.length
    act()
    return this.unit.sent.slice(from)
  }

  #open(units: readonly MackieUnit[]): void {
    this.desk = new MackieDesk(this.page, units)
    this.now = 1000
    for (const unit of this.units) unit.now = this.now
    this.desk.open(this.now)
  }
}

export function setUpMackie(): MackieSetUp {
  const set = new MackieSetUp()
  beforeEach(() => {
    set.page = fakePage()
    set.start()
  })
  afterEach(() => {
    for (const { wrong } of set.units) expect(wrong).toEqual([])
  })
  return set
}
