import { describe, expect, it } from 'vitest'
import { limiterDefinition } from '../../worklets/effects/limiter/definition.ts'
import { LIMITER_STYLES } from '../../worklets/effects/limiter/styles.ts'
import { clip } from '../support/clips.ts'
import { figuresOf } from '../support/figures.ts'
import { renderWith, type StereoSignal } from '../support/render.ts'
import { impulse, pinkNoise, silence, sine } from '../support/signals.ts'
import {
  both,
  db,
  gain,
  latency,
  limit,
  loudness,
  peak,
  RATE,
  type Values
} from './limiter-runs.ts'
import { popExcerpt } from './pop-excerpt.ts'
import { HANN_49, truePeakDb } from './true-peak-readers.ts'

/** The figures that the sound design asks of the limiter. */

const figures = figuresOf('limiter', 'limiter')

/** Amplitudes at exact frequencies over the last second, which holds whole periods of all. */
function amplitude(signal: Float32Array, hertz: number): number {
  const start = signal.length - RATE
  let [re, im] = [0, 0]
  for (let i = 0; i < RATE; i++) {
    const phase = (2 * Math.PI * hertz * i) / RATE
    re += signal[start + i] * Math.cos(phase)
    im += signal[start + i] * Math.sin(phase)
  }
  return (2 * Math.hypot(re, im)) / RATE
}

function distortionDb(hertz: number, values: Values): number {
  const { left } = limit(both(sine(hertz, 2, RATE)), { drive: 6, ceiling: 0, ...values })
  const harmonics = [2, 3, 4, 5, 6, 7, 8, 9].map((k) => amplitude(left, k * hertz) ** 2)
  return 10 * Math.log10(harmonics.reduce((a, b) => a + b)) - db(amplitude(left, hertz))
}

function intermodulationDb(hertz: number, values: Values): number {
  const low = sine(50, 2, RATE, 0.8)
  const tone = sine(hertz, 2, RATE, 0.2).map((x, i) => x + low[i])
  const { left } = limit(both(tone), { drive: 6, ceiling: 0, ...values })
  const sidebands = [1, 2, 3, 4].flatMap((k) =>
    [-1, 1].map((side) => amplitude(left, hertz + side * k * 50) ** 2)
  )
  return 10 * Math.log10(sidebands.reduce((a, b) => a + b)) - db(amplitude(left, hertz))
}

describe('low tones, 6 dB over', () => {
  const tones = [40, 50, 100]
  const worst = (values: Values) => Math.max(...tones.map((hertz) => distortionDb(hertz, values)))

  it('keep their shape and do not modulate a higher one', () => {
    figures.atMost(-80, {
      name: 'harmonics of 40, 50 and 100 Hz, 6 dB over',
      measured: worst({}),
      unit: 'dB',
      digits: 0,
      others: '50 / 100 Hz: x42 dpl -75 / -73, Calf -50 / -162, ffmpeg -37 / -159, LSP -33 / -39 dB'
    })
    figures.atMost(-80, {
      name: '50 Hz on 1 kHz, 4:1, 6 dB over: side bands',
      measured: intermodulationDb(1000, {}),
      unit: 'dB',
      digits: 0,
      others: 'x42 dpl -50, Calf -44, ffmpeg -37, LSP -32 dB'
    })
    figures.atMost(-80, {
      name: '50 Hz on 997 Hz, whose peaks differ from wave to wave: side bands',
      measured: intermodulationDb(997, {}),
      unit: 'dB',
      digits: 0
    })
  })

  it('stay clean in the loud style', () => {
    figures.atMost(-40, {
      name: 'the worst of these in the loud style',
      measured: Math.max(
        worst({ style: 'loud' }),
        intermodulationDb(1000, { style: 'loud' }),
        intermodulationDb(997, { style: 'loud' })
      ),
      unit: 'dB',
      digits: 0
    })
  })

  it('would be bent without the hold', () => {
    expect(distortionDb(50, { hold: 0, autoRelease: false })).toBeGreaterThan(-60)
  })
})

/** The greatest difference between the delayed input and the output. */
function change(input: StereoSignal, output: StereoSignal, drive = 0, from = 0): number {
  const delay = latency({})
  return Math.max(
    ...input.map((side, c) =>
      output[c].reduce((most, y, i) => {
        if (i < Math.max(delay, from)) return most
        return Math.max(most, Math.abs(y - Math.fround(side[i - delay] * gain(drive))))
      }, 0)
    )
  )
}

