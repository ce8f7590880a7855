import { expect, test } from 'vitest'
import { ErrorTap } from '../../../ui/effects/dither/error-tap.ts'
import { TapRing } from '../../../worklets/core/blocks.ts'
import type { Tap } from '../../../worklets/core/source.ts'
import { whiteNoise } from '../../support/signals.ts'

const QUANTUM = 128
const FRAMES = 4096

function tapOf(ring: TapRing): Tap {
  return {
    sampleRate: 48_000,
    get position() {
      return ring.position
    },
    copyNewest: (left, right) => ring.copyNewest(left, right),
    copySince: (position, left, right) => ring.copySince(position, left, right),
    close: () => undefined
  }
}

/** Noise and the same rounded to 16 bits, in taps of which one was opened so many quanta earlier. */
function taps({
  inputEarlier = 0,
  outputAhead = 0
}: {
  inputEarlier?: number
  outputAhead?: number
}) {
  const sound = whiteNoise(0.5, 48_000, 1, 0.5)
  const input = TapRing.make(false)
  const output = TapRing.make(false)
  const rounded = sound.map((x) => Math.round(x * 32768) / 32768)
  for (let q = 0; (q + 1) * QUANTUM <= sound.length; q++) {
    const isLast = (q + 2) * QUANTUM > sound.length
    const part = sound.subarray(q * QUANTUM, (q + 1) * QUANTUM)
    const out = rounded.subarray(q * QUANTUM, (q + 1) * QUANTUM)
    if (!(isLast && outputAhead > 0)) input.push(part, part, QUANTUM)
    if (q >= inputEarlier) output.push(out, out, QUANTUM)
  }
  const newest = Math.floor(sound.length / QUANTUM) * QUANTUM
  return { tap: new ErrorTap(tapOf(input), tapOf(output)), sound, rounded, newest }
}

test.each([
  ['opened together', {}],
  ['opened one after the other', { inputEarlier: 37 }],
  ['read while a quantum is half written', { outputAhead: 1 }]
])('is the rounding error in steps, of taps %s', (_name, when) => {
  const { tap, sound, rounded } = taps(when)
  const left = new Float32Array(FRAMES)
  const right = new Float32Array(FRAMES)
  tap.copyNewest(left, right)
  const errors = sound.map((x, i) => 32768 * ((rounded[i] ?? 0) - x))
  const start = errors.findIndex((error, i) => Math.abs(error - (left[0] ?? 0)) < 1e-6 && near(i))
  function near(i: number): boolean {
    return left.subarray(0, 64).every((error, k) => Math.abs(error - (errors[i + k] ?? 9)) < 1e-6)
  }
  expect(start).toBeGreaterThan(0)
  expect(Math.max(...left)).toBeLessThanOrEqual(0.5)
  // A uniform error of one step has a power of 1/12.
  const power = left.reduce((sum, error) => sum + error * error, 0) / FRAMES
  expect(12 * power).toBeCloseTo(1, 1)
})

test('is silence where input and output have nothing in common', () => {
  const input = TapRing.make(false)
  const output = TapRing.make(false)
  const one = whiteNoise(0.5, 48_000, 1, 0.5)
  const other = whiteNoise(0.5, 48_000, 2, 0.5)
  for (let at = 0; at + QUANTUM <= one.length; at += QUANTUM) {
    input.push(one.subarray(at, at + QUANTUM), one.subarray(at, at + QUANTUM), QUANTUM)
    output.push(other.subarray(at, at + QUANTUM), other.subarray(at, at + QUANTUM), QUANTUM)
  }
  const left = new Float32Array(FRAMES).fill(1)
  new ErrorTap(tapOf(input), tapOf(output)).copyNewest(left, left.slice())
  expect(left.every((error) => error === 0)).toBe(true)
})

test('is the rounding error of one moment, when sound arrives between two looks', () => {
  const input = TapRing.make(false)
  const output = TapRing.make(false)
  const sound = whiteNoise(0.5, 48_000, 2, 0.5)
  let written = 0
  const write = (quanta: number) => {
    for (const end = written + quanta * QUANTUM; written < end; written += QUANTUM) {
      const part = sound.subarray(written, written + QUANTUM)
      const rounded = part.map((x) => Math.round(x * 32768) / 32768)
      input.push(part, part, QUANTUM)
      output.push(rounded, rounded, QUANTUM)
    }
  }
  write(64)
  let looks = 0
  const late: Tap = Object.defineProperty(tapOf(input), 'position', {
    get: () => {
      if (looks++ === 0) write(3)
      return input.position
    }
  })
  const left = new Float32Array(FRAMES)
  new ErrorTap(late, tapOf(output)).copyNewest(left, new Float32Array(FRAMES))
  const rms = Math.sqrt(left.reduce((sum, x) => sum + x * x, 0) / FRAMES)
  // Rounding to the nearest step: a uniform error of 1 / sqrt(12) steps.
  expect(rms).toBeCloseTo(0.289, 2)
})
