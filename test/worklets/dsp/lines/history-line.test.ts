import { expect, it } from 'vitest'
import { HistoryLine } from '../../../../worklets/dsp/lines/history-line.ts'

it('keeps the past in one piece however often it has to move it', () => {
  const line = new HistoryLine(10, 16)
  const block = new Float64Array(16)
  for (let n = 0; n < 5000; n += 7) {
    for (let i = 0; i < 7; i++) block[i] = n + i + 1
    line.push(block, 7)
    for (let k = 0; k < 17; k++) {
      expect(line.samples[line.end - 1 - k]).toBe(Math.max(0, n + 7 - k))
    }
  }
})

it('holds silence before the first sound and after a reset', () => {
  const line = new HistoryLine(4, 8)
  line.push(new Float64Array(8).fill(1), 8)
  line.reset()
  expect([...line.samples.subarray(line.end - 4, line.end)]).toEqual([0, 0, 0, 0])
})
