import { describe, expect, it } from 'vitest'
import { defaultValues } from '../../worklets/core/definition.ts'
import { limiterDefinition } from '../../worklets/effects/limiter/definition.ts'
import { LimiterKernel } from '../../worklets/effects/limiter/kernel.ts'
import { limiterPresets } from '../../worklets/effects/limiter/presets.ts'
import { clip } from '../support/clips.ts'
import { figuresOf } from '../support/figures.ts'
import { renderWith } from '../support/render.ts'
import { sine, whiteNoise } from '../support/signals.ts'
import { both, gain, limit, loudness, peak, RATE, type Values } from './limiter-runs.ts'
import { nastySignal, nastyWaves } from './limiter-signals.ts'
import { popExcerpt } from './pop-excerpt.ts'
import { FFMPEG_32, HANN_49, ITU_48, KAISER_16X64, truePeakDb } from './true-peak-readers.ts'

/** What happens in a session: knobs turn while it limits, presets load, meters are read. */

const figures = figuresOf('limiter', 'session')

describe('changes while it limits', () => {
  /** A tone 9 dB over, with new values at half time. */
  function turn(before: Values, after: Values) {
    const tone = sine(1000, 0.6, RATE, gain(8))
    const at = 128 * 112
    const { left } = limit(both(tone), before, {
      beforeBlock: (kernel, frame) => {
        if (frame === at)
          kernel.update({ ...defaultValues(limiterDefinition), ...before, ...after })
      }
    })
    return { left, at }
  }

  const changes: readonly [string, Values][] = [
    ['a longer look-ahead', { lookahead: 10 }],
    ['a shorter look-ahead', { lookahead: 0.5 }],
    ['sample peaks only', { truePeak: false }],
    ['another style', { style: 'punchy' }],
    ['no hold', { hold: 0 }],
    ['more drive', { drive: 12 }]
  ]

  it.each(changes)('%s: the ceiling holds and nothing clicks', (_, after) => {
    const { left, at } = turn({}, after)
    expect(peak(left)).toBeLessThanOrEqual(Math.fround(gain(-1)))
    // A click is a bend: of a limited 1 kHz tone no second difference exceeds peak * (2 pi f / fs)^2.
    const bend = (from: number, to: number) => {
      let most = 0
      for (let i = from; i < to; i++) {
        most = Math.max(most, Math.abs(left[i - 1] - 2 * left[i] + left[i + 1]))
      }
      return most
    }
    expect(bend(at - 2000, at + 12_000)).toBeLessThan(1.02 * bend(at - 4000, at - 2000))
  })

  it('keep to the ceiling on noise, whatever is turned while true peak is on', () => {
    const turns: readonly Values[] = [
      { style: 'loud' },
      { lookahead: 0.1 },
      { lookahead: 8, style: 'safe' },
      { drive: 18 },
      { hold: 0, release: 1 },
      { style: 'punchy', lookahead: 0.5 },
      { linkTransients: 0, linkRelease: 0 }
    ]
    const noise = whiteNoise(1.5, RATE, 31)
    let values: Values = { drive: 9 }
    const { left } = limit([noise, noise.toReversed()], values, {
      beforeBlock: (kernel, frame) => {
        const turn = turns[frame / (128 * 70) - 1]
        if (!turn) return
        values = { ...values, ...turn }
        kernel.update({ ...defaultValues(limiterDefinition), ...values })
      }
    })
    figures.atMost(0.05, {
      name: 'over the ceiling while style, look-ahead and all else are turned: all three standard filters',
      measured: Math.max(...[HANN_49, FFMPEG_32, ITU_48].map((by) => truePeakDb(by, left))) + 1,
      unit: 'dB',
      digits: 3
    })
    figures.atMost(0.1, {
      name: 'the same by the 16 x 64 reference',
      measured: truePeakDb(KAISER_16X64, left) + 1,
      unit: 'dB',
      digits: 3
    })
  })

  it('a lower ceiling is kept to after its fade', () => {
    const { left, at } = turn({}, { ceiling: -7 })
    expect(peak(left, at + 0.13 * RATE)).toBeLessThanOrEqual(Math.fround(gain(-7)))
  })
})

