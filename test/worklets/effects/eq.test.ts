import FFT from 'fft.js'
import { describe, expect, it } from 'vitest'
import { defaultValues, type ParamValues } from '../../../worklets/core/definition.ts'
import { eqBandMagnitudeDb } from '../../../worklets/dsp/filters/eq-curve.ts'
import type { EqFilter } from '../../../worklets/dsp/filters/eq-filter.ts'
import { eqDefinition } from '../../../worklets/effects/eq/definition.ts'
import { EqKernel } from '../../../worklets/effects/eq/kernel.ts'
import { eqPresets } from '../../../worklets/effects/eq/presets.ts'
import { render, type StereoSignal } from '../../support/render.ts'
import { impulse, pinkNoise, silence, sine, whiteNoise } from '../../support/signals.ts'
import { spectrumDb } from '../../support/spectrum.ts'

type Values = Partial<ParamValues<typeof eqDefinition>>

const RATE = 48000
const FFT_SIZE = 32768
const BIN_HZ = RATE / FFT_SIZE
const BELL: Values = { 'band4.enabled': true, 'band4.frequency': 1000, 'band4.q': 1 }

function play(input: StereoSignal, values: Values, sampleRate = RATE): StereoSignal {
  const { left, right } = render(EqKernel, eqDefinition, input, { values, sampleRate })
  return [left, right]
}

/** A tone while `valuesAt` gives new values to each quantum. */
function playMoving(tone: Float32Array, valuesAt: (frame: number) => Values, blockFrames = 128) {
  let last: Values | undefined
  return render(EqKernel, eqDefinition, [tone, tone], {
    values: valuesAt(0),
    blockFrames,
    beforeBlock: (kernel, frame) => {
      const values = valuesAt(frame)
      if (values !== last) kernel.update({ ...defaultValues(eqDefinition), ...values })
      last = values
    }
  })
}

/** Level in dB at each frequency, from the response to an impulse of one second. */
function responseDb(
  values: Values,
  frequenciesHz: readonly number[],
  sampleRate = RATE
): readonly number[] {
  const size = 2 ** Math.ceil(Math.log2(sampleRate))
  const click = impulse(size / sampleRate, sampleRate, 0, 0.5)
  const fft = new FFT(size)
  const bins = fft.createComplexArray()
  fft.realTransform(bins, Array.from(play([click, click], values, sampleRate)[0]))
  return frequenciesHz.map((at) => {
    const k = Math.round((at * size) / sampleRate)
    return 20 * Math.log10(Math.hypot(bins[2 * k], bins[2 * k + 1]) / 0.5)
  })
}

function rms(signal: Float32Array, from = 0): number {
  return Math.sqrt(
    signal.subarray(from).reduce((sum, x) => sum + x * x, 0) / (signal.length - from)
  )
}

function decibels(gain: number): number {
  return 20 * Math.log10(gain)
}

const music: StereoSignal = [pinkNoise(0.3, RATE, 1, 0.5), pinkNoise(0.3, RATE, 2, 0.5)]
const mono: StereoSignal = [music[0], music[0]]

describe('an equalizer that has nothing to do', () => {
  it('passes every sample as it is when it is fresh', () => {
    expect(play(music, {})).toEqual(music)
  })

  it('passes every sample as it is with bells, shelves and a tilt at 0 dB', () => {
    const values: Values = {
      'band2.enabled': true,
      'band3.enabled': true,
      'band5.enabled': true,
      'band5.type': 'tilt',
      'band7.enabled': true
    }
    expect(play(music, values)).toEqual(music)
  })

  it('passes every sample as it is again once a gain is back at 0 dB', () => {
    const noise = whiteNoise(1, RATE, 5, 0.5)
    const [on, off]: Values[] = [{ ...BELL, 'band4.gain': 9 }, BELL]
    const { left } = playMoving(noise, (frame) => (frame < 12800 ? on : off))
    expect(left.subarray(24000)).toEqual(noise.subarray(24000))
  })
})

