import { defaultValues, type ParamValue, restingMeters } from '../../worklets/core/definition.ts'
import type { EffectUnderTest } from '../support/effects.ts'
import { whiteNoise } from '../support/signals.ts'
import type { Contestant } from './measure.ts'

/** How the effects are set to work hard, where their defaults do nothing. */
const BUSY: Readonly<Record<string, Readonly<Record<string, ParamValue>>>> = {
  eq: Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) => [
      [`band${n}.enabled`, true],
      [`band${n}.type`, 'bell'],
      [`band${n}.gain`, 6]
    ])
  ),
  limiter: { drive: 9 }
}

/** The effect at work, and idle: silence in, its tail over. */
export function kernelContestants({
  id,
  definition,
  KernelClass
}: EffectUnderTest): readonly Contestant[] {
  const values = { ...defaultValues(definition), ...BUSY[id] }
  const make = (name: string, peak: number): Contestant => {
    const kernel = new KernelClass(48000)
    kernel.update(values)
    const block = (seed: number) => whiteNoise(128 / 48000, 48000, seed, peak)
    const inputs = [[block(1), block(2)]]
    const outputs = [[new Float32Array(128), new Float32Array(128)]]
    const meters = restingMeters(definition)
    return {
      name,
      run: (quanta) => {
        for (let i = 0; i < quanta; i++) kernel.process(inputs, outputs, meters)
      }
    }
  }
  const idle = make(`${id}, idle`, 0)
  idle.run((48000 * 30) / 128)
  return [make(id, 0.5), idle]
}
