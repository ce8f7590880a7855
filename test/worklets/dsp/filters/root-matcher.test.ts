import { expect, it } from 'vitest'
import { RootMatcher } from '../../../../worklets/dsp/filters/root-matcher.ts'

/** |(1 - r z^-1)(1 - r* z^-1)|^2 with r = e^s for the roots s of s^2 + k s + 1 at `radians`. */
function mappedPower(k: number, radians: number, w: number): number {
  const real = (-k / 2) * radians
  const imaginary = Math.sqrt(1 - (k * k) / 4) * radians
  const a1 = -2 * Math.exp(real) * Math.cos(imaginary)
  const a2 = Math.exp(2 * real)
  const re = 1 + a1 * Math.cos(w) + a2 * Math.cos(2 * w)
  const im = a1 * Math.sin(w) + a2 * Math.sin(2 * w)
  return re * re + im * im
}

const out = new Float64Array(3)
const matcher = new RootMatcher()

function matchRoots(p0: number, p1: number, p2: number, radians: number): void {
  matcher.radians = radians
  matcher.match(Float64Array.of(p0, p1, p2), 0, out)
}

function level(w: number): number {
  const y = Math.tan(w / 2) ** 2
  return (out[0] + y * (out[1] + y * out[2])) / (1 + y) ** 2
}

it('a resonance keeps the shape that z = e^s gives it', () => {
  for (const radians of [0.001, 0.5, 2.5]) {
    for (const k of [0.02, 0.7, 1.9]) {
      matchRoots(1, k, 1, radians)
      const reference = mappedPower(k, radians, 0)
      for (const w of [0.0005, 0.4, 1.5, 3]) {
        const expected = mappedPower(k, radians, w) / reference
        expect(level(w) / expected, `${radians} ${k} ${w}`).toBeCloseTo(1, 6)
      }
    }
  }
})

it('two real roots are the product of both', () => {
  matchRoots(1, 5, 1, 0.3)
  const together = [0.1, 1, 2].map(level)
  const slow = (5 - Math.sqrt(21)) / 2
  const single = [0.1, 1, 2].map(() => 1)
  for (const root of [slow, 1 / slow]) {
    matchRoots(root, 1, 0, 0.3)
    for (const [i, w] of [0.1, 1, 2].entries()) single[i] *= level(w)
  }
  for (const [i, power] of together.entries()) expect(power / single[i]).toBeCloseTo(1, 9)
})

it('a missing root changes nothing', () => {
  matchRoots(1, 0, 0, 0.3)
  for (const w of [0, 1, 3]) expect(level(w)).toBeCloseTo(1, 12)
})

it('a resonance beyond half the sample rate stays off the unit circle', () => {
  matchRoots(1, 0.01, 1, 4)
  for (const w of [0.1, 2, 3.1]) expect(level(w)).toBeGreaterThan(0.01)
})