describe('a band', () => {
  it('sounds as its curve is drawn', () => {
    const at = [30, 100, 700, 1000, 3000, 9000, 15000, 19000]
    const settings: readonly EqFilter[] = [
      { type: 'bell', frequencyHz: 9000, gainDb: 12, q: 2, slope: 12 },
      { type: 'bell', frequencyHz: 17000, gainDb: -24, q: 1, slope: 12 },
      { type: 'lowShelf', frequencyHz: 700, gainDb: 9, q: 0.707, slope: 24 },
      { type: 'lowCut', frequencyHz: 90, gainDb: 0, q: 1, slope: 18 },
      { type: 'highCut', frequencyHz: 16000, gainDb: 0, q: 0.707, slope: 48 }
    ]
    for (const sampleRate of [44100, 48000]) {
      for (const filter of settings) {
        const size = 2 ** Math.ceil(Math.log2(sampleRate))
        const exact = at.map(
          (hertz) => (Math.round((hertz * size) / sampleRate) * sampleRate) / size
        )
        const drawn = new Float64Array(at.length)
        eqBandMagnitudeDb(filter, exact, sampleRate, drawn)
        const heard = responseDb(
          {
            'band4.enabled': true,
            'band4.type': filter.type,
            'band4.frequency': filter.frequencyHz,
            'band4.gain': filter.gainDb,
            'band4.q': filter.q,
            'band4.slope': `${filter.slope}`
          },
          exact,
          sampleRate
        )
        for (const [i, level] of heard.entries()) {
          // Levels below -60 dB drown in the rounding of single-precision output.
          if (drawn[i] > -60) expect(level, `${filter.type} ${exact[i]}`).toBeCloseTo(drawn[i], 3)
        }
      }
    }
  })

  it('and its opposite null to below -120 dB', () => {
    const values: Values = {
      ...BELL,
      'band4.gain': 18,
      'band4.frequency': 12000,
      'band5.enabled': true,
      'band5.frequency': 12000,
      'band5.q': 1,
      'band5.gain': -18
    }
    const [left] = play(music, values)
    const difference = left.map((x, i) => x - music[0][i])
    expect(decibels(rms(difference) / rms(music[0]))).toBeLessThan(-120)
  })

  it('adds no distortion or noise above -130 dB to a tone at -1 dBFS', () => {
    const tone = sine(1000, 1.2, RATE, 10 ** (-1 / 20))
    const values: Values = {
      'band1.enabled': true,
      'band3.enabled': true,
      'band3.gain': -6,
      'band6.enabled': true,
      'band6.gain': 9,
      'band8.enabled': true
    }
    const spectrum = spectrumDb(play([tone, tone], values)[0], 20000, FFT_SIZE)
    const toneBin = Math.round(1000 / BIN_HZ)
    let power = 0
    for (let k = 20; k < spectrum.length; k++) {
      if (Math.abs(k - toneBin) > 12) power += 10 ** (spectrum[k] / 10)
    }
    expect(10 * Math.log10(power) - spectrum[toneBin]).toBeLessThan(-130)
  })

  it('takes 30 Hz out of a recording at 192 kHz by 60 dB, with a notch of Q 40', () => {
    const rate = 192000
    const hum = sine(30, 3, rate, 0.5)
    const values: Values = {
      'band4.enabled': true,
      'band4.type': 'notch',
      'band4.frequency': 30,
      'band4.q': 40
    }
    const [left] = play([hum, hum], values, rate)
    // Q 40 at 30 Hz dies away by 60 dB within three seconds.
    expect(decibels(rms(left, 2.95 * rate) / rms(hum))).toBeLessThan(-60)
  })
})

describe('placement', () => {
  const loud: Values = { ...BELL, 'band4.gain': 12 }

  it('side leaves a mono sound untouched, bit for bit', () => {
    expect(play(mono, { ...loud, 'band4.placement': 'side' })).toEqual(mono)
  })

  it('mid leaves a sound without a middle untouched, bit for bit', () => {
    const opposite: StereoSignal = [music[0], music[0].map((x) => -x)]
    expect(play(opposite, { ...loud, 'band4.placement': 'mid' })).toEqual(opposite)
  })

  it('mid does to a mono sound what stereo does', () => {
    const [stereo] = play(mono, loud)
    const [mid] = play(mono, { ...loud, 'band4.placement': 'mid' })
    expect(mid.every((x, i) => Math.abs(x - stereo[i]) < 1e-6)).toBe(true)
  })

  it('left and right each leave the other side untouched', () => {
    const [both] = play(music, loud)
    const onLeft = play(music, { ...loud, 'band4.placement': 'left' })
    expect(onLeft[0]).toEqual(both)
    expect(onLeft[1]).toEqual(music[1])
    expect(play(music, { ...loud, 'band4.placement': 'right' })[0]).toEqual(music[0])
  })
})

