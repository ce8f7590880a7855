import { expect, it } from 'vitest'
import { PrimeLengths } from '../../../../worklets/effects/reverb/prime-lengths.ts'

const isPrime = (n: number) => {
  for (let k = 2; k * k <= n; k++) if (n % k === 0) return false
  return n > 1
}

it('gives different primes between the ends, evenly spread in ratio', () => {
  const lengths = new Int32Array(16)
  new PrimeLengths(30_000).write(lengths, 2400, 5856)
  expect(new Set(lengths).size).toBe(16)
  expect([...lengths].every(isPrime)).toBe(true)
  const step = (5856 / 2400) ** (1 / 15)
  for (let k = 0; k < 16; k++) {
    // Primes near 5000 lie at most 34 apart.
    expect(lengths[k] - 2400 * step ** k).toBeLessThan(35)
    expect(lengths[k] - 2400 * step ** k).toBeGreaterThan(-1)
  }
})

it('still gives different primes where there is hardly room', () => {
  const lengths = new Int32Array(16)
  new PrimeLengths(1000).write(lengths, 110, 110)
  expect(new Set(lengths).size).toBe(16)
  expect([...lengths].every(isPrime)).toBe(true)
})
