import { expect, test } from 'vitest'
import { BitActivity } from '../../../ui/effects/dither/bit-activity.ts'
import type { Tap } from '../../../worklets/core/source.ts'
import { whiteNoise } from '../../support/signals.ts'

/** A tap that has all of a signal at its first look. */
function tapOf(signal: Float32Array): Tap {
  let read = false
  const shown = { position: 0, sampleRate: 48_000 }
  return {
    ...shown,
    get position() {
      return read ? signal.length : 0
    },
    copySince: (_from: number, left: Float32Array, right: Float32Array) => {
      read = true
      left.set(signal.subarray(0, left.length))
      right.set(signal.subarray(0, right.length))
      return Math.min(signal.length, left.length)
    },
    copyNewest: () => undefined,
    close: () => undefined
  } as unknown as Tap // the shapes that are read are all there
}

test('of 16-bit samples no bit below the sixteenth moves, and the sixteenth half of the time', () => {
  const noise = whiteNoise(4096 / 48_000, 48_000, 1, 0.5).map((x) => Math.round(x * 32768) / 32768)
  const activity = new BitActivity()
  for (let i = 0; i < 40; i++) activity.follow(tapOf(noise))
  expect(activity.used).toBe(16)
  expect(activity.shares[15]).toBeCloseTo(0.5, 1)
  expect(activity.shares[16]).toBe(0)
})

test('in silence no bit is in use', () => {
  const activity = new BitActivity()
  for (let i = 0; i < 40; i++) activity.follow(tapOf(new Float32Array(1000)))
  expect(activity.used).toBe(0)
})
