import { describe, expect, it } from 'vitest'
import { defaultValues } from '../../worklets/core/definition.ts'
import { reverbDefinition } from '../../worklets/effects/reverb/definition.ts'
import { ReverbKernel } from '../../worklets/effects/reverb/kernel.ts'
import { reverbPresets } from '../../worklets/effects/reverb/presets.ts'
import { figuresOf } from '../support/figures.ts'
import { render, renderWith, type StereoSignal } from '../support/render.ts'
import { impulse, pinkNoise, silence, sine, whiteNoise } from '../support/signals.ts'
import { spectrumDb } from '../support/spectrum.ts'
import { power, powerDb, type ReverbValues, reverberate, TAIL_ONLY } from './reverb-runs.ts'

const figures = figuresOf('reverb', 'reverb')

const RATE = 48_000
const MODES = ['hall', 'room', 'chamber', 'plate', 'ambience'] as const
const pink = (seconds: number): StereoSignal => [
  pinkNoise(seconds, RATE, 1, 0.5),
  pinkNoise(seconds, RATE, 2, 0.5)
]

it('mix 0 passes every sample as it came', () => {
  const input = pink(0.5)
  const [left, right] = reverberate(input, { mix: 0 })
  expect(left).toEqual(input[0])
  expect(right).toEqual(input[1])
})

describe('the level', () => {
  it('is that of the input, at any decay and in each place', () => {
    const input = pink(9)
    const from = 6 * RATE
    const places = MODES.map((mode) =>
      [0.5, 1.8, 8].map((decay) => {
        const [left] = reverberate(input, { mode, mix: 100, decay })
        return powerDb(left, from) - powerDb(input[0], from)
      })
    )
    figures.atMost(3, {
      name: 'level of pink noise, wet against dry, decays of 0.5 to 8 s',
      measured: Math.max(...places.flat().map(Math.abs)),
      unit: 'dB',
      digits: 1
    })
    figures.atMost(3, {
      name: 'change of it from a decay of 0.5 s to one of 8 s',
      measured: Math.max(...places.map((levels) => Math.max(...levels) - Math.min(...levels))),
      unit: 'dB',
      digits: 1
    })
  })

  it('of the tail that sounds stays when the decay is turned up', () => {
    const input: StereoSignal = [
      Float32Array.from([...whiteNoise(1, RATE, 1, 0.3), ...silence(0.5, RATE)]),
      Float32Array.from([...whiteNoise(1, RATE, 2, 0.3), ...silence(0.5, RATE)])
    ]
    const turned = { ...defaultValues(reverbDefinition), ...TAIL_ONLY, decay: 30 }
    const { left } = render(ReverbKernel, reverbDefinition, input, {
      values: { ...TAIL_ONLY, decay: 1 },
      beforeBlock: (kernel, frame) => {
        if (frame === RATE) kernel.update(turned)
      }
    })
    const before = powerDb(left, 0.8 * RATE, RATE)
    const after = powerDb(left, 1.2 * RATE, 1.4 * RATE)
    // While the decay moves, about 30 ms, the tail falls by 60 dB per second and more, as it did.
    expect(after - before).toBeLessThan(0.5)
    expect(after - before).toBeGreaterThan(-4)
  })

  it('stays for a minute when frozen', () => {
    const values = { ...defaultValues(reverbDefinition), ...TAIL_ONLY }
    const kernel = new ReverbKernel(RATE)
    kernel.update(values)
    renderWith(kernel, reverbDefinition, pink(2))
    kernel.update({ ...values, freeze: true })
    const quiet = silence(1, RATE)
    const levels: number[] = []
    for (let second = 0; second < 61; second++) {
      const { left, right } = renderWith(kernel, reverbDefinition, [quiet, quiet])
      levels.push(10 * Math.log10(10 ** (powerDb(left) / 10) + 10 ** (powerDb(right) / 10)))
    }
    // One second of a frozen sound says its level within a few tenths; three steady it.
    const mean = (from: number) => (levels[from] + levels[from + 1] + levels[from + 2]) / 3
    figures.within(0, 0.5, {
      name: 'change of a frozen tail in a minute',
      measured: mean(58) - mean(1),
      unit: 'dB'
    })
  })
})

it('freeze lets nothing new in', () => {
  const frozen = { ...TAIL_ONLY, freeze: true }
  const [left, right] = reverberate(pink(1), frozen)
  expect(Math.max(...left, ...right)).toBe(0)
})

it('hardly bends the pitch of held tones', () => {
  // One tone may meet a notch, where only what moved is left: 19 of them say what is heard.
  const tones = Array.from({ length: 19 }, (_, n) => 500 * 2 ** (n / 6))
  const chord = new Float32Array(4 * RATE)
  for (const hz of tones) {
    const tone = sine(hz, 4, RATE, 0.02)
    for (let i = 0; i < chord.length; i++) chord[i] += tone[i]
  }
  const deviation = (mode: (typeof MODES)[number]) => {
    const [left] = reverberate([chord, chord], { ...TAIL_ONLY, mode })
    const size = 65_536
    const binHz = RATE / size
    const spectrum = spectrumDb(left, 2 * RATE, size)
    let [sum, first, second] = [0, 0, 0]
    for (const hz of tones) {
      for (let k = Math.round((0.98 * hz) / binHz); k < (1.02 * hz) / binHz; k++) {
        const cents = 1200 * Math.log2((k * binHz) / hz)
        const power = 10 ** (spectrum[k] / 10)
        sum += power
        first += power * cents
        second += power * cents * cents
      }
    }
    const center = first / sum
    return Math.max(Math.abs(center), Math.sqrt(second / sum - center * center))
  }
  figures.atMost(3, {
    name: 'pitch of held tones: mean or RMS deviation',
    measured: Math.max(...MODES.map(deviation)),
    unit: 'cents',
    digits: 1
  })
})