describe('turning and switching', () => {
  const toneBin = Math.round(1000 / BIN_HZ)

  /** The loudest spur more than 200 Hz from a tone of 1 kHz while a band moves, in dB to it. */
  function spurDb(valuesAt: (travel: number) => Values): number {
    const tone = sine(1000, 1.2, RATE, 0.25)
    const { left } = playMoving(tone, (frame) =>
      valuesAt(Math.min(1, Math.max(0, (frame - 16000) / 24000)))
    )
    const spectrum = spectrumDb(left, 14000, FFT_SIZE)
    let worst = -Infinity
    for (let k = 20; k < spectrum.length; k++) {
      if (Math.abs(k - toneBin) * BIN_HZ > 200) worst = Math.max(worst, spectrum[k])
    }
    return worst - Math.max(...spectrum.subarray(toneBin - 20, toneBin + 20))
  }

  it('a gain that ramps from 0 to -20 dB in half a second leaves spurs below -100 dB', () => {
    expect(spurDb((u) => ({ ...BELL, 'band4.gain': -20 * u }))).toBeLessThan(-100)
  })

  it('a frequency and a Q that are turned leave spurs below -100 dB', () => {
    const gain: Values = { ...BELL, 'band4.gain': 12 }
    expect(spurDb((u) => ({ ...gain, 'band4.frequency': 500 * 4 ** u }))).toBeLessThan(-100)
    expect(spurDb((u) => ({ ...gain, 'band4.q': 0.5 * 8 ** u }))).toBeLessThan(-100)
    // A filter near the upper end, whose design is refitted from one instant to the next.
    const air = { ...gain, 'band4.gain': 24 }
    expect(spurDb((u) => ({ ...air, 'band4.frequency': 5000 * 3 ** u }))).toBeLessThan(-100)
  })

  it('all bands at once, by the gain scale, leave spurs below -100 dB', () => {
    const many: Values = {}
    for (const n of [2, 3, 4, 5, 6, 7] as const) {
      many[`band${n}.enabled`] = true
      many[`band${n}.gain`] = n % 2 === 0 ? 9 : -9
    }
    expect(spurDb((u) => ({ ...many, gainScale: 100 - 150 * u }))).toBeLessThan(-100)
  })

  it('a switch of type, slope, placement or band at the crest of a low tone does not click', () => {
    const tone = sine(100, 1.2, RATE, 0.5)
    const crest = 120 + 480 * 60
    const base: Values = { ...BELL, 'band4.frequency': 3000, 'band4.gain': 18, 'band4.q': 6 }
    const cut: Values = { ...base, 'band4.type': 'lowCut', 'band4.frequency': 60 }
    const switches: readonly [before: Values, after: Values][] = [
      [base, { ...base, 'band4.enabled': false }],
      [{ ...base, 'band4.enabled': false }, base],
      [base, { ...base, 'band4.type': 'highShelf' }],
      [base, { ...base, 'band4.type': 'notch' }],
      [base, { ...base, 'band4.placement': 'left' }],
      [base, { ...base, 'band4.placement': 'mid' }],
      [cut, { ...cut, 'band4.slope': '48' }],
      [cut, { ...cut, 'band4.type': 'highCut', 'band4.frequency': 5000 }],
      [base, { ...base, 'band4.listen': true }],
      [{ ...cut, 'band4.listen': true }, cut],
      [
        { ...cut, 'band4.listen': true },
        { ...base, 'band4.listen': true }
      ]
    ]
    for (const [before, after] of switches) {
      const { left } = playMoving(tone, (frame) => (frame < crest ? before : after), 120)
      const spectrum = spectrumDb(left, crest - FFT_SIZE / 2, FFT_SIZE)
      let power = 0
      for (let k = Math.round(2000 / BIN_HZ); k < spectrum.length; k++) {
        power += 10 ** (spectrum[k] / 10)
      }
      const energyDb = 10 * Math.log10(power) - Math.max(...spectrum)
      expect(energyDb, JSON.stringify(after)).toBeLessThan(-95)
    }
  })

  it('ends a switch in the new filter alone', () => {
    const noise = whiteNoise(1, RATE, 6, 0.5)
    const [before, after]: Values[] = [
      { ...BELL, 'band4.gain': 9 },
      { ...BELL, 'band4.type': 'highCut' }
    ]
    const { left } = playMoving(noise, (frame) => (frame < 12800 ? before : after))
    const [wanted] = play([noise, noise], after)
    const late = left.subarray(36000)
    expect(late.every((x, i) => Math.abs(x - wanted[36000 + i]) < 1e-6)).toBe(true)
  })

  it('takes the last of many switches in a row', () => {
    const noise = whiteNoise(1, RATE, 7, 0.5)
    const kinds = ['bell', 'notch', 'lowCut', 'allPass', 'highShelf'] as const
    const steps = kinds.map((type): Values => ({ ...BELL, 'band4.type': type, 'band4.gain': 6 }))
    const { left } = playMoving(noise, (frame) => steps[Math.min(4, Math.floor(frame / 640))])
    const [wanted] = play([noise, noise], steps[4])
    expect(left.subarray(40000).every((x, i) => Math.abs(x - wanted[40000 + i]) < 1e-6)).toBe(true)
  })

  it('survives a bell of 24 dB swept from 100 Hz to 10 kHz and back 50 times a second', () => {
    const noise = whiteNoise(2, RATE, 3)
    const { left } = playMoving(noise, (frame) => {
      const octaves = 0.5 - 0.5 * Math.cos((2 * Math.PI * 50 * frame) / RATE)
      return { ...BELL, 'band4.q': 10, 'band4.gain': 24, 'band4.frequency': 100 * 100 ** octaves }
    })
    expect(left.every(Number.isFinite)).toBe(true)
    expect(decibels(Math.max(...left.map(Math.abs)))).toBeLessThan(36)
  })
})

