import { expect } from 'vitest'
import type { StereoSignal } from '../../support/render.ts'
import { impulse, silence, sine } from '../../support/signals.ts'
import { RATE } from './music.ts'
import type { Trial } from './trial.ts'

export const toDb = (gain: number) => 20 * Math.log10(gain)
export const toGain = (dB: number) => 10 ** (dB / 20)
export const both = (signal: Float32Array): StereoSignal => [signal, signal]
export const midOf = ([l, r]: StereoSignal) => l.map((x, i) => 0.5 * (x + r[i]))
export const sideOf = ([l, r]: StereoSignal) => l.map((x, i) => 0.5 * (x - r[i]))

export function rms(signal: Float32Array, from = 0, to = signal.length): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += signal[i] * signal[i]
  return Math.sqrt(sum / (to - from))
}

export function peak(signal: Float32Array): number {
  return signal.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
}

/** Correlation of two sides, -1 to 1. */
export function correlation([left, right]: StereoSignal): number {
  const cross = left.reduce((sum, x, i) => sum + x * right[i], 0) / left.length
  return cross / (rms(left) * rms(right))
}

export function expectBetween(
  what: string,
  measured: number,
  [least, most]: readonly [number, number]
): void {
  const text = `${what}: ${measured.toFixed(2)}, must be ${least} to ${most}`
  expect(measured >= least && measured <= most, text).toBe(true)
}

/** Gain in dB of a click's response at a frequency. */
export function gainAt(response: ArrayLike<number>, hertz: number): number {
  const step = (2 * Math.PI * hertz) / RATE
  let [re, im] = [0, 0]
  for (let i = 0; i < response.length; i++) {
    re += response[i] * Math.cos(step * i)
    im += response[i] * Math.sin(step * i)
  }
  return toDb(Math.hypot(re, im))
}

/** Response to a click on one side or both. */
export function clicked(
  trial: Trial,
  side: 'both' | 'left' | 'right' = 'both',
  turned: Trial['values'] = {},
  seconds = 1
): StereoSignal {
  const click = impulse(seconds, RATE, 0, 1)
  const none = silence(seconds, RATE)
  return trial.play([side === 'right' ? none : click, side === 'left' ? none : click], turned)
}

/** Gain in dB of a steady tone of a level, once everything has settled. */
export function toneGain(trial: Trial, hertz: number, levelDb: number): number {
  const tone = sine(hertz, 1.5, RATE, toGain(levelDb))
  const [left] = trial.play(both(tone))
  return toDb(rms(left, RATE) / rms(tone, RATE))
}
