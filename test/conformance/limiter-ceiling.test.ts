import { describe, expect, it } from 'vitest'
import { LIMITER_STYLES } from '../../worklets/effects/limiter/styles.ts'
import { whiteNoise } from '../support/signals.ts'
import { both, gain, limit, peak, RATE } from './limiter-runs.ts'
import { nastySignal, nastyWaves } from './limiter-signals.ts'
import { popExcerpt } from './pop-excerpt.ts'
import { HANN_49, ITU_48, KAISER_16X64, truePeakDb } from './true-peak-readers.ts'

/** No peak over the ceiling, whichever meter reads it. */

describe.each([44100, 48000, 96000])('driven 9 dB into -1 dBTP at %i Hz', (sampleRate) => {
  it.each(Object.entries(nastyWaves()))('holds the ceiling against %s', (_, wave) => {
    const { left } = limit(both(nastySignal(wave, sampleRate)), { drive: 9 }, { sampleRate })
    expect(truePeakDb(HANN_49, left), 'libebur128').toBeLessThan(-1 + 0.05)
    expect(truePeakDb(ITU_48, left), 'ITU-R BS.1770').toBeLessThan(-1 + 0.05)
    expect(truePeakDb(KAISER_16X64, left), '16 x 64 reference').toBeLessThan(-1 + 0.1)
    expect(peak(left)).toBeLessThanOrEqual(Math.fround(gain(-1)))
  })
})

describe('in every style', () => {
  it.each(LIMITER_STYLES)('%s holds the ceiling on music and noise, by all readings', (style) => {
    for (const signal of [popExcerpt(1, RATE)[0], whiteNoise(0.3, RATE, 9)]) {
      const { left } = limit(both(signal), { drive: 9, style })
      expect(truePeakDb(HANN_49, left)).toBeLessThan(-1 + 0.05)
      expect(truePeakDb(ITU_48, left)).toBeLessThan(-1 + 0.05)
      expect(truePeakDb(KAISER_16X64, left)).toBeLessThan(-1 + 0.1)
    }
  })

  it.each(LIMITER_STYLES)('%s holds its sample peaks with true peak off', (style) => {
    for (const lookahead of [0.1, 1, 10]) {
      const { left } = limit(both(whiteNoise(0.3, RATE, 9)), {
        drive: 12,
        ceiling: -3,
        truePeak: false,
        lookahead,
        style
      })
      expect(peak(left)).toBeLessThanOrEqual(Math.fround(gain(-3)))
      expect(peak(left)).toBeGreaterThan(gain(-3.1))
    }
  })
})
