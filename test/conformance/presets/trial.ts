import { restingMeters } from '../../../worklets/core/definition.ts'
import { readState } from '../../../worklets/core/state.ts'
import type { EffectUnderTest } from '../../support/effects.ts'
import { render, type StereoSignal } from '../../support/render.ts'
import { loudnessOf, MUSIC, type Music, RATE } from './music.ts'

/** What a preset is held to. Claims stand under the preset's name, one file per effect. */
export interface Claim {
  /** The music it is for. */
  readonly on: Music
  /** Bounds of the loudness of output against input, LU. */
  readonly lu: readonly [least: number, most: number]
  /** Highest peak in dBFS on that music, 0 unless said. */
  readonly peakDbfs?: number
  /** Fails unless the preset does what its name and purpose say, where that can be measured. */
  readonly says: 'level only' | ((trial: Trial) => void)
}

export type Claims = Readonly<Record<string, Claim>>

type Preset = EffectUnderTest['presets'][number]
type Values = Preset['values']

/** A preset at work: on the music it is for, and on whatever signal shows what it does. */
export class Trial {
  readonly preset: Preset
  /** All values of the effect, as the preset leaves them. */
  readonly values: Values
  readonly problems: readonly string[]
  readonly #effect: EffectUnderTest

  constructor(effect: EffectUnderTest, preset: Preset) {
    this.#effect = effect
    this.preset = preset
    const { id, version } = effect.definition
    const state = { effect: id, version, values: preset.values }
    const { values, problems } = readState(effect.definition, state)
    this.values = { ...values }
    this.problems = problems
  }

  /** Frames by which the sound comes later. */
  get latencyFrames(): number {
    return this.#effect.definition.latencyFrames({ ...this.values }, RATE)
  }

  /** The preset on a signal, with some values turned to lay bare what is measured. */
  play(input: StereoSignal, turned: Values = {}, sidechain?: StereoSignal): StereoSignal {
    const values = { ...this.values, ...turned }
    const { KernelClass, definition } = this.#effect
    const options = sidechain ? { values, sidechain } : { values }
    const { left, right } = render(KernelClass, definition, input, options)
    return [left, right]
  }

  /** Output against input, LU. */
  loudnessChange(on: Music, output: StereoSignal): number {
    return loudnessOf(output).integrated - loudnessOf(MUSIC[on]).integrated
  }

  /** A meter of the effect after every block of 128 frames. */
  readings(meter: string, input: StereoSignal, sidechain?: StereoSignal): Float64Array {
    const { KernelClass, definition } = this.#effect
    const kernel = new KernelClass(RATE)
    kernel.update({ ...this.values })
    const meters = restingMeters(definition)
    const output = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
    return Float64Array.from({ length: Math.floor(input[0].length / BLOCK) }, (_, k) => {
      const cut = (signal: StereoSignal) =>
        signal.map((channel) => channel.subarray(k * BLOCK, (k + 1) * BLOCK))
      kernel.process(sidechain ? [cut(input), cut(sidechain)] : [cut(input)], [output], meters)
      return meters[meter as keyof typeof meters]
    })
  }
}

export const BLOCK = 128
