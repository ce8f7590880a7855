import { describe, expect, it } from 'vitest'
import type { ParamValues } from '../../worklets/core/definition.ts'
import { ditherDefinition } from '../../worklets/effects/dither/definition.ts'
import { DitherKernel } from '../../worklets/effects/dither/kernel.ts'
import { ditherPresets } from '../../worklets/effects/dither/presets.ts'
import { figuresOf } from '../support/figures.ts'
import { optionLabel } from '../support/option-label.ts'
import { render, renderWith, type StereoSignal } from '../support/render.ts'
import { pinkNoise, silence, sine, whiteNoise } from '../support/signals.ts'

/** The figures that the sound design asks of the dither, spectra aside. */

type Values = Partial<ParamValues<typeof ditherDefinition>>

const figures = figuresOf('dither', 'dither')
const RATE = 44100
const LSB = 2 ** -15

function dithered(signal: StereoSignal, values: Values = {}, sampleRate = RATE) {
  return render(DitherKernel, ditherDefinition, signal, { values, sampleRate, blockFrames: 4096 })
}

function both(signal: Float32Array): StereoSignal {
  return [signal, signal]
}

function meanOf(signal: Float32Array, power: (x: number, i: number) => number): number {
  return signal.reduce((sum, x, i) => sum + power(x, i), 0) / signal.length
}

function rmsDb(signal: Float32Array): number {
  return 10 * Math.log10(meanOf(signal, (x) => x * x))
}

function peak(signal: Float32Array): number {
  return signal.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
}

describe('the noise floor', () => {
  it('of 16 bits with TPDF lies at -96.33 dBFS and uses the codes -1, 0 and 1', () => {
    const { left, right, meters } = dithered(both(silence(3, RATE)))
    for (const channel of [left, right]) {
      expect([...new Set(channel)].map((x) => x / LSB).sort()).toEqual([-1, 0, 1])
    }
    figures.within(-96.33, 0.1, {
      name: 'silence to 16 bits with TPDF: noise, of codes −1, 0 and 1 only',
      measured: rmsDb(left),
      unit: 'dBFS',
      others: '−93.32 against a full-scale sine, by theory'
    })
    // The meter averages over 0.3 s.
    expect(Math.abs(meters.errorLevel + 96.33)).toBeLessThan(0.2)
  })

  it('of 24 bits with TPDF lies at -144.5 dBFS', () => {
    const { left } = dithered(both(silence(3, RATE)), { bits: '24' })
    figures.within(-144.5, 0.1, {
      name: 'silence to 24 bits with TPDF: noise',
      measured: rmsDb(left),
      unit: 'dBFS'
    })
  })

  it('of left and right is unrelated, and so is that of neighboring samples', () => {
    const { left, right } = dithered(both(silence(5, RATE)), { seed: 2 })
    const power = meanOf(left, (x) => x * x)
    figures.atMost(0.01, {
      name: 'correlation of left and right',
      measured: Math.abs(meanOf(left, (x, i) => x * right[i]) / power),
      unit: '',
      digits: 4
    })
    const related = [1, 2, 3, 10].map((lag) =>
      Math.abs(meanOf(left, (x, i) => x * (left[i + lag] ?? 0)) / power)
    )
    figures.atMost(0.01, {
      name: 'correlation of a sample with those 1, 2, 3 and 10 later',
      measured: Math.max(...related),
      unit: '',
      digits: 4
    })
  })

  it('of high-passed TPDF falls to the bass: neighbors are opposed by half', () => {
    const { left } = dithered(both(silence(3, RATE)), { type: 'tpdfHighPass', amount: 2 })
    const power = meanOf(left, (x) => x * x)
    expect(meanOf(left, (x, i) => x * (left[i + 1] ?? 0)) / power).toBeLessThan(-0.3)
  })
})

/** Variance in LSB^2 and mean in LSB of the error at a constant level in LSB. */
function errorAt(level: number, values: Values) {
  const input = new Float32Array(2 ** 18).fill(level * LSB)
  const { left } = dithered(both(input), values)
  const mean = meanOf(left, (y, i) => (y - input[i]) / LSB)
  return { mean, variance: meanOf(left, (y, i) => ((y - input[i]) / LSB - mean) ** 2) }
}

