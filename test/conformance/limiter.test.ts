import { describe, expect, it } from 'vitest'
import { defaultValues } from '../../worklets/core/definition.ts'
import { limiterDefinition } from '../../worklets/effects/limiter/definition.ts'
import { LimiterKernel } from '../../worklets/effects/limiter/kernel.ts'
import { limiterPresets } from '../../worklets/effects/limiter/presets.ts'
import { LIMITER_STYLES } from '../../worklets/effects/limiter/styles.ts'
import { renderWith, type StereoSignal } from '../support/render.ts'
import { impulse, pinkNoise, silence, sine } from '../support/signals.ts'
import { both, db, gain, latency, limit, peak, RATE, type Values } from './limiter-runs.ts'
import { nastySignal, nastyWaves } from './limiter-signals.ts'
import { popExcerpt } from './pop-excerpt.ts'
import { HANN_49, KAISER_16X64, truePeakDb } from './true-peak-readers.ts'

/** The figures that the sound design asks of the limiter. */

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

function intermodulationDb(values: Values): number {
  const low = sine(50, 2, RATE, 0.8)
  const tone = sine(1000, 2, RATE, 0.2).map((x, i) => x + low[i])
  const { left } = limit(both(tone), { drive: 6, ceiling: 0, ...values })
  const sidebands = [1, 2, 3, 4].flatMap((k) =>
    [-1, 1].map((side) => amplitude(left, 1000 + side * k * 50) ** 2)
  )
  return 10 * Math.log10(sidebands.reduce((a, b) => a + b)) - db(amplitude(left, 1000))
}

describe('low tones, 6 dB over', () => {
  it.each([40, 50, 100])('%i Hz keeps its shape: harmonics below -80 dB', (hertz) => {
    expect(distortionDb(hertz, {})).toBeLessThan(-80)
  })

  it('50 Hz does not modulate 1 kHz: side bands below -80 dB', () => {
    expect(intermodulationDb({})).toBeLessThan(-80)
  })

  it('stay below -40 dB in the loud style', () => {
    for (const hertz of [40, 50, 100]) {
      expect(distortionDb(hertz, { style: 'loud' })).toBeLessThan(-40)
    }
    expect(intermodulationDb({ style: 'loud' })).toBeLessThan(-40)
  })

  it('would be bent without the hold', () => {
    expect(distortionDb(50, { hold: 0, autoRelease: false })).toBeGreaterThan(-60)
  })
})

