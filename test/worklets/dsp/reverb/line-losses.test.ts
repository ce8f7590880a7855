import { expect, it } from 'vitest'
import { BANK_BLOCK } from '../../../../worklets/dsp/lines/delay-bank.ts'
import { Crossfade } from '../../../../worklets/dsp/moves/crossfade.ts'
import {
  decayRate,
  flatDecay,
  writeDecayCurve
} from '../../../../worklets/dsp/reverb/decay-curve.ts'
import { Diffuser } from '../../../../worklets/dsp/reverb/diffuser.ts'
import { LineLosses } from '../../../../worklets/dsp/reverb/line-losses.ts'
import {
  HADAMARD_16_GAIN,
  HADAMARD_16_INPUT
} from '../../../../worklets/dsp/reverb/walsh-hadamard.ts'

const RATE = 48_000
const LINE = 5
const LENGTH = 3001
const LENGTHS = new Float64Array(16).fill(LENGTH)

const curve = flatDecay(1.5, RATE)
writeDecayCurve(curve, {
  decaySeconds: 1.5,
  lowMultiplier: 1.5,
  lowCrossoverHz: 250,
  highMultiplier: 0.5,
  highCrossoverHz: 4500
})

/** An input that stays silent. */
const silentInput = () => {
  const diffuser = new Diffuser(100, 100, 100)
  diffuser.adopt()
  diffuser.setGains(curve, new Crossfade(0.08, RATE, BANK_BLOCK))
  diffuser.landGains()
  diffuser.process(BANK_BLOCK, undefined)
  return diffuser
}

/** What one pass makes of a signal, block by block. */
function pass(losses: LineLosses, signal: Float32Array): Float64Array {
  const input = silentInput()
  const result = new Float64Array(signal.length)
  const at = LINE * BANK_BLOCK
  for (let start = 0; start < signal.length; start += BANK_BLOCK) {
    losses.process(LINE, signal, start, input, BANK_BLOCK)
    result.set(HADAMARD_16_INPUT.subarray(at, at + BANK_BLOCK), start)
  }
  return result
}

it('takes from a line what the decay loses in its length, at every frequency', () => {
  const losses = new LineLosses()
  losses.set(LENGTHS, curve)
  losses.land()
  const click = new Float32Array(16_384)
  click[0] = 1
  const response = pass(losses, click)
  for (const hz of [40, 250, 1000, 4500, 16_000]) {
    let [re, im] = [0, 0]
    response.forEach((y, i) => {
      re += y * Math.cos((2 * Math.PI * hz * i) / RATE)
      im += y * Math.sin((2 * Math.PI * hz * i) / RATE)
    })
    const lossDb = -20 * Math.log10(Math.hypot(re, im) / HADAMARD_16_GAIN)
    // Shelves with few dB keep the shape that the curve states to 2 % of their dB.
    const declared = decayRate(curve, hz) * (LENGTH / RATE)
    expect(Math.abs(lossDb / declared - 1), `${hz} Hz`).toBeLessThan(0.02)
  }
})

it('does at rest and on the way to where it is the same, to the last bit', () => {
  const noise = Float32Array.from({ length: 512 }, (_, i) => Math.sin(i * i))
  const [still, aimed] = [new LineLosses(), new LineLosses()]
  for (const losses of [still, aimed]) {
    losses.set(LENGTHS, curve)
    losses.land()
  }
  aimed.aim(noise.length)
  expect(pass(aimed, noise)).toEqual(pass(still, noise))
})
