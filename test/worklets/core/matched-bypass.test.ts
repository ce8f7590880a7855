import { expect, test } from 'vitest'
import { defaultValues, restingMeters } from '../../../worklets/core/definition.ts'
import { LoudnessMeter } from '../../../worklets/dsp/loudness/loudness-meter.ts'
import { effects } from '../../support/effects.ts'
import { pinkNoise } from '../../support/signals.ts'

const RATE = 48000
const SECONDS = 12
const matched = effects.filter(({ definition }) =>
  definition.params.some(({ id }) => id === 'matchBypass')
)
/** Settings that change the sound; of the first four, loudness by more than 1 LU. */
const LOUDER: Readonly<Record<string, object>> = {
  channel: { fader: -7 },
  eq: { output: 6 },
  compressor: { threshold: -40, ratio: 6 },
  limiter: { drive: 9 },
  delay: { mix: 60, feedback: 60 },
  reverb: { mix: 60 },
  widener: { width: 160 }
}

/** Loudness of the last seconds, bypassed for the second half of the run. */
function loudness(effect: (typeof effects)[number], values: object): { on: number; off: number } {
  const { definition, KernelClass } = effect
  const kernel = new KernelClass(RATE)
  const settings = { ...defaultValues(definition), ...values }
  kernel.update(settings)
  const frames = SECONDS * RATE
  const input = [pinkNoise(SECONDS, RATE, 1, 0.1), pinkNoise(SECONDS, RATE, 2, 0.1)]
  const meter = new LoudnessMeter(RATE)
  const block = [new Float64Array(128), new Float64Array(128)] as const
  const out = [new Float32Array(128), new Float32Array(128)]
  const meters = restingMeters(definition)
  let on = -Infinity
  for (let at = 0; at + 128 <= frames; at += 128) {
    if (at === frames / 2) {
      on = meter.shortTerm
      kernel.update({ ...settings, bypass: true })
    }
    kernel.process([input.map((channel) => channel.subarray(at, at + 128))], [out], meters)
    block[0].set(out[0] ?? [])
    block[1].set(out[1] ?? [])
    meter.process(block, 128)
  }
  return { on, off: meter.shortTerm }
}

test.each(matched.map((effect) => [effect.id, effect] as const))(
  '%s: bypass is as loud as the effect where that is asked for',
  (id, effect) => {
    const values = LOUDER[id]
    expect(values, `${id}: give this test settings that change its loudness`).toBeDefined()
    const plain = loudness(effect, { ...values })
    const fair = loudness(effect, { ...values, matchBypass: true })
    expect(fair.on).toBeCloseTo(plain.on, 1)
    // A comparison by ear: a difference of 0.3 LU is not heard as one of loudness.
    expect(Math.abs(fair.off - fair.on)).toBeLessThan(0.3)
    if (Object.keys(LOUDER).indexOf(id) < 4) {
      expect(Math.abs(plain.off - plain.on)).toBeGreaterThan(1)
    }
  }
)

test('off, bypass is the input itself', () => {
  for (const { definition, KernelClass } of matched) {
    const kernel = new KernelClass(RATE)
    kernel.update({ ...defaultValues(definition), bypass: true })
    const latency = definition.latencyFrames(defaultValues(definition), RATE)
    const input = pinkNoise(0.5, RATE, 1, 0.1)
    const out = [new Float32Array(input.length), new Float32Array(input.length)]
    kernel.process([[input, input]], [out], restingMeters(definition))
    expect(out[0]?.subarray(latency)).toEqual(input.subarray(0, input.length - latency))
  }
})
