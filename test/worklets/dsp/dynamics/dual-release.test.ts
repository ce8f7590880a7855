import { describe, expect, it } from 'vitest'
import { DualRelease } from '../../../../worklets/dsp/dynamics/dual-release.ts'

const TIMES = { fastFrames: 1000, slowFrames: 10_000, chargeFrames: 4000, slowShare: 1 }

interface Setup {
  readonly fastLink?: number
  readonly slowLink?: number
  readonly slowShare?: number
}

/** Reductions held for a while and then let go, in dB. */
function hold(frames: number, left: number, right: number, setup: Setup = {}) {
  const release = new DualRelease()
  release.setTimes({ ...TIMES, slowShare: setup.slowShare ?? 1 })
  release.setLinks(setup.fastLink ?? 1, setup.slowLink ?? 1)
  const outLeft = new Float64Array(frames + 200_000)
  const outRight = new Float64Array(frames + 200_000)
  outLeft.fill(left, 0, frames)
  outRight.fill(right, 0, frames)
  release.process(outLeft, outRight, outLeft.length)
  return { left: outLeft, right: outRight, end: frames - 1 }
}

describe('a single peak', () => {
  it('is taken in full at once and let go at the fast rate', () => {
    const { left, end } = hold(10, 12, 12)
    expect(left[0]).toBe(12)
    // e^-1 of 12 dB after the fast time constant; the slow follower has hardly been charged.
    expect(left[end + 1000]).toBeCloseTo(12 / Math.E, 6)
  })
})

describe('a lasting reduction', () => {
  it('is let go at the slow rate', () => {
    const { left, end } = hold(60_000, 12, 12)
    // Charged for 15 time constants; e^-1 after the slow one.
    expect(left[end + 10_000]).toBeCloseTo(12 / Math.E, 3)
  })

  it('is let go at the fast rate first where the slow follower takes only half', () => {
    const { left, end } = hold(60_000, 12, 12, { slowShare: 0.5 })
    expect(left[end + 500]).toBeCloseTo(12 * Math.exp(-0.5), 3)
    expect(left[end + 10_000]).toBeCloseTo(6 / Math.E, 3)
  })

  it('ends at exactly zero', () => {
    const { left } = hold(60_000, 12, 12)
    expect(left.at(-1)).toBe(0)
  })
})

describe('link', () => {
  it('at 100 % moves both sides alike', () => {
    const { left, right } = hold(5000, 12, 3)
    expect(right.findIndex((x, i) => x !== left[i])).toBe(-1)
  })

  it('at 0 % leaves each side to itself', () => {
    const { left, right } = hold(5000, 12, 0, { fastLink: 0, slowLink: 0 })
    expect(left[4999]).toBe(12)
    expect(right.every((x) => x === 0)).toBe(true)
  })

  it('of transients at 75 % gives the other side 75 % of a short peak', () => {
    const { right } = hold(10, 12, 0, { fastLink: 0.75, slowLink: 0 })
    expect(right[9]).toBe(9)
  })

  it('of release alone spares the other side a short peak and shares a long one', () => {
    const short = hold(10, 12, 0, { fastLink: 0, slowLink: 1 })
    const long = hold(60_000, 12, 0, { fastLink: 0, slowLink: 1 })
    expect(short.right[9]).toBeLessThan(0.05)
    expect(long.right[59_999]).toBeCloseTo(12, 3)
  })
})

it('is never less than what came in', () => {
  const release = new DualRelease()
  release.setTimes(TIMES)
  release.setLinks(0.3, 0.6)
  const wave = (rate: number) =>
    Float64Array.from({ length: 20_000 }, (_, i) => Math.max(0, 9 * Math.sin(i * rate)))
  const [left, right] = [wave(0.01), wave(0.0137)]
  const [outLeft, outRight] = [left.slice(), right.slice()]
  release.process(outLeft, outRight, left.length)
  expect(outLeft.every((x, i) => x >= left[i])).toBe(true)
  expect(outRight.every((x, i) => x >= right[i])).toBe(true)
})