describe('listen', () => {
  it('lets hear the surroundings of a bell, its center at full level', () => {
    const values: Values = { ...BELL, 'band4.gain': -12, 'band4.q': 4, 'band4.listen': true }
    const [low, center, high] = responseDb(values, [100, 1000, 10000])
    // Within the 0.15 dB that a band pass follows its analog model.
    expect(Math.abs(center)).toBeLessThan(0.15)
    expect(low).toBeLessThan(-28)
    expect(high).toBeLessThan(-28)
  })

  it('lets hear what a cut takes away: with it the cut sound is whole again', () => {
    const cut: Values = { 'band1.enabled': true, 'band1.frequency': 200 }
    const [kept] = play(music, cut)
    const [removed] = play(music, { ...cut, 'band1.listen': true })
    expect(kept.every((x, i) => Math.abs(x + removed[i] - music[0][i]) < 1e-6)).toBe(true)
  })

  it('lets hear the lows of a low shelf', () => {
    const values: Values = { 'band2.enabled': true, 'band2.frequency': 500, 'band2.listen': true }
    const [low, high] = responseDb(values, [50, 5000])
    expect(Math.abs(low)).toBeLessThan(0.1)
    expect(high).toBeLessThan(-38)
  })

  it('lets hear only the side of a side band', () => {
    const values: Values = { ...BELL, 'band4.placement': 'side', 'band4.listen': true }
    const [left, right] = play(mono, values)
    expect(Math.max(rms(left), rms(right))).toBe(0)
  })
})

describe('the levels', () => {
  it('gain scale -100 % turns every boost into the cut that undoes it', () => {
    const values: Values = { ...BELL, 'band4.gain': 8, 'band7.enabled': true, 'band7.gain': -5 }
    const [once, right] = play(music, values)
    const [twice] = play([once, right], { ...values, gainScale: -100 })
    const difference = twice.map((x, i) => x - music[0][i])
    expect(decibels(rms(difference) / rms(music[0]))).toBeLessThan(-120)
  })

  it('auto gain keeps the loudness of pink noise within 1.5 dB under a wide boost of 9 dB', () => {
    const noise = pinkNoise(2, RATE, 4, 0.2)
    const wide: Values = { ...BELL, 'band4.gain': 9, 'band4.q': 0.3 }
    const plain = decibels(rms(play([noise, noise], wide)[0]) / rms(noise))
    const even = decibels(rms(play([noise, noise], { ...wide, autoGain: true })[0]) / rms(noise))
    expect(plain).toBeGreaterThan(4)
    // Unweighted level of pink noise stands in for loudness; it counts bass for more.
    expect(Math.abs(even)).toBeLessThan(1.5)
  })

  it('output of -6.02 dB halves the sound', () => {
    const [left] = play(music, { output: -6.0206 })
    expect(left.every((x, i) => Math.abs(x - 0.5 * music[0][i]) < 1e-6)).toBe(true)
  })

  it('the meters read the peaks of input and output', () => {
    const tone = sine(1000, 0.5, RATE, 0.5)
    const { meters } = render(EqKernel, eqDefinition, [tone, silence(0.5, RATE)], {
      values: { output: 6 }
    })
    // Readings fall by 0.03 dB within a quantum.
    expect(meters.inputPeak).toBeCloseTo(-6.02, 1)
    expect(meters.outputPeak).toBeCloseTo(-0.02, 1)
  })
})

it('offers a dozen presets or more', () => {
  expect(eqPresets.length).toBeGreaterThanOrEqual(12)
})
