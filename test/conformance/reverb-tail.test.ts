import { describe, it } from 'vitest'
import { figuresOf } from '../support/figures.ts'
import { clickResponse, FLAT_TAIL, type ReverbValues, TAIL_ONLY } from './reverb-runs.ts'
import {
  bandLevels,
  correlation,
  echoDensity,
  kurtosis,
  octave,
  powerSpectrum
} from './room-acoustics.ts'

const RATE = 48_000
const MODES = ['hall', 'room', 'chamber', 'plate', 'ambience'] as const
type Mode = (typeof MODES)[number]

const figures = figuresOf('reverb', 'reverb-tail')

const largest = (measure: (mode: Mode) => number) => Math.max(...MODES.map(measure))
/** Of all places the value that lies farthest from `target`. */
const farthest = (target: number, measure: (mode: Mode) => number) =>
  MODES.map(measure).reduce((a, b) => (Math.abs(b - target) > Math.abs(a - target) ? b : a))

const onset = (response: Float32Array) => response.findIndex((x) => Math.abs(x) > 1e-5)

const settings = (mode: Mode): Partial<ReverbValues> => ({ ...TAIL_ONLY, mode, decay: 2 })
const clicks = new Map(
  MODES.map((mode) => [mode, clickResponse(settings(mode), 1.5, RATE, 'left')] as const)
)

/** Left and right answer of a place to a click on the left. */
function answer(mode: Mode): { left: Float32Array; right: Float32Array; first: number } {
  const [left, right] = clicks.get(mode) ?? clickResponse(settings(mode), 1.5, RATE, 'left')
  return { left, right, first: onset(left) }
}

describe('the tail of each place', () => {
  it('is dense soon after its first echo, whichever side it comes from and is heard on', () => {
    const denseMs = (mode: Mode) => {
      let slowest = 0
      for (const side of ['left', 'right', 'both'] as const) {
        for (const response of clickResponse(settings(mode), 0.7, RATE, side)) {
          const start = onset(response)
          let frame = start
          while (echoDensity(response, frame, RATE) < 0.9) frame += 24
          slowest = Math.max(slowest, (1000 * (frame - start)) / RATE)
        }
      }
      return slowest
    }
    figures.atMost(30, {
      name: 'echo density 0.9 after the first echo of the tail',
      measured: largest(denseMs),
      unit: 'ms',
      digits: 0,
      others: `Calf 117 ms, Freeverb 199 ms, Dattorro 377 ms; never: 8 lines of zita-rev1's lengths without its allpasses`
    })
  })

  it('is dense as soon at other sample rates', () => {
    const denseMs = (mode: Mode) => {
      const times = [44_100, 96_000, 192_000].map((rate) => {
        const [response] = clickResponse(settings(mode), 0.2, rate, 'left')
        const start = onset(response)
        let frame = start
        while (echoDensity(response, frame, rate) < 0.9) frame += Math.round(rate / 2000)
        return (1000 * (frame - start)) / rate
      })
      return Math.max(...times)
    }
    figures.atMost(30, {
      name: 'the same at 44.1, 96 and 192 kHz',
      measured: largest(denseMs),
      unit: 'ms',
      digits: 0
    })
  })

  it('stays dense', () => {
    const mean = (mode: Mode) => {
      const { left, first } = answer(mode)
      let sum = 0
      for (let n = 0; n < 80; n++) {
        sum += echoDensity(left, first + Math.round((0.2 + 0.005 * n) * RATE), RATE)
      }
      return sum / 80
    }
    figures.within(1, 0.05, {
      name: 'mean echo density from 200 to 600 ms',
      measured: farthest(1, mean),
      unit: '',
      others: 'Freeverb 0.857, Dattorro 0.821'
    })
  })

  it('is as random as Gaussian noise', () => {
    const value = (mode: Mode) => {
      const { left, first } = answer(mode)
      return kurtosis(left, first + 0.15 * RATE, first + 0.65 * RATE, RATE)
    }
    figures.within(3.05, 0.25, {
      name: 'kurtosis',
      measured: farthest(3.05, value),
      unit: '',
      others: 'Gaussian noise 2.98, Freeverb 4.8'
    })
  })

  it('is independent on both sides', () => {
    const overall = (mode: Mode) => {
      const { left, right } = answer(mode)
      return Math.abs(correlation(left.subarray(4800), right.subarray(4800)))
    }
    const perOctave = (mode: Mode) => {
      const { left, right } = answer(mode)
      const shared = [500, 1000, 2000, 4000, 8000].map((hz) =>
        correlation(octave(left, hz, RATE).subarray(4800), octave(right, hz, RATE).subarray(4800))
      )
      return Math.max(...shared.map(Math.abs))
    }
    figures.atMost(0.1, {
      name: 'correlation of left and right',
      measured: largest(overall),
      unit: '',
      others: 'Calf 0.17'
    })
    figures.atMost(0.25, {
      name: 'the same in each octave from 500 Hz',
      measured: largest(perOctave),
      unit: ''
    })
  })

  it('keeps half of its power in mono', () => {
    const monoDb = (mode: Mode) => {
      const { left, right } = answer(mode)
      let [mono, one] = [0, 0]
      for (let i = 4800; i < left.length; i++) {
        mono += (0.5 * (left[i] + right[i])) ** 2
        one += 0.5 * (left[i] ** 2 + right[i] ** 2)
      }
      return 10 * Math.log10(mono / one)
    }
    figures.within(-3, 0.7, {
      name: 'mono sum against one side',
      measured: farthest(-3, monoDb),
      unit: 'dB'
    })
  })

  it('has little color of its own and rings little', () => {
    const looks = MODES.map(spectralLook)
    const worst = (part: keyof SpectralLook) => Math.max(...looks.map((look) => look[part]))
    figures.atMost(3.5, {
      name: 'color: sixth octaves of the tail, 125 Hz to 12 kHz, largest deviation',
      measured: worst('deviation'),
      unit: 'dB',
      digits: 1,
      others: 'Gaussian noise 1.9 dB, Dattorro 1.5 dB, Freeverb 27 dB'
    })
    figures.atMost(1, {
      name: 'the same, RMS',
      measured: worst('rms'),
      unit: 'dB',
      others: 'Gaussian noise 0.74 dB, Dattorro 0.47 dB, Freeverb 8.7 dB'
    })
    figures.atMost(13.5, {
      name: 'ringing: strongest line over its third octave',
      measured: worst('strongest'),
      unit: 'dB',
      digits: 1,
      others: 'Gaussian noise 9.4 dB, Dattorro 9.8 dB, Freeverb 15.5 dB, Calf 15.5 dB'
    })
    figures.atMost(10, {
      name: 'the same, median of the third octaves',
      measured: worst('median'),
      unit: 'dB',
      digits: 1,
      others: 'Gaussian noise 8.0 dB, Dattorro 8.2 dB, Freeverb 11.2 dB'
    })
  })
})

