import { describe, expect, it } from 'vitest'
import { BANK_BLOCK } from '../../../../worklets/dsp/lines/delay-bank.ts'
import { Crossfade } from '../../../../worklets/dsp/moves/crossfade.ts'
import { type DecayCurve, flatDecay } from '../../../../worklets/dsp/reverb/decay-curve.ts'
import { Diffuser } from '../../../../worklets/dsp/reverb/diffuser.ts'
import { FeedbackNetwork } from '../../../../worklets/dsp/reverb/feedback-network.ts'
import { PrimeLengths } from '../../../../worklets/effects/reverb/prime-lengths.ts'

const RATE = 48_000

/** Power of both sides in stretches of 100 ms after a click. */
function powers(curve: DecayCurve, seconds: number, depthFrames = 12): number[] {
  const network = new FeedbackNetwork(RATE, 6000, 24)
  const diffuser = new Diffuser(400, 800, 4000)
  const fade = new Crossfade(0.08, RATE, BANK_BLOCK)
  new PrimeLengths(7000).write(network.nextLengths, 2400, 5800)
  network.adopt()
  network.setLoss(curve, fade)
  network.landLoss()
  network.setMotion(0.5, depthFrames)
  network.resetMotion()
  diffuser.setSteps(336, 720, 3000)
  diffuser.adopt()
  diffuser.setGains(flatDecay(1e6, RATE), fade)
  diffuser.landGains()
  const { input } = diffuser
  const result: number[] = []
  for (let n = 0; n < (seconds * RATE) / BANK_BLOCK; n++) {
    const start = input.start(0, 0)
    input.data.fill(0, start, start + BANK_BLOCK)
    if (n === 0) input.data[start] = 1
    diffuser.process(BANK_BLOCK, undefined)
    network.advanceMotion()
    network.process(diffuser, BANK_BLOCK, undefined)
    const stretch = Math.floor(n / 75)
    const { left, right } = network
    for (let i = 0; i < BANK_BLOCK; i++) {
      result[stretch] = (result[stretch] ?? 0) + left[i] ** 2 + right[i] ** 2
    }
  }
  return result
}

const decibels = (power: number) => 10 * Math.log10(power)

describe('the feedback network', () => {
  it('falls by 60 dB in the time of its decay: within 1.5 dB over two seconds', () => {
    const falling = powers(flatDecay(2, RATE), 2.2)
    // A stretch of 100 ms of noise says its level within about 0.3 dB.
    const fall = decibels(falling[2] / falling[20])
    expect(Math.abs(fall - 60 * (1.8 / 2))).toBeLessThan(1.5)
  })

  it('without loss and at rest keeps its level for ten seconds: within 0.5 dB', () => {
    const lossless = flatDecay(1, RATE)
    lossless.base = 0
    lossless.low = 0
    lossless.high = 0
    const steady = powers(lossless, 10, 0)
    const mean = (from: number) => steady.slice(from, from + 20).reduce((a, b) => a + b) / 20
    expect(Math.abs(decibels(mean(78) / mean(5)))).toBeLessThan(0.5)
  })

  it('ends in exact silence, not in ever smaller numbers', () => {
    const short = powers(flatDecay(0.3, RATE), 4)
    expect(short.at(-1)).toBe(0)
  })
})
