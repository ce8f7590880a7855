import { describe, expect, it } from 'vitest'
import { LIMITER_STYLES } from '../../worklets/effects/limiter/styles.ts'
import { clip } from '../support/clips.ts'
import { figuresOf } from '../support/figures.ts'
import { whiteNoise } from '../support/signals.ts'
import { hardCases } from './limiter-cases.ts'
import { both, db, gain, limit, peak, RATE } from './limiter-runs.ts'
import { nastySignal, nastyWaves } from './limiter-signals.ts'
import { FFMPEG_32, HANN_49, ITU_48, KAISER_16X64, truePeakDb } from './true-peak-readers.ts'

/** No peak over the ceiling, whichever meter reads it. */

const figures = figuresOf('limiter', 'ceiling')

/** How far each meter reads over the ceiling; of the samples, by single precision at most. */
class Overshoot {
  libebur128 = -Infinity
  ffmpeg = -Infinity
  itu = -Infinity
  reference = -Infinity
  samples = -Infinity

  add(signal: Float32Array, ceilingDb: number): void {
    this.libebur128 = Math.max(this.libebur128, truePeakDb(HANN_49, signal) - ceilingDb)
    this.ffmpeg = Math.max(this.ffmpeg, truePeakDb(FFMPEG_32, signal) - ceilingDb)
    this.itu = Math.max(this.itu, truePeakDb(ITU_48, signal) - ceilingDb)
    this.reference = Math.max(this.reference, truePeakDb(KAISER_16X64, signal) - ceilingDb)
    this.addSamples(signal, ceilingDb)
  }

  /** The highest that a meter in common use reads. */
  get standard(): number {
    return Math.max(this.libebur128, this.ffmpeg, this.itu)
  }

  addSamples(signal: Float32Array, ceilingDb: number): void {
    this.samples = Math.max(this.samples, db(peak(signal) / Math.fround(gain(ceilingDb))))
  }
}

const DRIVEN = 'x42 dpl 0.11, Calf 3.4, LSP 5.2, ffmpeg alimiter 5.4 dB'
const DRIVEN_ITU = 'x42 dpl 0.22, Calf 4.1, LSP 5.8, ffmpeg alimiter 6.1 dB'
const DRIVEN_REFERENCE = 'x42 dpl 0.17, Calf 6.7, LSP 8.0, ffmpeg alimiter 8.9 dB'

it.each([44100, 48000, 96000])(
  'driven 9 dB into -1 dBTP at %i Hz, keeps to the ceiling',
  (rate) => {
    const over = new Overshoot()
    for (const wave of Object.values(nastyWaves())) {
      const { left } = limit(both(nastySignal(wave, rate)), { drive: 9 }, { sampleRate: rate })
      over.add(left, -1)
    }
    const what = '+9 dB into -1 dBTP, 12 hard signals'
    const others = (text: string) => (rate === 48000 ? { others: text } : {})
    const row = { at: `${rate / 1000} kHz`, unit: 'dB', digits: 3 }
    figures.atMost(0.05, {
      ...row,
      ...others(DRIVEN),
      name: `${what}: libebur128 filter`,
      measured: over.libebur128
    })
    figures.atMost(0.05, { ...row, name: `${what}: ffmpeg's resampler`, measured: over.ffmpeg })
    figures.atMost(0.05, {
      ...row,
      ...others(DRIVEN_ITU),
      name: `${what}: ITU filter`,
      measured: over.itu
    })
    figures.atMost(0.1, {
      ...row,
      ...others(DRIVEN_REFERENCE),
      name: `${what}: 16 x 64 reference`,
      measured: over.reference
    })
    figures.atMost(0, { ...row, name: `${what}: samples`, measured: over.samples })
  }
)

it('keeps to the ceiling on music', () => {
  const over = new Overshoot()
  for (const name of ['drums', 'loud-mix-overs', 'solo-trumpet'] as const) {
    // Silence at the end, so that nothing is cut off: a cut would ring in the meters' filters.
    const music = clip(name).stereo.map((side) => {
      const cut = side.slice(0, 1.5 * RATE)
      return cut.fill(0, 1.4 * RATE)
    })
    const { left } = limit([music[0], music[1]], { drive: 9 })
    over.add(left, -1)
  }
  const what = '+9 dB, drums, a clipped mix and a trumpet'
  figures.atMost(0.05, {
    name: `${what}: all three standard filters`,
    measured: over.standard,
    unit: 'dB',
    digits: 3
  })
  figures.atMost(0.1, {
    name: `${what}: 16 x 64 reference`,
    measured: over.reference,
    unit: 'dB',
    digits: 3
  })
})

it('keeps to the ceiling in a random search of signals and settings', () => {
  const over = new Overshoot()
  const unguarded = new Overshoot()
  for (const { signals, values, sampleRate } of hardCases(80)) {
    const { left, right } = limit(signals, values, { sampleRate })
    const ceiling = values.ceiling ?? -1
    for (const side of [left, right]) {
      if (values.truePeak === false) unguarded.addSamples(side, ceiling)
    }
    if (values.truePeak !== false) over.add(left, ceiling)
  }
  const what =
    'random search: 12 kinds of signals, 44.1 to 192 kHz, drive to 30 dB, ' +
    'look-ahead 0.1 to 10 ms, all styles, links and holds, release from 1 ms'
  figures.atMost(0.05, {
    name: `${what}: all three standard filters`,
    measured: over.standard,
    unit: 'dB',
    digits: 3
  })
  figures.atMost(0.1, {
    name: `${what}: 16 x 64 reference`,
    measured: over.reference,
    unit: 'dB',
    digits: 3
  })
  figures.atMost(0, {
    name: `${what}: samples, true peak on or off`,
    measured: Math.max(over.samples, unguarded.samples),
    unit: 'dB',
    digits: 3
  })
})

describe('with true peak off', () => {
  it.each(LIMITER_STYLES)('%s holds its sample peaks, and no lower than it must', (style) => {
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
