import { describe, expect, it } from 'vitest'
import { RmsWindow } from '../../../../worklets/dsp/levels/rms-window.ts'
import { sine, whiteNoise } from '../../../support/signals.ts'

const RATE = 48000

function levelsOf(window: RmsWindow, signal: ArrayLike<number>, blockFrames = 128): Float64Array {
  const levels = new Float64Array(signal.length)
  const all = Float64Array.from(signal)
  const out = new Float64Array(128)
  for (let start = 0; start < all.length; start += blockFrames) {
    const block = all.slice(start, start + blockFrames)
    window.process(block, out, block.length)
    levels.set(out.subarray(0, block.length), start)
  }
  return levels
}

function windowOf(frames: number): RmsWindow {
  const window = new RmsWindow(RATE, 160)
  window.setLength(frames)
  window.reset()
  return window
}

describe('an RMS window', () => {
  it('reads a sine over whole periods at its peak, without ripple', () => {
    const levels = levelsOf(windowOf(480), sine(1000, 0.2, RATE, 0.5)).subarray(480)
    expect(levels.every((x) => Math.abs(x - 0.5) < 1e-6)).toBe(true)
  })

  it('is the root of the mean square of the last frames, times the root of 2', () => {
    const noise = whiteNoise(0.3, RATE, 1)
    const levels = levelsOf(windowOf(1000), noise)
    for (const i of [0, 1, 500, 999, 1000, 5000, 14399]) {
      let sum = 0
      for (let k = Math.max(0, i - 999); k <= i; k++) sum += noise[k] ** 2
      expect(levels[i]).toBeCloseTo(Math.sqrt((2 * sum) / 1000), 9)
    }
  })

  it('forgets a loud sound completely: silence reads exactly 0', () => {
    const signal = [...whiteNoise(0.1, RATE, 1, 1000), ...new Float32Array(3000)]
    expect(levelsOf(windowOf(777), signal).at(-1)).toBe(0)
  })

  it('reads what there is, when it starts in the middle of a sound', () => {
    const window = windowOf(4800)
    window.restart()
    const levels = levelsOf(window, sine(1000, 0.3, RATE, 0.5))
    expect(levels[480]).toBeCloseTo(0.5, 2)
    expect(levels.at(-1)).toBeCloseTo(0.5, 6)
  })

  it('changes its length without a step and is right afterwards', () => {
    const noise = whiteNoise(1, RATE, 5)
    const window = windowOf(480)
    const before = levelsOf(window, noise.subarray(0, 12800))
    window.setLength(7680)
    const after = levelsOf(window, noise.subarray(12800))
    expect(after[0]).toBeCloseTo(before.at(-1) ?? 0, 2)
    expect(after.at(-1)).toBeCloseTo(levelsOf(windowOf(7680), noise).at(-1) ?? 0, 9)
  })

  it('is the same however the sound is cut into blocks', () => {
    const noise = whiteNoise(0.2, RATE, 2)
    const whole = levelsOf(windowOf(333), noise)
    for (const frames of [1, 50, 77]) expect(levelsOf(windowOf(333), noise, frames)).toEqual(whole)
  })
})
