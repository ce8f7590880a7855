import { describe, expect, test } from 'vitest'
import {
  inverseTransform,
  PartitionedConvolver,
  StereoFilterSpectra,
  type StereoRoute
} from '../../../../worklets/dsp/spectral/partitioned-convolver.ts'
import { RealFft } from '../../../../worklets/dsp/spectral/real-fft.ts'
import { whiteNoise } from '../../../support/signals.ts'

const B = 64
const P = 4

/** Spectra of filters given as samples. */
function spectraOf(route: StereoRoute, ...filters: readonly Float64Array[]): StereoFilterSpectra {
  const spectra = new StereoFilterSpectra(B, P)
  spectra.route = route
  const fft = new RealFft(2 * B)
  filters.forEach((filter, f) => {
    for (let p = 0; p < P; p++) {
      const samples = new Float64Array(2 * B)
      samples.set(filter.subarray(p * B, (p + 1) * B))
      fft.transform(samples)
      spectra.real[f]?.set(fft.real, p * (B + 1))
      spectra.imaginary[f]?.set(fft.imaginary, p * (B + 1))
    }
  })
  return spectra
}

const noise = (seed: number, length: number) =>
  Float64Array.from(whiteNoise(length / 48_000, 48_000, seed, 0.5))

function convolve(x: Float64Array, h: Float64Array): Float64Array {
  const y = new Float64Array(x.length)
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k <= Math.min(i, h.length - 1); k++) {
      y[i] = (y[i] ?? 0) + (h[k] ?? 0) * (x[i - k] ?? 0)
    }
  }
  return y
}

function play(convolver: PartitionedConvolver, left: Float64Array, right: Float64Array, cut = 128) {
  const out = [left.slice(), right.slice()] as const
  for (let at = 0; at < left.length; at += cut) {
    const end = Math.min(left.length, at + cut)
    convolver.process(out[0].subarray(at, end), out[1].subarray(at, end), end - at)
  }
  return out
}

const worstDb = (a: Float64Array, b: Float64Array) =>
  20 * Math.log10(Math.max(1e-20, ...a.map((value, i) => Math.abs(value - (b[i] ?? 9)))))

describe('partitioned convolution', () => {
  const [left, right] = [noise(1, 2000), noise(2, 2000)]
  const h = [3, 4, 5, 6].map((seed) => noise(seed, B * P).map((x) => 0.1 * x))
  const [ll, rr, rl, lr] = h as [Float64Array, Float64Array, Float64Array, Float64Array]

  test.each(['same', 'separate', 'crossed'] as const)(
    '%s: is the sum it stands for, one block later',
    (route) => {
      const convolver = new PartitionedConvolver(B, P, spectraOf(route, ll, rr, rl, lr))
      const out = play(convolver, left, right)
      const ofLeft = convolve(left, ll)
      const ofRight = convolve(right, route === 'same' ? ll : rr)
      if (route === 'crossed') {
        const [fromRight, fromLeft] = [convolve(right, rl), convolve(left, lr)]
        for (let i = 0; i < 2000; i++) {
          ofLeft[i] = (ofLeft[i] ?? 0) + (fromRight[i] ?? 0)
          ofRight[i] = (ofRight[i] ?? 0) + (fromLeft[i] ?? 0)
        }
      }
      expect(worstDb(out[0].subarray(B), ofLeft.subarray(0, 2000 - B))).toBeLessThan(-280)
      expect(worstDb(out[1].subarray(B), ofRight.subarray(0, 2000 - B))).toBeLessThan(-280)
    }
  )

  test('does not depend on how the sound is cut', () => {
    const make = () => new PartitionedConvolver(B, P, spectraOf('separate', ll, rr))
    expect(play(make(), left, right, 17)).toEqual(play(make(), left, right, 128))
  })

  test('fades from one set of filters to another without a step', () => {
    const one = new Float64Array(B * P)
    one[0] = 1
    const half = one.map((x) => 0.5 * x)
    const convolver = new PartitionedConvolver(B, P, spectraOf('same', one))
    const steady = new Float64Array(2000).fill(1)
    play(convolver, steady.slice(0, 500), steady.slice(0, 500))
    convolver.fadeTo(spectraOf('same', half))
    const [out] = play(convolver, steady, steady)
    expect(out.at(-1)).toBeCloseTo(0.5, 12)
    for (let i = 1; i < out.length; i++) {
      expect(Math.abs((out[i] ?? 0) - (out[i - 1] ?? 0))).toBeLessThan(0.01)
    }
    expect(convolver.isFading).toBe(false)
  })
})

test('a spectrum turned back gives the samples it came from', () => {
  const fft = new RealFft(256)
  const samples = noise(9, 256)
  fft.transform(samples)
  const back = new Float64Array(256)
  inverseTransform(fft, fft.real.slice(), fft.imaginary.slice(), back)
  expect(worstDb(back, samples)).toBeLessThan(-290)
})