describe('between two codes', () => {
  const levels = Array.from({ length: 11 }, (_, i) => i / 10)

  it.each(['tpdf', 'tpdfHighPass'] as const)('%s keeps the error steady and unbiased', (type) => {
    const errors = levels.map((level) => errorAt(level, { type }))
    figures.atMost(2, {
      name: 'error variance against LSB²/4, worst of 11 levels between two codes',
      at: optionLabel(ditherDefinition, 'type', type),
      measured: Math.max(...errors.map(({ variance }) => 100 * Math.abs(variance / 0.25 - 1))),
      unit: '%',
      others: 'RPDF 100: from 0 to LSB²/4'
    })
    figures.atMost(0.005, {
      name: 'mean error at the same levels',
      at: optionLabel(ditherDefinition, 'type', type),
      measured: Math.max(...errors.map(({ mean }) => Math.abs(mean))),
      unit: 'LSB',
      digits: 4
    })
  })

  it('RPDF lets the noise breathe from nothing to a quarter', () => {
    expect(errorAt(0, { type: 'rpdf' }).variance).toBeLessThan(0.001)
    expect(errorAt(0.5, { type: 'rpdf' }).variance).toBeCloseTo(0.25, 2)
    expect(Math.abs(errorAt(0.3, { type: 'rpdf' }).mean)).toBeLessThan(0.005)
  })

  it('no dither rounds half up and stays there', () => {
    expect(errorAt(0.4, { type: 'none' }).mean).toBeCloseTo(-0.4, 6)
    expect(errorAt(0.5, { type: 'none' }).mean).toBeCloseTo(0.5, 6)
    expect(errorAt(0.4, { type: 'none' }).variance).toBeLessThan(1e-9)
  })
})

describe('codes', () => {
  const settings = ['8', '12', '16', '20', '24'].flatMap((bits) =>
    ['none', 'f9', 'adaptive'].map((shaping) => ({ bits, shaping }) as Values)
  )

  it('lie exactly on the grid and within its ends', () => {
    let strays = 0
    for (const values of settings) {
      const scale = 2 ** (Number(values.bits) - 1)
      const signal: StereoSignal = [whiteNoise(0.3, RATE, 1, 1.1), pinkNoise(0.3, RATE, 2, 0.9)]
      const { left, right } = dithered(signal, values)
      for (const channel of [left, right]) {
        for (const x of channel) {
          if (!Number.isInteger(x * scale) || x * scale < -scale || x * scale > scale - 1) strays++
        }
      }
      expect(new Set(left).size).toBeGreaterThan(100)
    }
    figures.atMost(0, {
      name: 'samples off the grid of whole codes, 8 to 24 bits, three shapers, clipped noise',
      measured: strays,
      unit: '',
      digits: 0
    })
  })

  it('a full-scale sine with dither clips to the highest code and never wraps', () => {
    const tone = sine(997, 1, RATE, 1)
    for (const shaping of ['none', 'f9', 'adaptive'] as const) {
      const { left, meters } = dithered(both(tone), { shaping })
      expect(left.findIndex((y, i) => !(Math.abs(y - tone[i]) < 100 * LSB))).toBe(-1)
      expect(left.reduce((max, y) => Math.max(max, y), 0)).toBe(1 - LSB)
      expect(meters.clippedSamples).toBeGreaterThan(0)
    }
  })

  it('a shaper recovers from a second of hard clipping at once', () => {
    const ratios = (['lipshitz5', 'f9', 'adaptive'] as const).map((shaping) => {
      const { kernel } = dithered(both(sine(997, 1, RATE, 4)), { shaping })
      const after = renderWith(kernel, ditherDefinition, both(silence(0.1, RATE)))
      const reference = dithered(both(silence(0.1, RATE)), { shaping })
      return peak(after.left) / peak(reference.left)
    })
    figures.atMost(2, {
      name: 'noise right after a second of clipping by 12 dB, against noise as ever, three shapers',
      measured: Math.max(...ratios),
      unit: '×'
    })
  })

  it('counts what it clips', () => {
    const signal = silence(0.1, RATE)
    signal.set([1.5, -1.5, 0.5], 10)
    expect(dithered(both(signal)).meters.clippedSamples).toBe(4)
  })
})

