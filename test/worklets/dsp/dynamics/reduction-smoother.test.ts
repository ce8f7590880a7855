import { describe, expect, it } from 'vitest'
import {
  ReductionSmoother,
  type SmootherTimes
} from '../../../../worklets/dsp/dynamics/reduction-smoother.ts'

const times: SmootherTimes = { attack: 10, release: 100, hold: 0, autoRelease: false }

function smoothed(
  wanted: readonly (readonly [dB: number, seconds: number])[],
  settings: SmootherTimes,
  sampleRate = 48000
): Float64Array {
  const smoother = new ReductionSmoother(sampleRate)
  smoother.setTimes(settings)
  const track = Float64Array.from(
    wanted.flatMap(([dB, seconds]) => new Array<number>(Math.round(seconds * sampleRate)).fill(dB))
  )
  smoother.process(track, track.length)
  expect(smoother.reductionDb).toBe(track.at(-1))
  return track
}

const passesAt = (track: Float64Array, from: number, dB: number) =>
  track.findIndex((x, i) => i >= from && x < dB) - from

describe('a reduction smoother', () => {
  it('has 63 % of a step behind it in the attack time, 90 % in 2.303 times that', () => {
    for (const sampleRate of [22050, 48000, 192000]) {
      const track = smoothed([[12, 0.2]], times, sampleRate)
      const at = (part: number) => track.findIndex((x) => x >= 12 * part) / sampleRate
      expect(at(1 - Math.exp(-1))).toBeCloseTo(0.01, 4)
      expect(at(0.9)).toBeCloseTo(0.02303, 4)
    }
  })

  it('lets go to 37 % in release plus attack, whatever the depth', () => {
    for (const depth of [1, 12, 40]) {
      const track = smoothed(
        [
          [depth, 0.5],
          [0, 1]
        ],
        times
      )
      // Two poles of 100 and 10 ms meet 1/e after 110.5 ms.
      expect(passesAt(track, 24000, depth * Math.exp(-1)) / 48).toBeCloseTo(110.5, 0)
    }
  })

  it('comes to exactly nothing and knows it', () => {
    const smoother = new ReductionSmoother(48000)
    smoother.setTimes({ ...times, autoRelease: true })
    const track = new Float64Array(48000).fill(30)
    smoother.process(track, track.length)
    expect(smoother.isIdle).toBe(false)
    const seconds = ReductionSmoother.tailSeconds({ ...times, autoRelease: true })
    for (let i = 0; i < seconds; i++) smoother.process(track.fill(0), track.length)
    expect([smoother.isIdle, smoother.reductionDb]).toEqual([true, 0])
  })

  it('holds, then lets go', () => {
    const track = smoothed(
      [
        [12, 0.3],
        [0, 0.5]
      ],
      { ...times, attack: 1, hold: 50 }
    )
    expect(track[Math.round(0.348 * 48000)]).toBeCloseTo(12, 3)
    expect(track[Math.round(0.37 * 48000)]).toBeLessThan(11)
  })

  it('adds no ripple to the crests of a wave above 500 Hz', () => {
    const crests = Float64Array.from({ length: 48000 }, (_, i) =>
      Math.max(0, 20 + 20 * Math.log10(Math.abs(Math.sin((Math.PI * 600 * i) / 24000)) + 1e-9))
    )
    const smoother = new ReductionSmoother(48000)
    smoother.setTimes(times)
    smoother.process(crests, crests.length)
    const tail = crests.subarray(24000)
    expect(Math.max(...tail.slice(0, 9000)) - Math.min(...tail.slice(0, 9000))).toBeLessThan(1e-3)
    expect(tail[0]).toBeCloseTo(20, 1)
  })

  it('changes to and from the automatic release without a step', () => {
    const smoother = new ReductionSmoother(48000)
    const track: number[] = []
    for (let block = 0; block < 200; block++) {
      smoother.setTimes({ ...times, autoRelease: block % 40 < 20 })
      const reductions = new Float64Array(480).fill(block % 60 < 30 ? 12 : 0)
      smoother.process(reductions, 480)
      track.push(...reductions)
    }
    // 12 dB in 10 ms is the steepest an attack can be: 0.025 dB a frame.
    const steps = track.slice(1).map((x, i) => Math.abs(x - track[i]))
    expect(steps.reduce((max, x) => Math.max(max, x), 0)).toBeLessThan(0.026)
  })

  it('takes over where another stands', () => {
    const [first, second] = [new ReductionSmoother(48000), new ReductionSmoother(48000)]
    for (const smoother of [first, second]) smoother.setTimes(times)
    first.process(new Float64Array(1000).fill(9), 1000)
    expect(second.agreesWith(first)).toBe(false)
    second.copyFrom(first)
    expect(second.agreesWith(first)).toBe(true)
    expect(second.reductionDb).toBe(first.reductionDb)
  })
})
