import { expect, it } from 'vitest'
import { BANK_BLOCK, DelayBank } from '../../../../worklets/dsp/lines/delay-bank.ts'

/** Writes a ramp (frame number + 1) in blocks of changing length and hands each block to `check`. */
function run(bank: DelayBank, frames: number, check: (at: number, count: number) => void): void {
  let at = 0
  for (let n = 1; at < frames; n = (n * 7 + 3) % BANK_BLOCK) {
    const count = Math.min(n + 1, BANK_BLOCK - (at % BANK_BLOCK))
    for (let line = 0; line < 2; line++) {
      const start = bank.start(line, 0)
      for (let i = 0; i < count; i++) bank.data[start + i] = (line + 1) * (at + i + 1)
    }
    bank.advance(count)
    check(at, count)
    at += count
  }
}

it('gives every delay back, sample by sample, all around its ring', () => {
  const bank = new DelayBank(2, 200)
  run(bank, 2000, (at, count) => {
    for (const delay of [0, 1, 17, 64, 133, 200]) {
      const start = bank.start(1, delay + count)
      for (let i = 0; i < count; i++) {
        expect(bank.data[start + i]).toBe(Math.max(0, 2 * (at + i + 1 - delay)))
      }
    }
  })
})

it('lets 16 neighbors be read at any place without a mask', () => {
  const bank = new DelayBank(2, 200)
  run(bank, 2000, (at, count) => {
    const start = bank.start(0, 100 + count)
    for (let i = 0; i < count + 16; i++) {
      expect(bank.data[start + i]).toBe(Math.max(0, at + i + 1 - 100))
    }
  })
})

it('is silent and at its start after a reset', () => {
  const bank = new DelayBank(2, 200)
  run(bank, 300, () => {})
  bank.reset()
  expect(bank.data.every((x) => x === 0)).toBe(true)
  expect(bank.start(0, 0)).toBe(0)
})

it('is silent after reset, however far it was written, and gives delays back as before', () => {
  for (const frames of [0, 1, 64, 100, 300, 511, 512, 513, 5000]) {
    const bank = new DelayBank(2, 200)
    run(bank, frames, () => {})
    // What is written is not always declared before the reset.
    for (let line = 0; line < 2; line++) bank.data[bank.start(line, 0) + BANK_BLOCK - 1] = 1
    bank.reset()
    expect(bank.data.every((sample) => sample === 0)).toBe(true)
    run(bank, 300, (at, count) => {
      expect(bank.data[bank.start(0, 200 + count)]).toBe(Math.max(0, at + 1 - 200))
    })
  }
})
