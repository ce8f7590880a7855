import {
  defaultValues,
  type EffectDefinition,
  type MeterValues,
  type ParamValue,
  restingMeters
} from '../../worklets/core/definition.ts'
import type { Kernel } from '../../worklets/core/kernel.ts'
import { effects } from '../support/effects.ts'
import { whiteNoise } from '../support/signals.ts'
import type { Contestant } from './measure.ts'

const RATE = 48000
const FRAMES = 128

type Values = Readonly<Record<string, ParamValue>>
type Stereo = readonly [Float32Array, Float32Array]

/** One effect of a chain with its own output, as a node of an audio graph has it. */
class Stage {
  readonly output: Stereo = [new Float32Array(FRAMES), new Float32Array(FRAMES)]
  readonly #kernel: Kernel<EffectDefinition>
  readonly #meters: MeterValues<EffectDefinition>

  constructor(id: string, values: Values = {}) {
    const effect = effects.find((candidate) => candidate.id === id)
    if (!effect) throw new Error(`bench: no effect "${id}"`)
    this.#kernel = new effect.KernelClass(RATE)
    this.#kernel.update({ ...defaultValues(effect.definition), ...values })
    this.#meters = restingMeters(effect.definition)
  }

  run(input: Stereo): Stereo {
    this.#kernel.process([input], [this.output], this.#meters)
    return this.output
  }
}

function runAll(stages: readonly Stage[], input: Stereo): Stereo {
  let sound = input
  for (const stage of stages) sound = stage.run(sound)
  return sound
}

function add(target: Stereo, source: Stereo, gain: number): void {
  for (let c = 0; c < 2; c++) {
    const [to, from] = [target[c], source[c]]
    for (let i = 0; i < FRAMES; i++) to[i] += gain * from[i]
  }
}

const noise = (seed: number, peak: number): Stereo => [
  whiteNoise(FRAMES / RATE, RATE, seed, peak),
  whiteNoise(FRAMES / RATE, RATE, seed + 100, peak)
]

const bells = (count: number, gain: number): Values =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => i + 1).flatMap((n) => [
      [`band${n}.enabled`, true],
      [`band${n}.type`, 'bell'],
      [`band${n}.gain`, gain]
    ])
  )

const strip = () => [
  new Stage('eq', bells(4, 3)),
  new Stage('compressor', { threshold: -24 }),
  new Stage('channel', { pan: 20, fader: -6 })
]

const master = () => [
  new Stage('eq', bells(4, 1)),
  new Stage('compressor', { threshold: -14, ratio: 2 }),
  new Stage('widener', { multiband: true, highWidth: 120 }),
  new Stage('limiter', { drive: 4 }),
  new Stage('dither', { shaping: 'f9' }),
  new Stage('meter')
]

/** The chain that ends every master. */
export function masterChain(): Contestant {
  const stages = master()
  const input = noise(1, 0.4)
  return {
    name: 'master chain',
    run: (quanta) => {
      for (let i = 0; i < quanta; i++) runAll(stages, input)
    }
  }
}

/** Eight strips, two sends, mix bus and master. */
export function wholeMix(): Contestant {
  const strips = Array.from({ length: 8 }, (_, i) => ({
    stages: strip(),
    input: noise(i + 1, 0.4)
  }))
  const sends = [new Stage('reverb', { mix: 100 }), new Stage('delay', { mix: 100 })]
  const bus = [new Stage('eq', bells(2, 2)), new Stage('compressor', { ratio: 2 })]
  const end = master()
  const sum: Stereo = [new Float32Array(FRAMES), new Float32Array(FRAMES)]
  const send: Stereo = [new Float32Array(FRAMES), new Float32Array(FRAMES)]
  return {
    name: '8 strips, 2 sends, master',
    run: (quanta) => {
      for (let i = 0; i < quanta; i++) {
        for (const side of [...sum, ...send]) side.fill(0)
        for (const { stages, input } of strips) {
          const sound = runAll(stages, input)
          add(sum, sound, 0.3)
          add(send, sound, 0.1)
        }
        for (const effect of sends) add(sum, effect.run(send), 1)
        runAll(end, runAll(bus, sum))
      }
    }
  }
}
