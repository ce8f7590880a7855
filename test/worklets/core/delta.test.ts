import { expect, test } from 'vitest'
import { defaultValues } from '../../../worklets/core/definition.ts'
import { effects } from '../../support/effects.ts'
import { render } from '../../support/render.ts'
import { pinkNoise } from '../../support/signals.ts'

const RATE = 48_000
const input = [pinkNoise(1, RATE, 1, 0.4), pinkNoise(1, RATE, 2, 0.4)] as const
/** Settings that change the sound. */
const CHANGES: Readonly<Record<string, object>> = {
  eq: { 'band4.enabled': true, 'band4.gain': 9 },
  compressor: { threshold: -40, ratio: 6, lookahead: 3 },
  widener: { width: 150, stereoize: 40 }
}
/** The limiter serves the row itself: it gives what it takes away from the driven sound. */
const served = effects.filter(
  ({ id, definition }) => id !== 'limiter' && definition.params.some((row) => row.id === 'delta')
)

test.each(served.map((effect) => [effect.id, effect] as const))(
  '%s: delta is the output less the input, at the same delay',
  (id, { definition, KernelClass }) => {
    const values = { ...defaultValues(definition), ...CHANGES[id] }
    const latency = definition.latencyFrames(values, RATE)
    const plain = render(KernelClass, definition, [input[0], input[1]], { values })
    const delta = render(KernelClass, definition, [input[0], input[1]], {
      values: { ...values, delta: true }
    })
    let loudest = 0
    for (let i = latency; i < RATE; i++) {
      const wanted = (plain.left[i] ?? 9) - (input[0][i - latency] ?? 9)
      expect(delta.left[i]).toBeCloseTo(wanted, 6)
      loudest = Math.max(loudest, Math.abs(wanted))
    }
    expect(loudest).toBeGreaterThan(0.01)
  }
)

test('an effect that changes nothing has a silent delta', () => {
  for (const { id, definition, KernelClass } of served) {
    const values = { ...defaultValues(definition), delta: true, threshold: 0 }
    const quiet = input[0].map((x) => 0.1 * x)
    const { left } = render(KernelClass, definition, [quiet, quiet], { values })
    const peak = left.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
    expect(peak, id).toBeLessThan(1e-6)
  }
})
