import { describe, expect, it } from 'vitest'
import {
  defaultValues,
  type EffectDefinition,
  type ParamValue,
  restingMeters
} from '../../worklets/core/definition.ts'
import { fromNormalized, toNormalized } from '../../worklets/core/range.ts'
import type { NumberRow, ParamRow } from '../../worklets/core/rows.ts'
import { formatValue, parseValue } from '../../worklets/core/text.ts'
import { valueProblem } from '../../worklets/core/values.ts'
import { type EffectUnderTest, effects } from '../support/effects.ts'
import { render, renderWith, type StereoSignal } from '../support/render.ts'
import { impulse, pinkNoise, silence, whiteNoise } from '../support/signals.ts'

/** Rules R2, R5, R6, R7, R9, R10 of the sound design, for every effect that has a folder. */

const RATE = 48000
type Values = Record<string, ParamValue>

const music: StereoSignal = [pinkNoise(0.25, RATE, 1, 0.5), pinkNoise(0.25, RATE, 2, 0.5)]

function settings({
  definition,
  presets: factory
}: EffectUnderTest): readonly [name: string, values: Values][] {
  const presets = factory.map(({ name, values }): [string, Values] => [name, { ...values }])
  return [['default', {}], ...presets.slice(0, 3), ['extreme', extreme(definition)]]
}

/** Everything away from its default: the other end of each range, the last option, toggles flipped. */
function extreme(definition: EffectDefinition): Values {
  const far = (row: ParamRow): ParamValue => {
    if (row.kind === 'toggle') return row.id === 'bypass' ? false : !row.default
    if (row.kind === 'choice') return row.options[row.options.length - 1]
    return fromNormalized(row, toNormalized(row, row.default) > 0.5 ? 0.1 : 0.9)
  }
  return Object.fromEntries(definition.params.map((row) => [row.id, far(row)]))
}

/** Dither makes noise of silence on purpose; it has a switch that ends it, and is tried with that. */
function withoutOwnNoise({ definition }: EffectUnderTest): Values {
  return definition.params.some((row) => row.id === 'autoBlank') ? { autoBlank: true } : {}
}

function allFinite(signal: Float32Array): boolean {
  return signal.every(Number.isFinite)
}

function peak(signal: Float32Array, from = 0): number {
  return signal.subarray(from).reduce((max, x) => Math.max(max, Math.abs(x)), 0)
}

it('finds the effects', () => {
  expect(effects.length).toBeGreaterThan(2)
})

