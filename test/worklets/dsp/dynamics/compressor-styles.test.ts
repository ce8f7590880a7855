import { describe, expect, test } from 'vitest'
import { BusNetwork } from '../../../../worklets/dsp/dynamics/bus-network.ts'
import { CrestHold } from '../../../../worklets/dsp/dynamics/crest-hold.ts'
import { FeedbackLoop } from '../../../../worklets/dsp/dynamics/feedback-loop.ts'
import { OptoCell } from '../../../../worklets/dsp/dynamics/opto-cell.ts'

const RATE = 48000
const frames = (ms: number) => Math.round((ms * RATE) / 1000)

/** Wanted reductions of so many dB for so many milliseconds each. */
const wanted = (...stretches: readonly (readonly [dB: number, ms: number])[]) =>
  Float64Array.from(stretches.flatMap(([dB, ms]) => Array.from({ length: frames(ms) }, () => dB)))

const laws = {
  opto: (reductions: Float64Array) => {
    const cell = new OptoCell(RATE)
    cell.setTimes(10, 100, false)
    cell.process(reductions, reductions.length)
    return cell
  },
  bus: (reductions: Float64Array) => {
    const network = new BusNetwork(RATE)
    network.setTimes(10, 100, true)
    network.process(reductions, reductions.length)
    return network
  },
  classic: (reductions: Float64Array) => {
    const loop = new FeedbackLoop(RATE)
    loop.setTimes(10, 100)
    const slopes = new Float64Array(reductions.length).fill(0.75)
    const halfKnees = new Float64Array(reductions.length).fill(3)
    loop.process(reductions, slopes, halfKnees, reductions.length)
    return loop
  }
}

describe.each(Object.entries(laws))('%s', (_, run) => {
  test('reaches what is wanted, without overshoot, and rests in exactly nothing', () => {
    const reductions = wanted([12, 2000], [0, 60_000])
    const law = run(reductions)
    expect(reductions[frames(1999)]).toBeCloseTo(12, 1)
    expect(Math.max(...reductions.subarray(0, frames(2000)))).toBeLessThanOrEqual(12 + 1e-9)
    expect(reductions.at(-1)).toBe(0)
    expect(law.isIdle).toBe(true)
  })

  test('has 63 % behind it in about the attack time for 12 dB', () => {
    const reductions = wanted([12, 100])
    run(reductions)
    const at = reductions.findIndex((value) => value > 12 * (1 - Math.exp(-1)))
    expect(at / frames(10)).toBeGreaterThan(0.9)
    expect(at / frames(10)).toBeLessThan(1.1)
  })

  test('never rises while it should let go', () => {
    const reductions = wanted([12, 500], [0, 2000])
    run(reductions)
    for (let i = frames(500) + 1; i < reductions.length; i++) {
      expect((reductions[i] ?? 0) <= (reductions[i - 1] ?? 0)).toBe(true)
    }
  })

  test('goes on from where another stood', () => {
    const first = wanted([12, 100])
    const law = run(first)
    const second = run(wanted([0, 1]))
    second.copyFrom(law)
    expect(second.agreesWith(law)).toBe(true)
    expect(second.state[0]).toBe(first.at(-1))
  })
})

describe('crests', () => {
  test('of a wave are held from one to the next', () => {
    const hold = new CrestHold(RATE)
    hold.setTimes(100, 6)
    const wave = Float64Array.from({ length: frames(200) }, (_, i) =>
      Math.abs(10 * Math.sin((2 * Math.PI * 100 * i) / RATE))
    )
    hold.process(wave, wave.length)
    for (const value of wave.subarray(frames(10))) expect(value).toBeGreaterThan(9.9)
  })

  test('let go in the time that is set once the hold is over', () => {
    const hold = new CrestHold(RATE)
    hold.setTimes(50, 20)
    const reductions = wanted([10, 100], [0, 400])
    hold.process(reductions, reductions.length)
    expect(reductions[frames(119)]).toBe(10)
    expect(reductions[frames(170)]).toBeCloseTo(10 * Math.exp(-1), 1)
    expect(hold.isIdle).toBe(false)
  })
})
