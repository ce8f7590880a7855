import { describe, expect, it } from 'vitest'
import { BANK_BLOCK } from '../../../../worklets/dsp/lines/delay-bank.ts'
import { Crossfade } from '../../../../worklets/dsp/moves/crossfade.ts'
import { flatDecay } from '../../../../worklets/dsp/reverb/decay-curve.ts'
import { Diffuser } from '../../../../worklets/dsp/reverb/diffuser.ts'
import { HADAMARD_16_GAIN } from '../../../../worklets/dsp/reverb/walsh-hadamard.ts'

const RATE = 48_000
const BLOCKS = 100

/** The 16 channels that a click on one side becomes. */
function response(side: 'left' | 'right', spread: number, decay = 1e6): Float64Array[] {
  const diffuser = new Diffuser(400, 800, 4000)
  const fade = new Crossfade(0.08, RATE, BANK_BLOCK)
  diffuser.setSteps(336, 720, 3000)
  diffuser.adopt()
  diffuser.spread = spread
  diffuser.setGains(flatDecay(decay, RATE), fade)
  diffuser.landGains()
  const channels = Array.from({ length: 16 }, () => new Float64Array(BLOCKS * BANK_BLOCK))
  const { input } = diffuser
  for (let n = 0; n < BLOCKS; n++) {
    for (const line of [0, 1]) {
      const start = input.start(line, 0)
      input.data.fill(0, start, start + BANK_BLOCK)
    }
    if (n === 0) input.data[input.start(side === 'left' ? 0 : 1, 0)] = 1
    diffuser.process(BANK_BLOCK, undefined)
    for (let k = 0; k < 16; k++) {
      for (let i = 0; i < BANK_BLOCK; i++) {
        const y = diffuser.gains[k] * diffuser.output[diffuser.starts[k] + i]
        channels[k][n * BANK_BLOCK + i] = y / HADAMARD_16_GAIN
      }
    }
  }
  return channels
}

const energy = (channels: readonly Float64Array[]) =>
  channels.reduce((sum, channel) => sum + channel.reduce((part, x) => part + x * x, 0), 0)

const echoes = (channels: readonly Float64Array[]) =>
  channels.reduce((sum, channel) => sum + channel.filter((x) => Math.abs(x) > 1e-6).length, 0)

describe('the diffuser', () => {
  it('makes 1024 echoes of one click, few of which coincide, without losing or adding energy', () => {
    for (const side of ['left', 'right'] as const) {
      const channels = response(side, 1)
      expect(echoes(channels)).toBeGreaterThan(900)
      expect(energy(channels)).toBeCloseTo(1, 4)
    }
  })

  it('without spread leaves a few plain echoes', () => {
    // The least spread still lets 8 % of the amplitude through: count what is above -30 dB.
    const strong = response('left', 0).reduce(
      (sum, channel) => sum + channel.filter((x) => Math.abs(x) > 0.1).length,
      0
    )
    expect(strong).toBeGreaterThan(7)
    expect(strong).toBeLessThan(33)
  })

  it('loses level with time as the decay demands', () => {
    const [long, short] = [response('left', 1), response('left', 1, 0.1)]
    for (let k = 0; k < 16; k++) {
      for (let i = 0; i < long[k].length; i++) {
        if (Math.abs(long[k][i]) < 1e-6) continue
        const lossDb = 20 * Math.log10(Math.abs(short[k][i] / long[k][i]))
        // Echoes that fall on one sample, and single precision, blur it a little.
        expect(lossDb).toBeCloseTo((-60 * i) / (0.1 * RATE), 0)
      }
    }
  })

  it('answers left and right differently', () => {
    const [left, right] = [response('left', 1), response('right', 1)]
    let shared = 0
    for (let k = 0; k < 16; k++) {
      for (let i = 0; i < left[k].length; i++) shared += left[k][i] * right[k][i]
    }
    expect(Math.abs(shared)).toBeLessThan(0.1)
  })
})