describe('below the ceiling', () => {
  it('the output is the input, bit for bit, later', () => {
    const input: StereoSignal = [pinkNoise(0.5, RATE, 1, 0.3), pinkNoise(0.5, RATE, 2, 0.3)]
    const delay = latency({})
    const { left, right } = limit(input, {})
    expect(left.subarray(delay)).toEqual(input[0].subarray(0, left.length - delay))
    expect(right.subarray(delay)).toEqual(input[1].subarray(0, right.length - delay))
  })

  it('half a decibel below, a tone passes bit for bit', () => {
    const tone = sine(997, 0.3, RATE, gain(-1.5))
    const { left } = limit(both(tone), {})
    expect(left.subarray(latency({}))).toEqual(tone.subarray(0, left.length - latency({})))
  })

  it('is exactly 1 again after ten seconds of heavy limiting, in every style', () => {
    const loud = pinkNoise(10, RATE, 3, 2)
    for (const style of LIMITER_STYLES) {
      const { kernel } = limit([loud, loud.map((x) => -0.3 * x)], { drive: 12, style })
      const rest = silence(8, RATE)
      // Quiet sound instead of silence, so that the limiter does not fall asleep and start afresh.
      const quiet = sine(220, 8, RATE, 0.01)
      const after = renderWith(kernel, limiterDefinition, [quiet, rest])
      const driven = quiet.map((x) => x * gain(12))
      const delay = latency({})
      const from = 7 * RATE
      const differs = after.left.subarray(from).findIndex((x, i) => x !== driven[from + i - delay])
      expect(differs, style).toBe(-1)
      expect(after.meters.reduction).toBe(0)
    }
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

  it.each([30, 150, 600])(
    'of %i ms brings 12 dB back to 1 dB in that time, within a tenth',
    (release) => {
      const measured = recoveryMs(1, { release, autoRelease: false })
      expect(measured).toBeGreaterThan(0.9 * release)
      expect(measured).toBeLessThan(1.1 * release)
    }
  )

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
    expect(worst).toBeLessThan(0.01)
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
  it.each([
    [3, true, RATE, 178],
    [3, false, RATE, 143],
    [0.1, false, RATE, 4],
    [10, true, 96000, 994],
    [1, true, 44100, 78]
  ])(
    'look-ahead %d ms, true peak %s at %i Hz: %i frames, as measured',
    (lookahead, truePeak, sampleRate, frames) => {
      const values = { lookahead, truePeak, drive: 6 }
      expect(latency(values, sampleRate)).toBe(frames)
      const click = impulse(0.1, sampleRate, 0, 0.9)
      const { left } = limit(both(click), values, { sampleRate })
      expect(left.findIndex((x) => x !== 0)).toBe(frames)
    }
  )
})

describe('changes while it limits', () => {
  /** A tone 9 dB over, with new values at half time. */
  function change(before: Values, after: Values) {
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
    const { left, at } = change({}, after)
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

  it('a lower ceiling is kept to after its fade', () => {
    const { left, at } = change({}, { ceiling: -7 })
    expect(peak(left, at + 0.13 * RATE)).toBeLessThanOrEqual(Math.fround(gain(-7)))
  })
})

/** Mean K-weighted power in dB of both sides; BS.1770's filters at 48 kHz. */
function loudness(signals: StereoSignal): number {
  const power = signals.map((signal) => {
    let [z1, z2, w1, w2, sum] = [0, 0, 0, 0, 0]
    for (const x of signal) {
      const y = 1.53512485958697 * x + z1
      z1 = -2.69169618940638 * x + 1.69065929318241 * y + z2
      z2 = 1.19839281085285 * x - 0.73248077421585 * y
      const v = y + w1
      w1 = -2 * y + 1.99004745483398 * v + w2
      w2 = y - 0.99007225036621 * v
      sum += v * v
    }
    return sum / signal.length
  })
  return 10 * Math.log10(power[0] + power[1])
}

describe('a pop excerpt', () => {
  const excerpt = popExcerpt(4, RATE)
  const inputPeak = Math.max(truePeakDb(HANN_49, excerpt[0]), truePeakDb(HANN_49, excerpt[1]))
  /** Its highest peak stands 6 dB over the ceiling. */
  const drive = 6 - 1 - inputPeak

  function loss(values: Values): number {
    const { left, right } = limit(excerpt, { drive, ...values })
    return loudness([left, right]) - loudness(excerpt) - drive
  }

  it('limited by 6 dB loses at most 1.5 LU by default and 0.8 LU in the loud style', () => {
    expect(loss({})).toBeGreaterThan(-1.5)
    expect(loss({ style: 'loud' })).toBeGreaterThan(-0.8)
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
    const delay = latency({})
    for (let i = delay; i < output.left.length; i += 7) {
      const input = excerpt[0][i - delay] * gain(drive)
      expect(Math.abs(output.left[i] + delta.left[i] - input)).toBeLessThan(1e-6)
    }
  })

  it('heard at unity gain is the same sound lower by the drive', () => {
    const output = limit(excerpt, { drive })
    const unity = limit(excerpt, { drive, unityMonitor: true })
    const differs = output.left.findIndex(
      (x, i) => Math.abs(x * gain(-drive) - unity.left[i]) > 1e-7
    )
    expect(differs).toBe(-1)
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
