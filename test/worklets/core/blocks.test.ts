import { describe, expect, it } from 'vitest'
import { ParamBlock, TapRing } from '../../../worklets/core/blocks.ts'

describe('a parameter block', () => {
  for (const shared of [true, false]) {
    it(`carries a whole set to the other side, once (shared: ${shared})`, () => {
      const page = ParamBlock.make(3, shared)
      const audio = new ParamBlock(page.buffer, 3)
      const words = new Float32Array(3)
      expect(audio.wanted.read(words)).toBe(false)
      page.wanted.write(Float32Array.of(1, -Infinity, 0.1))
      expect(audio.wanted.read(words)).toBe(true)
      expect([...words]).toEqual([1, -Infinity, Math.fround(0.1)])
      expect(audio.wanted.read(words)).toBe(false)
    })
  }

  it('keeps both halves apart', () => {
    const page = ParamBlock.make(1, true)
    const audio = new ParamBlock(page.buffer, 1)
    const words = new Float32Array(1)
    audio.effective.write(Float32Array.of(7))
    expect(audio.wanted.read(words)).toBe(false)
    expect(page.effective.read(words)).toBe(true)
    expect(words[0]).toBe(7)
  })

  it('keeps what it had while the writer is in the middle of a set', () => {
    const page = ParamBlock.make(2, true)
    const audio = new ParamBlock(page.buffer, 2)
    const words = Float32Array.of(5, 6)
    new Int32Array(page.buffer)[0] = 1
    expect(audio.wanted.read(words)).toBe(false)
    expect([...words]).toEqual([5, 6])
  })
})

describe('a tap', () => {
  const ramp = (from: number, frames: number) =>
    Float32Array.from({ length: frames }, (_, i) => from + i)

  it('gives the newest frames, oldest first', () => {
    const ring = TapRing.make(true)
    for (let start = 0; start < 40000; start += 128)
      ring.push(ramp(start, 128), ramp(-start, 128), 128)
    const left = new Float32Array(300)
    const right = new Float32Array(300)
    new TapRing(ring.buffer).copyNewest(left, right)
    expect(left).toEqual(ramp(ring.position - 300, 300))
  })

  it('gives what came since the last look', () => {
    const ring = TapRing.make(false)
    ring.push(ramp(0, 100), ramp(0, 100), 100)
    const seen = ring.position
    ring.push(ramp(100, 50), ramp(100, 50), 50)
    const left = new Float32Array(1000)
    expect(ring.copySince(seen, left, new Float32Array(1000))).toBe(50)
    expect(left.subarray(0, 50)).toEqual(ramp(100, 50))
  })
})