describe('auto blank', () => {
  const half = Math.round(0.5 * RATE)
  const signal = new Float32Array(3 * RATE)
  signal.set(sine(1000, 0.5, RATE, 0.1), half)
  signal[2 * RATE] = 0.5
  const { left } = dithered(both(signal), { autoBlank: true, shaping: 'f9' })
  const lastSound = signal.subarray(0, RATE).findLastIndex((x) => x !== 0)

  it('leaves silence before the first sound', () => {
    expect(peak(left.subarray(0, half))).toBe(0)
  })

  it('goes on for half a second after the sound, and no longer', () => {
    const end = left.subarray(0, 2 * RATE).findLastIndex((x) => x !== 0)
    expect(peak(left.subarray(lastSound + half - 50, lastSound + half + 1))).toBeGreaterThan(0)
    figures.within(500, 1, {
      name: 'auto blank: dither goes on after the last sound for',
      measured: ((end - lastSound) * 1000) / RATE,
      unit: 'ms',
      digits: 1
    })
  })

  it('is back in the very sample in which sound comes', () => {
    const back = left.findIndex((x, i) => i > lastSound + half + 1 && x !== 0)
    figures.within(0, 0, {
      name: 'auto blank: samples late when sound comes back',
      measured: back - 2 * RATE,
      unit: '',
      digits: 0
    })
    expect(Math.abs(left[2 * RATE] - 0.5)).toBeLessThan(2 * LSB)
    expect(peak(left.subarray(2 * RATE + 1, 2 * RATE + 50))).toBeGreaterThan(0)
  })

  it('off, dithers silence too', () => {
    expect(peak(dithered(both(silence(2, RATE))).left.subarray(RATE))).toBe(LSB)
  })
})

describe('seed', () => {
  const music: StereoSignal = [pinkNoise(0.5, RATE, 1, 0.3), pinkNoise(0.5, RATE, 2, 0.3)]

  it('the same gives the same file, another one another', () => {
    const first = dithered(music, { seed: 7 })
    const differing = (seed: number) => {
      const { left } = dithered(music, { seed })
      return (100 * first.left.filter((x, i) => x !== left[i]).length) / left.length
    }
    figures.within(0, 0, {
      name: 'samples that differ with the same seed',
      measured: differing(7),
      unit: '%',
      digits: 0
    })
    figures.atLeast(40, {
      name: 'samples that differ with another seed',
      measured: differing(8),
      unit: '%',
      digits: 0
    })
  })

  it('begins anew on reset', () => {
    const first = dithered(music, { seed: 7, shaping: 'f9' })
    first.kernel.reset()
    expect(renderWith(first.kernel, ditherDefinition, music).left).toEqual(first.left)
  })

  it('neighboring seeds are unrelated', () => {
    const a = dithered(both(silence(3, RATE)), { seed: 1 })
    const b = dithered(both(silence(3, RATE)), { seed: 2 })
    const power = meanOf(a.left, (x) => x * x)
    const related = [b.left, b.right].map((other) =>
      Math.abs(meanOf(a.left, (x, i) => x * other[i]) / power)
    )
    figures.atMost(0.01, {
      name: 'correlation of neighboring seeds',
      measured: Math.max(...related),
      unit: '',
      digits: 4
    })
  })
})

it('keeps a mono sound mono', () => {
  const { left, right } = render(
    DitherKernel,
    ditherDefinition,
    [pinkNoise(0.1, RATE, 1, 0.5)] as unknown as StereoSignal, // one channel, as a mono source has
    {}
  )
  expect(peak(left)).toBeGreaterThan(0)
  expect(right).toEqual(left)
})

it('every preset keeps the level of music, and its error below -30 dBFS', () => {
  const music = both(pinkNoise(1, RATE, 1, 0.3))
  for (const { name, values } of ditherPresets) {
    const { left, meters } = dithered(music, values)
    expect(Math.abs(rmsDb(left) - rmsDb(music[0])), name).toBeLessThan(0.1)
    expect(meters.errorLevel, name).toBeLessThan(-30)
    expect(meters.clippedSamples, name).toBe(0)
  }
})
