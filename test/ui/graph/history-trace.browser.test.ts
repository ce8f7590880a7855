import { afterEach, describe, expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import { COLUMNS_PER_SECOND, historyMoves } from '../../../ui/graph/history-trace.ts'

async function motion(value: 'reduce' | 'no-preference'): Promise<void> {
  const features = [{ name: 'prefers-reduced-motion', value }]
  await cdp().send('Emulation.setEmulatedMedia', { features } as never)
}

afterEach(() => motion('no-preference'))

describe('a history', () => {
  it('moves with each new column', () => {
    expect(historyMoves(10, 1)).toBe(true)
    expect(historyMoves(10, 0)).toBe(false)
  })

  it('moves once a second where people asked for less motion', async () => {
    await motion('reduce')
    let moves = 0
    for (let count = 1; count <= 3 * COLUMNS_PER_SECOND; count++) {
      if (historyMoves(count, 1)) moves++
    }
    expect(moves).toBe(3)
    // Several columns that came at once and filled a second between them.
    expect(historyMoves(COLUMNS_PER_SECOND + 2, 5)).toBe(true)
  })
})
