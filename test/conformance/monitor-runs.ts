import type { ParamValues } from '../../worklets/core/definition.ts'
import { AnalogPrototype } from '../../worklets/dsp/filters/analog-prototype.ts'
import { LoudnessMeter } from '../../worklets/dsp/loudness/loudness-meter.ts'
import { monitorDefinition } from '../../worklets/effects/monitor/definition.ts'
import { MonitorKernel } from '../../worklets/effects/monitor/kernel.ts'
import {
  PLAYBACK_SYSTEM_IDS,
  type PlaybackSystemId,
  playbackSystem
} from '../../worklets/effects/monitor/playback-systems.ts'
import { render, type StereoSignal } from '../support/render.ts'
import { responsePower } from '../support/response.ts'
import { impulse, whiteNoise } from '../support/signals.ts'

export type MonitorValues = ParamValues<typeof monitorDefinition>

export const RATE = 48000
export const SYSTEMS = PLAYBACK_SYSTEM_IDS.filter((id) => id !== 'flat')

export const heard = (input: StereoSignal, values: Partial<MonitorValues>, sampleRate = RATE) =>
  render(MonitorKernel, monitorDefinition, input, { values, sampleRate })

export const db = (power: number) => 10 * Math.log10(power)

export const centers = Array.from({ length: 28 }, (_, k) => 30 * 600 ** (k / 27))

/** Nine frequencies across a sixth of an octave. */
const sixth = (hertz: number) =>
  Array.from({ length: 9 }, (_, k) => hertz * 2 ** ((k / 8 - 0.5) / 6))

const meanPower = (hertz: number, power: (hertz: number) => number) =>
  sixth(hertz).reduce((sum, f) => sum + power(f), 0) / 9

export function declaredPower(id: PlaybackSystemId, hertz: number): number {
  let power = 1
  for (const filter of playbackSystem(id).filters) {
    const prototype = new AnalogPrototype()
    prototype.set(filter)
    power *= prototype.power(hertz)
  }
  return power
}

/** Left alone, quiet, so that nothing is leveled; a mono sound, so that width does not matter. */
export function responseOf(
  system: PlaybackSystemId,
  sampleRate: number,
  seconds = 2
): Float32Array {
  const click = impulse(seconds, sampleRate, 0, 0.02)
  return heard([click, click], { system, levelMatch: false }, sampleRate).left
}

/** Greatest difference in dB between what is heard and the declared curve, in sixths of octaves. */
export function curveDeviation(
  system: PlaybackSystemId,
  sampleRate: number,
  seconds?: number
): number {
  const response = responseOf(system, sampleRate, seconds)
  const declared = centers.map((hertz) => db(meanPower(hertz, (f) => declaredPower(system, f))))
  const top = Math.max(...declared)
  // The room adds some energy everywhere: the curve is judged by its shape.
  const offsets = centers
    .map((hertz, k) => ({ hertz, asked: declared[k] }))
    .filter(({ asked }) => asked > top - 25)
    .map(
      ({ hertz, asked }) =>
        db(meanPower(hertz, (f) => responsePower(response, f, sampleRate))) - asked
    )
  return (Math.max(...offsets) - Math.min(...offsets)) / 2
}

/** Equal power per octave within 0.05 dB from 10 Hz to 20 kHz at 48 kHz: Kellet's refined filter. */
export function finePinkNoise(seed: number, seconds: number, sampleRate: number): Float32Array {
  const white = whiteNoise(seconds, sampleRate, seed, 0.02)
  const poles = [0.99886, 0.99332, 0.969, 0.8665, 0.55, -0.7616]
  const weights = [0.0555179, 0.0750759, 0.153852, 0.3104856, 0.5329522, -0.016898]
  const states = poles.map(() => 0)
  let last = 0
  return white.map((x) => {
    let sum = last + 0.5362 * x
    for (let k = 0; k < poles.length; k++) {
      states[k] = poles[k] * states[k] + weights[k] * x
      sum += states[k]
    }
    last = 0.115926 * x
    return sum
  })
}

/** Integrated loudness from a second on. */
export function loudness(
  [left, right]: readonly Float32Array[],
  fromSeconds: number,
  sampleRate: number
): number {
  const meter = new LoudnessMeter(sampleRate)
  const from = fromSeconds * sampleRate
  const tail = (signal: Float32Array) => Float64Array.from(signal.subarray(from))
  meter.process([tail(left), tail(right)], left.length - from)
  return meter.integrated
}