describe('below the ceiling', () => {
  it('the output is the input, bit for bit, later', () => {
    const noise: StereoSignal = [pinkNoise(0.5, RATE, 1, 0.3), pinkNoise(0.5, RATE, 2, 0.3)]
    const tone = both(sine(997, 0.3, RATE, gain(-1.5)))
    const music = clip('quiet-dynamic-mix').stereo
    const changes = [noise, tone, music].map((input) => {
      const { left, right } = limit(input, {})
      return change(input, [left, right])
    })
    figures.atMost(0, {
      name: 'change below the ceiling: noise, a tone 0.5 dB below it, music',
      measured: Math.max(...changes),
      unit: ''
    })
  })

  it('is exactly 1 again after heavy limiting, in every style', () => {
    const loud = pinkNoise(3, RATE, 3, 2)
    // Quiet sound instead of silence, so that the limiter does not fall asleep and start afresh.
    const quiet = both(sine(220, 8, RATE, 0.01))
    const changes = LIMITER_STYLES.map((style) => {
      const { kernel } = limit([loud, loud.map((x) => -0.3 * x)], { drive: 12, style })
      const { left, right, meters } = renderWith(kernel, limiterDefinition, quiet)
      expect(meters.reduction).toBe(0)
      return change(quiet, [left, right], 12, 7 * RATE)
    })
    figures.atMost(0, {
      name: 'change by a gain that has come back to 1 from heavy limiting, all styles',
      measured: Math.max(...changes),
      unit: ''
    })
  })
})

describe('release', () => {
  /** Frames from the end of 12 dB of reduction until 1 dB is left, in ms. */
  function recoveryMs(loudSeconds: number, values: Values): number {
    const length = loudSeconds + 2
    const edge = loudSeconds * RATE
    const tone = sine(6000, length, RATE).map((x, i) => x * (i < edge ? gain(12) : 0.1))
    const all = { ceiling: 0, lookahead: 1, hold: 0, truePeak: false, ...values }
    const { left } = limit(both(tone), all)
    const delay = latency(all)
    for (let i = edge; i + delay + 8 < left.length; i += 8) {
      // 8 frames are a period: the ratio of peaks is the gain.
      const g = peak(left, i + delay, i + delay + 8) / peak(tone, i, i + 8)
      if (i > edge + 8 && g > gain(-1)) return ((i - edge) * 1000) / RATE
    }
    return Infinity
  }

  it('brings 12 dB back to 1 dB in the time that the knob says', () => {
    const errors = [30, 150, 600].map((release) => {
      const measured = recoveryMs(1, { release, autoRelease: false })
      return (100 * Math.abs(measured - release)) / release
    })
    figures.atMost(10, {
      name: 'error of the release, 12 dB to 1 dB in 30, 150 and 600 ms',
      measured: Math.max(...errors),
      unit: '%',
      digits: 1
    })
  })

  it('on auto lets a short peak go at a third, and a lasting one at more than twice', () => {
    expect(recoveryMs(0.002, { release: 150 })).toBeLessThan(75)
    expect(recoveryMs(2, { release: 150 })).toBeGreaterThan(300)
  })

  it('waits for the hold', () => {
    const style = 'safe'
    const without = recoveryMs(1, { release: 100, autoRelease: false, style })
    const withHold = recoveryMs(1, { release: 100, autoRelease: false, style, hold: 40 })
    expect(withHold - without).toBeCloseTo(40, 0)
  })
})