describe('presets', () => {
  const excerpt = popExcerpt(1, RATE)

  it.each(limiterPresets.map((preset) => [preset.name, preset] as const))(
    '%s: as loud as its drive promises, and no peak over its ceiling',
    (_, { values }) => {
      const { left, right } = limit(excerpt, values)
      const change = loudness([left, right]) - loudness(excerpt)
      const drive = values.drive ?? 0
      // The excerpt peaks at 0.5 dBTP, so a ceiling of -3 dB and 6 dB of drive take up to 10 dB off.
      expect(change).toBeLessThan(drive + 0.01)
      expect(change).toBeGreaterThan(drive - 3)
      const ceiling = values.ceiling ?? -1
      expect(peak(left)).toBeLessThanOrEqual(Math.fround(gain(ceiling)))
      if (values.truePeak === false) return
      expect(truePeakDb(HANN_49, left)).toBeLessThan(ceiling + 0.05)
      expect(truePeakDb(KAISER_16X64, right)).toBeLessThan(ceiling + 0.1)
    }
  )
})

describe('meters', () => {
  it('show the peaks before and after, and the reduction between them', () => {
    const { meters } = limit(both(sine(1000, 0.5, RATE, gain(-3))), { drive: 8 })
    expect(meters.inputTruePeak).toBeCloseTo(5, 1)
    expect(meters.outputTruePeak).toBeCloseTo(-1, 1)
    expect(meters.outputPeak).toBeCloseTo(-1, 1)
    expect(meters.reduction).toBeCloseTo(6, 1)
  })

  it('show the true peak of the output as the standard filters read it', () => {
    const kernel = new LimiterKernel(RATE)
    kernel.update({ ...defaultValues(limiterDefinition), drive: 6 })
    const music = clip('drums').stereo.map((side) => side.subarray(0, 2 * RATE))
    const [outLeft, outRight] = [new Float32Array(2 * RATE), new Float32Array(2 * RATE)]
    let highest = -Infinity
    for (let start = 0; start < 2 * RATE; start += 128) {
      const cut = music.map((side) => side.subarray(start, start + 128))
      const { left, right, meters } = renderWith(kernel, limiterDefinition, [cut[0], cut[1]])
      outLeft.set(left, start)
      outRight.set(right, start)
      highest = Math.max(highest, meters.outputTruePeak)
    }
    const readings = [outLeft, outRight].flatMap((side) => [
      truePeakDb(HANN_49, side),
      truePeakDb(ITU_48, side)
    ])
    figures.within(0, 0.02, {
      name: 'output true-peak meter against the filters of libebur128 and ITU, drums, 6 dB of drive',
      measured: highest - Math.max(...readings),
      unit: 'dB',
      digits: 3
    })
  })

  it('never show an output above the ceiling, whatever comes', () => {
    for (const [name, wave] of Object.entries(nastyWaves())) {
      const kernel = new LimiterKernel(RATE)
      kernel.update({ ...defaultValues(limiterDefinition), drive: 9 })
      const highest: number[] = []
      const signal = nastySignal(wave, RATE)
      for (let start = 0; start < signal.length; start += 2048) {
        const cut = signal.subarray(start, start + 2048)
        const { meters } = renderWith(kernel, limiterDefinition, both(cut))
        highest.push(meters.outputTruePeak)
      }
      expect(Math.max(...highest), name).toBeLessThan(-1 + 0.05)
    }
  })

  it('show peaks between the samples that true peak off lets pass', () => {
    const tone = Float32Array.from({ length: RATE / 4 }, (_, n) =>
      Math.sin((Math.PI / 2) * n + Math.PI / 4)
    )
    const { meters } = limit(both(tone), { drive: 6, truePeak: false })
    expect(meters.outputPeak).toBeCloseTo(-1, 1)
    // 3.01 dB above the samples; the ITU filter reads this very tone 0.05 dB high.
    expect(meters.outputTruePeak).toBeGreaterThan(1.95)
    expect(meters.outputTruePeak).toBeLessThan(2.1)
  })
})
