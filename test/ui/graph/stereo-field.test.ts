import { expect, it } from 'vitest'
import { StereoField } from '../../../ui/graph/stereo-field.ts'
import type { Tap } from '../../../worklets/core/source.ts'
import { pinkNoise } from '../../support/signals.ts'

const BLOCK = 800

/** A tap whose every look finds the next block of two signals. */
function tapOf(left: Float32Array, right: Float32Array): Tap {
  let position = 0
  return {
    sampleRate: 48000,
    get position() {
      return position
    },
    copyNewest: () => undefined,
    copySince: (_, toLeft, toRight) => {
      toLeft.set(left.subarray(position, position + BLOCK))
      toRight.set(right.subarray(position, position + BLOCK))
      position += BLOCK
      return BLOCK
    },
    close: () => undefined
  }
}

function correlationOf(left: Float32Array, right: Float32Array): number {
  const field = new StereoField()
  const tap = tapOf(left, right)
  for (let look = 0; look < left.length / BLOCK; look++) field.read(tap)
  return field.correlation
}

const one = new Float32Array(pinkNoise(1, 48000, 1, 0.5))
const other = new Float32Array(pinkNoise(1, 48000, 2, 0.5))

it('mono correlates with +1, inverted with -1', () => {
  expect(correlationOf(one, one)).toBeCloseTo(1, 6)
  expect(
    correlationOf(
      one,
      one.map((x) => -x)
    )
  ).toBeCloseTo(-1, 6)
})

it('two sounds of their own correlate by less than 0.5', () => {
  // Pink noise has much of its power in a few slow waves, so that a second of it is not near 0.
  expect(Math.abs(correlationOf(one, other))).toBeLessThan(0.5)
})

it('a sound on the left alone lies up to the left, half its level each way', () => {
  const field = new StereoField()
  field.read(tapOf(new Float32Array(BLOCK).fill(0.5), new Float32Array(BLOCK)))
  const { side, mid } = field.dots(0)
  expect(side[0]).toBe(-0.25)
  expect(mid[0]).toBe(0.25)
})

it('is at rest some looks after the sound ended', () => {
  const field = new StereoField()
  field.read(tapOf(one, one))
  const silence = tapOf(new Float32Array(BLOCK * 9), new Float32Array(BLOCK * 9))
  const looks = Array.from({ length: 8 }, () => field.read(silence))
  expect(looks.slice(0, 2)).toEqual([true, true])
  expect(looks.slice(-2)).toEqual([false, false])
})
