import { describe, expect, it } from 'vitest'
import { desk, late, RATE, runMix, strip } from '../../support/mixes.ts'
import { impulse, pinkNoise } from '../../support/signals.ts'

const noise = (seed: number) => [
  pinkNoise(0.5, RATE, seed, 0.3),
  pinkNoise(0.5, RATE, seed + 50, 0.3)
]
const click = () => [impulse(0.2, RATE, 100, 0.5), impulse(0.2, RATE, 100, 0.5)]

describe('a mix', () => {
  it('of strips that change nothing is the sum of what goes in', () => {
    const [a, b] = [noise(1), noise(2)]
    const { outputs } = runMix(
      desk(strip('mix'), strip('a'), strip('b')),
      { a, b },
      { frames: 20000 }
    )
    const wanted = a[0].map((x, i) => x + b[0][i])
    expect(outputs.mix[0]).toEqual(wanted.subarray(0, 20000))
  })

  it('of a late and an early strip has both at one frame', () => {
    const document = desk(strip('a', { inserts: [late('x', 7)] }), strip('b'), strip('mix'))
    const { outputs, mix } = runMix(document, { a: click(), b: click() }, { frames: 4800 })
    expect(mix.latencyFrames).toBe(336)
    expect(outputs.mix[0].findIndex((x) => x !== 0)).toBe(436)
    expect(outputs.mix[0][436]).toBe(1)
  })
})