it('gives no offset back', () => {
  const offset = new Float32Array(1.5 * RATE).fill(0.5)
  const [left, right] = reverberate([offset, offset], { mix: 100, decay: 0.3 })
  const late = [...left.subarray(RATE), ...right.subarray(RATE)]
  const peak = late.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  figures.atMost(-100, {
    name: 'output one second into an offset of 0.5',
    measured: 20 * Math.log10(peak),
    unit: 'dBFS',
    digits: 0
  })
})

describe.each([
  ['decay from 0.3 to 20 s and back', (u: number) => ({ decay: 0.3 * (20 / 0.3) ** u })],
  ['size from 50 to 200 % and back', (u: number) => ({ size: 50 * 4 ** u })],
  ['predelay from 0 to 200 ms and back', (u: number) => ({ predelay: 200 * u })]
] as const)('a sweep of %s', (name, at: (u: number) => Partial<ReverbValues>) => {
  it('leaves no click in a dying low tone', () => {
    // A low tone has nothing above 2 kHz but what a step would put there.
    const tone = sine(100, 3, RATE, 0.5)
    tone.fill(0, 0.5 * RATE)
    for (let i = 0; i < 4800; i++) {
      const weight = 0.5 - 0.5 * Math.cos((Math.PI * i) / 4800)
      tone[i] *= weight
      tone[0.5 * RATE - 1 - i] *= weight
    }
    const { left } = render(ReverbKernel, reverbDefinition, [tone, tone], {
      values: { ...TAIL_ONLY, ...at(0) },
      beforeBlock: (kernel, frame) => {
        const t = frame / RATE - 0.4
        const u = 1 - Math.abs(Math.min(1, Math.max(-1, t / 1.2 - 1)))
        if (t > 0 && t < 2.5) {
          kernel.update({ ...defaultValues(reverbDefinition), ...TAIL_ONLY, ...at(u) })
        }
      }
    })
    let worst = -Infinity
    for (let start = 0.5 * RATE; start < 2.5 * RATE; start += 8192) {
      const spectrum = spectrumDb(left, start, 16_384)
      const tonal = Math.max(...spectrum.subarray(20, 60))
      worst = Math.max(worst, Math.max(...spectrum.subarray(700)) - tonal)
    }
    figures.atMost(-60, {
      name: `click above 2 kHz in a dying tone of 100 Hz, sweep of ${name}`,
      measured: worst,
      unit: 'dB',
      digits: 0
    })
  })
})

it('width 0 is mono, and the loudness stays within 0.5 dB', () => {
  // White noise says a level more exactly than pink, whose few lows carry most of the power.
  const input: StereoSignal = [whiteNoise(3, RATE, 1, 0.3), whiteNoise(3, RATE, 2, 0.3)]
  const loudness = ([left, right]: StereoSignal) =>
    10 * Math.log10(0.5 * (power(left, RATE) + power(right, RATE)))
  const mono = reverberate(input, { mix: 100, width: 0 })
  expect(mono[0]).toEqual(mono[1])
  const usual = loudness(reverberate(input, { mix: 100 }))
  expect(Math.abs(loudness(mono) - usual)).toBeLessThan(0.5)
  const wide = loudness(reverberate(input, { mix: 100, width: 150 }))
  expect(Math.abs(wide - usual)).toBeLessThan(0.5)
})

it('ducks under its input and comes back after it', () => {
  const sound = whiteNoise(2, RATE, 1, 0.3)
  sound.fill(0, RATE)
  const input: StereoSignal = [sound, sound]
  const [plain] = reverberate(input, { mix: 100, decay: 4 })
  const [ducked] = reverberate(input, { mix: 100, decay: 4, duck: 12 })
  const change = (from: number, to: number) =>
    powerDb(ducked, from * RATE, to * RATE) - powerDb(plain, from * RATE, to * RATE)
  figures.atMost(-9, {
    name: 'duck 12 dB: the reverb while the sound plays',
    measured: change(0.6, 1),
    unit: 'dB',
    digits: 1
  })
  figures.atLeast(-1.5, {
    name: 'the same 0.7 s after its end',
    measured: change(1.7, 2),
    unit: 'dB',
    digits: 1
  })
})

it.each(reverbPresets.map((preset) => [preset.name, preset.values] as const))(
  'the preset "%s" plays at the level of its input: within 4 dB',
  (_, values) => {
    const input = pink(3)
    const from = RATE
    const [left] = reverberate(input, values)
    const change = powerDb(left, from) - powerDb(input[0], from)
    expect(Math.abs(change)).toBeLessThan(4)
  }
)

it('answers a click on one side on both', () => {
  const [left, right] = reverberate([impulse(1, RATE), silence(1, RATE)], TAIL_ONLY)
  expect(Math.abs(powerDb(left) - powerDb(right))).toBeLessThan(1.5)
})
