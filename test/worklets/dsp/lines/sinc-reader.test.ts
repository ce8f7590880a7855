import { describe, expect, it } from 'vitest'
import { BANK_BLOCK, DelayBank } from '../../../../worklets/dsp/lines/delay-bank.ts'
import { SincReader } from '../../../../worklets/dsp/lines/sinc-reader.ts'

const RATE = 48000
const decibels = (gain: number) => 20 * Math.log10(gain)

/** A bank full of a tone, and the tone at a time in frames before the write position. */
function toneBank(frequencyHz: number): { bank: DelayBank; at: (delay: number) => number } {
  const bank = new DelayBank(1, 1000)
  const turn = (2 * Math.PI * frequencyHz) / RATE
  let frame = 0
  for (; frame < 2048; frame += BANK_BLOCK) {
    const start = bank.start(0, 0)
    for (let i = 0; i < BANK_BLOCK; i++) bank.data[start + i] = Math.sin(turn * (frame + i))
    bank.advance(BANK_BLOCK)
  }
  return { bank, at: (delay) => Math.sin(turn * (frame - delay)) }
}

/** Level of a read tone against the true one: at the delay and a quarter turn on. */
function levelDb(reader: SincReader, frequencyHz: number, delay: number): number {
  const { bank } = toneBank(frequencyHz)
  const turn = (2 * Math.PI * frequencyHz) / RATE
  let [re, im] = [0, 0]
  for (let n = 0; n < 480; n++) {
    const y = reader.read(bank, 0, delay + n)
    re += y * Math.cos(turn * n)
    im += y * Math.sin(turn * n)
  }
  return decibels((2 * Math.hypot(re, im)) / 480)
}

describe('a delay line read between its samples', () => {
  it('gives the sound of that moment: within -81 dB at 1 kHz, -68 dB at 10 kHz', () => {
    const reader = new SincReader()
    for (const [hz, errorDb] of [
      [1000, -81],
      [10_000, -68]
    ] as const) {
      const { bank, at } = toneBank(hz)
      for (let delay = 50; delay < 52; delay += 0.0137) {
        // The nearest of 2048 fractions is up to 1/4096 frame away (-90 and -70 dB), and the
        // whole is 5e-5 (-86 dB) too quiet so that no frequency gets too loud.
        expect(decibels(Math.abs(reader.read(bank, 0, delay) - at(delay)))).toBeLessThan(errorDb)
      }
    }
  })

  it('is never louder than the line, and within 0.002 dB of it up to 15 kHz', () => {
    const reader = new SincReader()
    for (const hz of [200, 1000, 5000, 10_000, 15_000]) {
      for (const fraction of [0, 0.13, 0.25, 0.5, 0.77]) {
        const level = levelDb(reader, hz, 60 + fraction)
        expect(level, `${hz} Hz, ${fraction}`).toBeLessThan(1e-5)
        expect(level, `${hz} Hz, ${fraction}`).toBeGreaterThan(-0.002)
      }
    }
  })

  it('made for one pass reaches 18 kHz within 0.02 dB', () => {
    const reader = new SincReader({ beta: 6 })
    for (const fraction of [0, 0.25, 0.5, 0.75]) {
      expect(Math.abs(levelDb(reader, 18_000, 60 + fraction))).toBeLessThan(0.02)
    }
  })
})