describe('link', () => {
  it('at 100 % keeps the balance of left and right within 0.01 dB', () => {
    const mono = popExcerpt(1, RATE)[0]
    const right = mono.map((x) => 0.5 * x)
    const { left: outLeft, right: outRight } = limit([mono, right], {
      drive: 12,
      linkTransients: 100,
      linkRelease: 100
    })
    const worst = outLeft.reduce((most, x, i) => {
      return Math.abs(x) < 0.01 ? most : Math.max(most, Math.abs(db((2 * outRight[i]) / x)))
    }, 0)
    figures.atMost(0.01, {
      name: 'left against right, both linked by 100 %, 12 dB of drive',
      measured: worst,
      unit: 'dB',
      digits: 4
    })
  })

  it('at 0 % leaves the quiet side bit for bit alone', () => {
    const quiet = sine(300, 0.5, RATE, 0.2)
    const values = { linkTransients: 0, linkRelease: 0 }
    const { right } = limit([sine(500, 0.5, RATE, 4), quiet], values)
    expect(right.subarray(latency({}))).toEqual(quiet.subarray(0, right.length - latency({})))
  })

  it('of transients decides what a short peak on one side does to the other', () => {
    const peakLeft = silence(0.2, RATE)
    peakLeft[4800] = 4
    const steady = sine(1000, 0.2, RATE, 0.5)
    const dip = (linkTransients: number) => {
      const values = { linkTransients, linkRelease: 0 }
      const { right } = limit([peakLeft, steady], values)
      const at = 4800 + latency(values)
      return db(peak(right, at - 24, at + 24) / 0.5)
    }
    expect(dip(0)).toBe(0)
    expect(dip(50)).toBeLessThan(-5)
    expect(dip(100)).toBeLessThan(-11)
  })
})

describe('latency', () => {
  const cases: readonly [Values, number, number][] = [
    [{ lookahead: 3 }, RATE, 178],
    [{ lookahead: 3, truePeak: false }, RATE, 143],
    [{ lookahead: 0.1, truePeak: false }, RATE, 4],
    [{ lookahead: 10 }, 96000, 994],
    // True peaks take 72 frames of look-ahead at least.
    [{ lookahead: 1 }, 44100, 106]
  ]

  it('is what is declared', () => {
    const errors = cases.map(([values, sampleRate, frames]) => {
      expect(latency(values, sampleRate)).toBe(frames)
      const click = impulse(0.1, sampleRate, 0, 0.9)
      const { left } = limit(both(click), { ...values, drive: 6 }, { sampleRate })
      return Math.abs(left.findIndex((x) => x !== 0) - frames)
    })
    figures.atMost(0, {
      name: 'latency against what is declared, five settings',
      measured: Math.max(...errors),
      unit: 'frames',
      digits: 0
    })
  })
})

describe('a pop excerpt', () => {
  const excerpt = popExcerpt(4, RATE)
  const inputPeak = Math.max(truePeakDb(HANN_49, excerpt[0]), truePeakDb(HANN_49, excerpt[1]))
  /** Its highest peak stands 6 dB over the ceiling. */
  const drive = 6 - 1 - inputPeak

  function loss(values: Values): number {
    const { left, right } = limit(excerpt, { drive, ...values })
    return loudness([left, right]) - loudness(excerpt) - drive
  }

  it('limited by 6 dB stays loud', () => {
    figures.atMost(1.5, {
      name: 'loudness lost by 6 dB of peak reduction, synthetic pop',
      measured: -loss({}),
      unit: 'LU'
    })
    figures.atMost(0.8, {
      name: 'the same in the loud style',
      measured: -loss({ style: 'loud' }),
      unit: 'LU'
    })
  })

  it('is loudest in the loud style, then punchy, transparent and safe', () => {
    const losses = (['loud', 'punchy', 'transparent', 'safe'] as const).map((style) =>
      loss({ style })
    )
    expect(losses).toEqual(losses.toSorted((a, b) => b - a))
    expect(losses[0] - losses[3]).toBeGreaterThan(0.3)
  })

  it('heard by delta and by output adds up to the input', () => {
    const output = limit(excerpt, { drive })
    const delta = limit(excerpt, { drive, delta: true })
    const sum = output.left.map((y, i) => y + delta.left[i])
    figures.atMost(-120, {
      name: 'output plus delta against the input',
      measured: db(change([excerpt[0], excerpt[0]], [sum, sum], drive)),
      unit: 'dBFS',
      digits: 0
    })
  })

  it('heard at unity gain is the same sound lower by the drive', () => {
    const output = limit(excerpt, { drive })
    const unity = limit(excerpt, { drive, unityMonitor: true })
    const differs = output.left.map((y, i) => Math.abs(y * gain(-drive) - unity.left[i]))
    figures.atMost(-130, {
      name: 'unity gain against the output lowered by the drive',
      measured: db(peak(differs)),
      unit: 'dBFS',
      digits: 0
    })
  })
})
