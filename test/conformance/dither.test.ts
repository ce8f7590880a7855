import { describe, expect, it } from 'vitest'
import type { ParamValues } from '../../worklets/core/definition.ts'
import { ditherDefinition } from '../../worklets/effects/dither/definition.ts'
import { DitherKernel } from '../../worklets/effects/dither/kernel.ts'
import { ditherPresets } from '../../worklets/effects/dither/presets.ts'
import { render, renderWith, type StereoSignal } from '../support/render.ts'
import { pinkNoise, silence, sine, whiteNoise } from '../support/signals.ts'

type Values = Partial<ParamValues<typeof ditherDefinition>>

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
      expect(Math.abs(rmsDb(channel) + 96.33)).toBeLessThan(0.1)
      expect([...new Set(channel)].map((x) => x / LSB).sort()).toEqual([-1, 0, 1])
    }
    // The meter averages over 0.3 s.
    expect(Math.abs(meters.errorLevel + 96.33)).toBeLessThan(0.2)
  })

  it('of 24 bits with TPDF lies at -144.5 dBFS', () => {
    const { left } = dithered(both(silence(3, RATE)), { bits: '24' })
    expect(Math.abs(rmsDb(left) + 144.5)).toBeLessThan(0.1)
  })

  it('of left and right is unrelated, and so is that of neighboring samples', () => {
    const { left, right } = dithered(both(silence(5, RATE)), { seed: 2 })
    const power = meanOf(left, (x) => x * x)
    expect(Math.abs(meanOf(left, (x, i) => x * right[i]) / power)).toBeLessThan(0.01)
    for (const lag of [1, 2, 3, 10]) {
      const related = meanOf(left, (x, i) => x * (left[i + lag] ?? 0)) / power
      expect(Math.abs(related), `lag ${lag}`).toBeLessThan(0.01)
    }
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

  it('TPDF keeps the error at a quarter LSB squared and its mean at nought', () => {
    for (const level of levels) {
      const { mean, variance } = errorAt(level, {})
      expect(Math.abs(variance / 0.25 - 1), `level ${level}`).toBeLessThan(0.02)
      expect(Math.abs(mean), `level ${level}`).toBeLessThan(0.005)
    }
  })

  it('high-passed TPDF does the same', () => {
    for (const level of levels) {
      const { mean, variance } = errorAt(level, { type: 'tpdfHighPass' })
      expect(Math.abs(variance / 0.25 - 1), `level ${level}`).toBeLessThan(0.02)
      expect(Math.abs(mean), `level ${level}`).toBeLessThan(0.005)
    }
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

  it.each(settings)('lie exactly on the grid and within its ends: %o', (values) => {
    const scale = 2 ** (Number(values.bits) - 1)
    const signal: StereoSignal = [whiteNoise(0.3, RATE, 1, 1.1), pinkNoise(0.3, RATE, 2, 0.9)]
    const { left, right } = dithered(signal, values)
    for (const x of [...left, ...right]) {
      if (!Number.isInteger(x * scale) || x * scale < -scale || x * scale > scale - 1) {
        expect(x * scale).toBe('a code')
      }
    }
    expect(new Set(left).size).toBeGreaterThan(100)
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
    for (const shaping of ['lipshitz5', 'f9', 'adaptive'] as const) {
      const { kernel } = dithered(both(sine(997, 1, RATE, 4)), { shaping })
      const after = renderWith(kernel, ditherDefinition, both(silence(0.1, RATE)))
      const reference = dithered(both(silence(0.1, RATE)), { shaping })
      expect(peak(after.left)).toBeLessThan(2 * peak(reference.left))
    }
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
    const dithering = left.subarray(lastSound + 1, lastSound + 1 + half)
    expect(peak(dithering.subarray(half - 50))).toBeGreaterThan(0)
    expect(peak(left.subarray(lastSound + 1 + half, 2 * RATE))).toBe(0)
  })

  it('is back in the very sample in which sound comes', () => {
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
    expect(dithered(music, { seed: 7 }).left).toEqual(first.left)
    const other = dithered(music, { seed: 8 })
    const differing = first.left.filter((x, i) => x !== other.left[i]).length
    expect(differing / first.left.length).toBeGreaterThan(0.4)
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
    for (const other of [b.left, b.right]) {
      expect(Math.abs(meanOf(a.left, (x, i) => x * other[i]) / power)).toBeLessThan(0.01)
    }
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
