import FFT from 'fft.js'
import { expect, it } from 'vitest'
import { RealFft } from '../../../../worklets/dsp/spectral/real-fft.ts'
import { whiteNoise } from '../../../support/signals.ts'

it.each([4, 8, 64, 1024, 8192])('a transform of %i samples agrees with fft.js', (size) => {
  const samples = Float64Array.from(whiteNoise(size, 1, 7))
  const oracle = new FFT(size)
  const bins = oracle.createComplexArray()
  oracle.realTransform(bins, Array.from(samples))
  const fft = new RealFft(size)
  fft.transform(samples)
  for (let k = 0; k <= size / 2; k++) {
    // Rounding of two different orders of summation.
    expect(fft.real[k]).toBeCloseTo(bins[2 * k] ?? 0, 9)
    expect(fft.imaginary[k]).toBeCloseTo(bins[2 * k + 1] ?? 0, 9)
  }
})

it('refuses sizes that are no power of two', () => {
  expect(() => new RealFft(1000)).toThrow(
    'RealFft: size must be a power of two of at least 4, got 1000'
  )
})
