import { describe, expect, it } from 'vitest'
import { AllpassReader } from '../../../../worklets/dsp/lines/allpass-reader.ts'
import { BANK_BLOCK, DelayBank } from '../../../../worklets/dsp/lines/delay-bank.ts'
import { LineMotion } from '../../../../worklets/dsp/lines/line-motion.ts'
import { spectrumDb } from '../../../support/spectrum.ts'

const RATE = 48_000
const LENGTHS = Int32Array.of(500, 700)
const decibels = (gain: number) => 20 * Math.log10(gain)

interface Motion {
  readonly rateHz: number
  readonly depthFrames: number
}

/** What comes out of line 0 when both hold the same tone; blocks of `cut` frames at most. */
function read(hz: number, frames: number, { rateHz, depthFrames }: Motion, cut = BANK_BLOCK) {
  const bank = new DelayBank(2, 1000)
  const motion = new LineMotion(2, RATE, () => true)
  const reader = new AllpassReader(2)
  motion.rateHz = rateHz
  motion.depthFrames = depthFrames
  motion.reset()
  reader.start(motion)
  const pair = new Float32Array(2 * BANK_BLOCK)
  const result = new Float32Array(frames)
  const delays = new Float64Array(frames)
  const turn = (2 * Math.PI * hz) / RATE
  for (let frame = 0; frame < frames; frame += BANK_BLOCK) {
    motion.advance(BANK_BLOCK)
    reader.aim(motion)
    for (let from = 0; from < BANK_BLOCK; from += cut) {
      const count = Math.min(cut, BANK_BLOCK - from)
      for (let line = 0; line < 2; line++) {
        const start = bank.start(line, 0)
        for (let i = 0; i < count; i++) {
          bank.data[start + i] = Math.sin(turn * (frame + from + i))
        }
      }
      reader.read(bank, 0, LENGTHS, 'present', pair, 0, count)
      bank.advance(count)
    }
    result.set(pair.subarray(0, BANK_BLOCK), frame)
    for (let i = 0; i < BANK_BLOCK; i++) {
      const share = i / BANK_BLOCK
      delays[frame + i] = LENGTHS[0] + motion.from[0] + share * (motion.to[0] - motion.from[0])
    }
  }
  return { result, delays }
}

const STILL: Motion = { rateHz: 0.5, depthFrames: 0 }
const USUAL: Motion = { rateHz: 0.5, depthFrames: 12 }

describe('a line read through an allpass', () => {
  it('is as loud as it was at every frequency, to 0.001 dB', () => {
    for (const hz of [100, 1000, 8000, 15_000, 20_000]) {
      const { result } = read(hz, 9600, STILL)
      let [re, im] = [0, 0]
      for (let i = 4800; i < 9600; i++) {
        re += result[i] * Math.cos((2 * Math.PI * hz * i) / RATE)
        im += result[i] * Math.sin((2 * Math.PI * hz * i) / RATE)
      }
      expect(Math.abs(decibels(Math.hypot(re, im) / 2400)), `${hz} Hz`).toBeLessThan(0.001)
    }
  })

  it('gives lows the delay of the motion: within -60 dB at 200 Hz', () => {
    const { result, delays } = read(200, 96_000, USUAL)
    const turn = (2 * Math.PI * 200) / RATE
    let worst = 0
    for (let i = 4800; i < 96_000; i++) {
      worst = Math.max(worst, Math.abs(result[i] - Math.sin(turn * (i - delays[i]))))
    }
    expect(decibels(worst)).toBeLessThan(-60)
  })

  it('moving, puts nothing farther than 1 kHz from a tone: -90 dB at 1 kHz, -60 dB at 8 kHz', () => {
    for (const [hz, limitDb] of [
      [1000, -90],
      [8000, -60]
    ] as const) {
      const { result } = read(hz, 96_000, USUAL)
      const spectrum = spectrumDb(result, 16_384, 65_536)
      const binHz = RATE / 65_536
      const peak = Math.max(...spectrum)
      const spurs = spectrum.filter((_, k) => k > 100 && Math.abs(k * binHz - hz) > 1000)
      expect(Math.max(...spurs) - peak, `${hz} Hz`).toBeLessThan(limitDb)
    }
  })

  it('stays as loud under the fastest motion there is, within 0.5 dB at 2 kHz', () => {
    const { result } = read(2000, 96_000, { rateHz: 10, depthFrames: 30 })
    const power = result.subarray(4800).reduce((sum, x) => sum + x * x, 0) / (96_000 - 4800)
    expect(Math.abs(10 * Math.log10(2 * power))).toBeLessThan(0.5)
  })

  it('is the same in any cut', () => {
    const { result } = read(3000, 9600, { rateHz: 5, depthFrames: 30 })
    for (const cut of [1, 7, 33]) {
      expect(read(3000, 9600, { rateHz: 5, depthFrames: 30 }, cut).result).toEqual(result)
    }
  })
})