describe.each(effects.map((effect) => [effect.id, effect] as const))('%s', (_, effect) => {
  const { definition, KernelClass, presets } = effect

  it('turns silence into silence', () => {
    const quiet = silence(0.5, RATE)
    for (const [name, values] of settings(effect)) {
      const { left, right } = render(KernelClass, definition, [quiet, quiet], {
        values: { ...values, ...withoutOwnNoise(effect) }
      })
      expect(peak(left) + peak(right), name).toBe(0)
    }
  })

  it('is exactly silent again some time after the sound has ended', () => {
    const kernel = new KernelClass(RATE)
    kernel.update({ ...defaultValues(definition), ...withoutOwnNoise(effect) })
    renderWith(kernel, definition, music)
    const quiet = silence(1, RATE)
    let seconds = 0
    let level = 1
    while (level > 0 && seconds < 30) {
      level = peak(renderWith(kernel, definition, [quiet, quiet]).left)
      seconds++
    }
    expect(level).toBe(0)
  })

  it('takes no channel, one and two, and makes one or two', () => {
    for (const inputs of [[], [music[0]], [...music]]) {
      for (const count of [1, 2]) {
        const kernel = new KernelClass(RATE)
        kernel.update({ ...defaultValues(definition), ...withoutOwnNoise(effect) })
        const outputs = Array.from({ length: count }, () =>
          new Float32Array(music[0].length).fill(9)
        )
        kernel.process([inputs], [outputs], restingMeters(definition))
        for (const output of outputs) {
          expect(allFinite(output)).toBe(true)
          expect(peak(output) > 0).toBe(inputs.length > 0)
          expect(peak(output)).toBeLessThan(9)
        }
      }
    }
  })

  it('sounds the same in blocks of 1, 32, 64, 128, 333, 1024 and 4096 frames', () => {
    for (const [name, values] of settings(effect)) {
      const sidechain: StereoSignal = [music[1], music[0]]
      const whole = render(KernelClass, definition, music, {
        values,
        sidechain,
        blockFrames: 4096
      })
      for (const blockFrames of [1, 32, 64, 128, 333, 1024]) {
        const cut = render(KernelClass, definition, music, { values, sidechain, blockFrames })
        const differs = cut.left.findIndex((x, i) => x !== whole.left[i])
        expect(differs, `${name}, blocks of ${blockFrames}`).toBe(-1)
      }
    }
  })

  it('stays finite and recovers from samples that are no sound', () => {
    for (const bad of [Number.NaN, Infinity, -Infinity, 1e30, -1e30, 1e-40]) {
      for (const [name, values] of settings(effect)) {
        const kernel = new KernelClass(RATE)
        kernel.update({ ...defaultValues(definition), ...values })
        const broken = music[0].slice()
        broken.fill(bad, 1280, 1408)
        const { left, right, meters } = renderWith(kernel, definition, [broken, music[1]])
        expect(allFinite(left) && allFinite(right), `${name}, ${bad}`).toBe(true)
        if (Math.abs(bad) !== 1e-40) expect(meters.faults, `${name}, ${bad}`).toBeGreaterThan(0)
        const clean = renderWith(kernel, definition, music)
        // Full-scale pink noise through +30 dB bands and make-up stays below +100 dBFS.
        expect(peak(clean.left), `${name}, ${bad}`).toBeLessThan(1e5)
      }
    }
  })

  it('plays at both ends of every row and with every choice', () => {
    for (const row of definition.params) {
      for (const value of extremes(row)) {
        const { left, right } = render(KernelClass, definition, music, {
          values: { [row.id]: value }
        })
        expect(allFinite(left) && allFinite(right), `${row.id} ${value}`).toBe(true)
      }
    }
  })

  it('bypassed, gives its input bit for bit, at the latency it declares', () => {
    for (const [name, values] of settings(effect)) {
      // At equal loudness it is not the input itself; see matched-bypass.test.ts.
      const all = { ...defaultValues(definition), ...values, bypass: true, matchBypass: false }
      const latency = definition.latencyFrames(all, RATE)
      expect(Number.isInteger(latency), name).toBe(true)
      const { left, right } = render(KernelClass, definition, music, { values: all })
      const end = music[0].length - latency
      expect(left.subarray(latency), name).toEqual(music[0].subarray(0, end))
      expect(right.subarray(latency), name).toEqual(music[1].subarray(0, end))
      expect(peak(left.subarray(0, latency)), name).toBe(0)
    }
  })

  it('lets nothing through before its declared latency and the first sound at it', () => {
    for (const [name, values] of settings(effect)) {
      const all = { ...defaultValues(definition), ...values }
      const latency = definition.latencyFrames(all, RATE)
      const click = impulse(0.5, RATE, 0, 0.5)
      const { left, right } = render(KernelClass, definition, [click, click], { values: all })
      const first = left.findIndex((x, i) => Math.abs(x) + Math.abs(right[i]) > 1e-9)
      if (first >= 0) expect(first, name).toBe(latency)
    }
  })

  it('repeats itself after a reset', () => {
    for (const [name, values] of settings(effect)) {
      const first = render(KernelClass, definition, music, { values })
      first.kernel.reset()
      const again = renderWith(first.kernel, definition, music)
      expect(
        again.left.findIndex((x, i) => x !== first.left[i]),
        name
      ).toBe(-1)
    }
  })

  it('plays at 22.05 to 192 kHz', () => {
    for (const sampleRate of [22050, 44100, 48000, 88200, 96000, 192000]) {
      for (const [name, values] of settings(effect)) {
        const noise: StereoSignal = [
          whiteNoise(0.1, sampleRate, 3, 0.5),
          whiteNoise(0.1, sampleRate, 4, 0.5)
        ]
        const { left, right } = render(KernelClass, definition, noise, { sampleRate, values })
        expect(allFinite(left) && allFinite(right), `${name} at ${sampleRate}`).toBe(true)
      }
    }
  })

  it('keeps its latency within what it allocated, whatever the values', () => {
    const base = { ...defaultValues(definition), ...extreme(definition), bypass: true }
    const latencyOf = (values: Values) => definition.latencyFrames({ ...base, ...values }, RATE)
    const moves = definition.params.flatMap((row) =>
      extremes(row).map((value): Values => ({ [row.id]: value, bypass: true }))
    )
    const click = impulse(1, RATE, 0, 1)
    for (const move of [{}, ...moves.filter((values) => latencyOf(values) !== latencyOf({}))]) {
      const { left } = render(KernelClass, definition, [click, click], {
        values: { ...base, ...move }
      })
      expect(left.indexOf(1), JSON.stringify(move)).toBe(latencyOf(move))
    }
  })

  it('has presets that load, with different names and a purpose each', () => {
    const names = presets.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, purpose, values } of presets) {
      expect(purpose.length, name).toBeGreaterThan(20)
      for (const [id, value] of Object.entries(values)) {
        const row = definition.params.find((candidate) => candidate.id === id)
        expect(row, `${name}: ${id}`).toBeDefined()
        if (row) expect(valueProblem(definition, row, value), name).toBeUndefined()
      }
    }
  })

  it('reads back every text that it shows', () => {
    for (const row of definition.params) {
      for (const value of valuesAcross(row)) {
        const text = formatValue(row, value)
        const parsed = parseValue(row, text)
        expect(parsed, `${row.id}: ${text}`).toBeDefined()
        if (parsed !== undefined) expect(formatValue(row, parsed), row.id).toBe(text)
      }
    }
  })
})

function extremes(row: ParamRow): readonly ParamValue[] {
  if (row.kind === 'toggle') return [true, false]
  return row.kind === 'choice' ? row.options : [row.min, row.max]
}

function valuesAcross(row: ParamRow): readonly ParamValue[] {
  if (row.kind !== 'number') return extremes(row)
  return Array.from({ length: 101 }, (_, i) => fromNormalized(row as NumberRow, i / 100))
}
