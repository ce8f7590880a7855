import { afterEach, expect, it, vi } from 'vitest'
import { effects } from '../support/effects.ts'

/** What tables are made of; powers are operators, which cannot be counted. */
const FUNCTIONS = ['sin', 'cos', 'tan', 'exp', 'log', 'sqrt'] as const

/**
 * Coefficients of filters and ramps are each node's own. The shortest table, a fade of 15 ms at
 * 44.1 kHz, has more.
 */
const MOST_VALUES = 500

afterEach(() => vi.restoreAllMocks())

it.each(effects.map(({ id, KernelClass }) => [id, KernelClass] as const))(
  '%s: another node takes over the tables of the first',
  (_, KernelClass) => {
    for (const rate of [44_100, 48_000, 96_000]) {
      new KernelClass(rate)
      const counts = FUNCTIONS.map((name) => vi.spyOn(Math, name))
      new KernelClass(rate)
      const values = counts.reduce((sum, { mock }) => sum + mock.calls.length, 0)
      vi.restoreAllMocks()
      expect(values).toBeLessThan(MOST_VALUES)
    }
  }
)