interface SpectralLook {
  readonly deviation: number
  readonly rms: number
  readonly strongest: number
  readonly median: number
}

/**
 * Each figure is the mean over eight responses, as one response scatters by itself (Gaussian noise
 * has a deviation of 1.9 dB at most, 0.74 RMS, and lines of 9.4 and 8.0 dB).
 */
function spectralLook(mode: Mode): SpectralLook {
  const looks: SpectralLook[] = []
  for (const side of ['left', 'right'] as const) {
    for (const size of [94, 106]) {
      const tail = clickResponse({ ...FLAT_TAIL, mode, size, decay: 2 }, 1.3, RATE, side)
      for (const response of tail) {
        const spectrum = powerSpectrum(flattened(response, 2))
        const bands = bandLevels(spectrum, 6, RATE).map((band) => band.mean)
        const mean = bands.reduce((a, b) => a + b) / bands.length
        const off = bands.map((level) => level - mean)
        const lines = bandLevels(spectrum, 3, RATE).map((band) => band.highest - band.mean)
        looks.push({
          deviation: Math.max(...off.map(Math.abs)),
          rms: Math.sqrt(off.reduce((sum, x) => sum + x * x, 0) / off.length),
          strongest: Math.max(...lines),
          median: lines.toSorted((a, b) => a - b)[Math.floor(lines.length / 2)]
        })
      }
    }
  }
  const average = (part: keyof SpectralLook) =>
    looks.reduce((sum, look) => sum + look[part], 0) / looks.length
  return {
    deviation: average('deviation'),
    rms: average('rms'),
    strongest: average('strongest'),
    median: average('median')
  }
}

/** One second of a tail at a level that stays, from 0.2 s on. */
function flattened(response: Float32Array, decay: number): Float64Array {
  const start = Math.round(0.2 * RATE)
  return Float64Array.from(
    { length: RATE },
    (_, i) => response[start + i] * 10 ** ((3 * i) / RATE / decay)
  )
}
