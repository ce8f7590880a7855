import { describe, expect, it } from 'vitest'
import { defaultValues, type ParamValue } from '../../worklets/core/definition.ts'
import { fromNormalized, toNormalized } from '../../worklets/core/range.ts'
import type { NumberRow, ParamRow } from '../../worklets/core/rows.ts'
import { type EffectUnderTest, effects } from '../support/effects.ts'
import { render, type StereoSignal } from '../support/render.ts'
import { softSine } from '../support/signals.ts'
import { spectrumDb } from '../support/spectrum.ts'

/**
 * Rules R3 and R4 of the sound design: a moving control makes no zipper noise, a switched one no
 * click. What an effect adds to a steady tone anyway (a compressor's ripple) is its sound, so each
 * figure is held against the louder of the rule and the steady state.
 */

const RATE = 48000
const FFT_SIZE = 32768
const BIN_HZ = RATE / FFT_SIZE
/** Over before the first window begins: what rings on from a hard start would hide a click. */
const FADE_SECONDS = 0.25
/** Measured in the steady state twice, it varies by less than this. */
const STEADY_MARGIN_DB = 3

type Values = Record<string, ParamValue>

/** Defaults, and a preset in which the effect works. */
function bases({ presets }: EffectUnderTest): readonly Values[] {
  const preset = presets[0]
  return preset ? [{}, { ...preset.values }] : [{}]
}

/** Power away from the tone in dB relative to it: everything outside `keepHz` of its harmonics. */
function restDb(
  signal: Float32Array,
  start: number,
  toneHz: number,
  fromHz: number,
  keepHz: number
): number {
  const spectrum = spectrumDb(signal, start, FFT_SIZE)
  const toneBin = Math.round(toneHz / BIN_HZ)
  const tone = Math.max(...spectrum.subarray(toneBin - 4, toneBin + 5))
  if (tone < -80) return -Infinity
  let worst = -Infinity
  for (let k = Math.ceil(Math.max(fromHz, 25) / BIN_HZ); k < spectrum.length; k++) {
    if (Math.abs(k * BIN_HZ - toneHz) > keepHz) worst = Math.max(worst, spectrum[k])
  }
  return worst - tone
}

function powerAboveDb(signal: Float32Array, start: number, fromHz: number): number {
  const spectrum = spectrumDb(signal, start, FFT_SIZE)
  const reference = Math.max(...spectrum)
  let power = 0
  for (let k = Math.round(fromHz / BIN_HZ); k < spectrum.length; k++)
    power += 10 ** (spectrum[k] / 10)
  return 10 * Math.log10(power) - reference
}

/** Of a repeated group the first one speaks for the others: it is the same code. */
function isFirstOfItsKind({ group }: ParamRow): boolean {
  return group === undefined || group.endsWith(' 1')
}

/** Whether a row changes the latency: such a control can only crossfade, it cannot glide. */
function movesLatency({ definition }: EffectUnderTest, row: NumberRow): boolean {
  const latencies = [row.min, row.max].map((value) =>
    definition.latencyFrames({ ...defaultValues(definition), [row.id]: value }, RATE)
  )
  return latencies[0] !== latencies[1]
}

/** Renders a tone while `valuesAt` is asked for new values every `blockFrames` frames. */
function renderMoving(
  { KernelClass, definition }: EffectUnderTest,
  tone: Float32Array,
  blockFrames: number,
  valuesAt: (frame: number) => Values
): Float32Array {
  const input: StereoSignal = [tone, tone]
  let last = ''
  const start = valuesAt(0)
  return render(KernelClass, definition, input, {
    values: start,
    blockFrames,
    beforeBlock: (kernel, frame) => {
      const values = { ...defaultValues(definition), ...valuesAt(frame) }
      const text = JSON.stringify(values, (_, value) => (value === -Infinity ? '-inf' : value))
      if (text !== last) kernel.update(values)
      last = text
    }
  }).left
}

describe.each(effects.map((effect) => [effect.id, effect] as const))('%s', (_, effect) => {
  const { definition } = effect
  const numbers = definition.params.filter(
    (row): row is NumberRow =>
      row.kind === 'number' && isFirstOfItsKind(row) && !movesLatency(effect, row)
  )

  it('makes no zipper noise while a control is turned', () => {
    const tone = softSine(1000, 1.2, RATE, 0.25, FADE_SECONDS)
    for (const base of bases(effect)) {
      for (const row of numbers) {
        const from = toNormalized(row, Number(base[row.id] ?? row.default))
        const to = from > 0.5 ? from - 0.15 : from + 0.15
        const at = (u: number) => ({ ...base, [row.id]: fromNormalized(row, u) })
        const spurs = (valuesAt: (frame: number) => Values) =>
          restDb(renderMoving(effect, tone, 128, valuesAt), 18000, 1000, 0, 200)
        const steady = Math.max(
          spurs(() => at(from)),
          spurs(() => at((from + to) / 2)),
          spurs(() => at(to))
        )
        const moving = spurs((frame) =>
          at(from + (to - from) * Math.min(1, Math.max(0, (frame - 16000) / 24000)))
        )
        const allowed = Math.max(-100, steady + STEADY_MARGIN_DB)
        expect(
          moving,
          `${row.id}, ${base === bases(effect)[0] ? 'default' : 'preset'}`
        ).toBeLessThan(allowed)
      }
    }
  })

  it('makes no click when a control jumps at the crest of a low tone', () => {
    const tone = softSine(100, 1.2, RATE, 0.25, FADE_SECONDS)
    const jumpAt = 120 + 480 * 60
    for (const base of bases(effect)) {
      for (const row of definition.params.filter(isFirstOfItsKind)) {
        for (const value of jumps(row)) {
          const before = { ...base }
          const after = { ...base, [row.id]: value }
          const click = (valuesAt: (frame: number) => Values) =>
            powerAboveDb(renderMoving(effect, tone, 120, valuesAt), jumpAt - FFT_SIZE / 2, 2000)
          const steady = Math.max(
            click(() => before),
            click(() => after)
          )
          const jump = click((frame) => (frame < jumpAt ? before : after))
          const allowed = Math.max(-95, steady + STEADY_MARGIN_DB)
          expect(jump, `${row.id} to ${value}`).toBeLessThan(allowed)
        }
      }
    }
  })
})

function jumps(row: EffectUnderTest['definition']['params'][number]): readonly ParamValue[] {
  if (row.kind === 'toggle') return [true, false]
  return row.kind === 'choice' ? row.options : [row.min, row.max]
}
