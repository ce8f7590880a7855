import { expect, it } from 'vitest'
import { SlidingMaximum } from '../../../../worklets/dsp/dynamics/sliding-maximum.ts'
import { randomSource } from '../../../support/signals.ts'

function slide(values: number[], windows: number[], blockFrames: number): number[] {
  const maximum = new SlidingMaximum(64, 0)
  const out: number[] = []
  for (let start = 0; start < values.length; start += blockFrames) {
    const block = Float64Array.from(values.slice(start, start + blockFrames))
    maximum.process(block, Int32Array.from(windows.slice(start, start + blockFrames)), block.length)
    out.push(...block)
  }
  return out
}

const random = randomSource(3)
const noise = Array.from({ length: 1000 }, () => Math.max(0, random()))

it('is the greatest of the last values, at any window', () => {
  for (const window of [1, 2, 7, 64]) {
    const windows = noise.map(() => window)
    const plain = noise.map((_, i) => Math.max(...noise.slice(Math.max(0, i - window + 1), i + 1)))
    for (const blockFrames of [1, 33, 1000]) {
      expect(slide(noise, windows, blockFrames)).toEqual(plain)
    }
  }
})

it('forgets at once what a shorter window does not see, and grows frame by frame', () => {
  const values = [9, 1, 2, 3, 4, 5, 0, 0]
  const windows = [8, 8, 2, 8, 8, 8, 8, 8]
  expect(slide(values, windows, 8)).toEqual([9, 9, 2, 3, 4, 5, 5, 5])
})

it('reads the floor when nothing in the window is above it', () => {
  expect(slide([0, 0.5, 0, 0, 0], [2, 2, 2, 2, 2], 5)).toEqual([0, 0.5, 0.5, 0, 0])
})
