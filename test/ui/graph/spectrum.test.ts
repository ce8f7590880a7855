import { describe, expect, it } from 'vitest'
import { columnFrequencies } from '../../../ui/graph/frequency-axis.ts'
import { Spectrum } from '../../../ui/graph/spectrum.ts'
import type { Tap } from '../../../worklets/core/source.ts'
import { RealFft } from '../../../worklets/dsp/spectral/real-fft.ts'

const RATE = 48000
const COLUMNS = 844

/** What a tap holds, always the newest. */
class Sounding implements Tap {
  readonly sampleRate = RATE
  position = 0
  readonly #sample: (seconds: number) => number

  constructor(sample: (seconds: number) => number) {
    this.#sample = sample
  }

  copyNewest(left: Float32Array, right: Float32Array): void {
    for (let i = 0; i < left.length; i++) {
      left[i] = this.#sample((this.position + i) / RATE)
      right[i] = left[i] ?? 0
    }
  }

  copySince(): number {
    return 0
  }

  close(): void {}
}

const sine =
  (hz: number, amplitude = 1) =>
  (seconds: number) =>
    amplitude * Math.sin(2 * Math.PI * hz * seconds)

/** The spectrum after two seconds. */
function spectrumOf(sample: (seconds: number) => number, tiltDb = 0): Spectrum {
  const spectrum = new Spectrum(new RealFft(8192))
  spectrum.tiltDb = tiltDb
  const tap = new Sounding(sample)
  for (let frame = 0; frame < 120; frame++) {
    tap.position += 800
    spectrum.follow(tap, COLUMNS, 1000 / 60, 'medium')
  }
  return spectrum
}

function columnOf(hz: number): number {
  const centers = columnFrequencies(COLUMNS)
  return centers.findIndex((center) => center >= hz)
}

describe('a spectrum', () => {
  it.each([45, 110, 440, 1000, 5000])('has one round peak for a sine of %i Hz', (hz) => {
    const { levels } = spectrumOf(sine(hz))
    const top = levels.indexOf(Math.max(...levels))
    // A column is 1.2 %; between bins of the bass the curve may lean by one or two.
    expect(Math.abs(top - columnOf(hz))).toBeLessThanOrEqual(2)
    // From the top it only falls, half an octave to either side: no plateau, no second peak.
    for (let x = top; x < top + 40; x++) {
      expect(levels[x + 1]).toBeLessThanOrEqual((levels[x] ?? 0) + 1e-6)
      const left = 2 * top - x
      expect(levels[left - 1]).toBeLessThanOrEqual((levels[left] ?? 0) + 1e-6)
    }
  })

  it('reads a full-scale sine in the bass as about 0 dB', () => {
    const { levels } = spectrumOf(sine(64.453125))
    // The bell of 1/16 octave is narrower than the bin, and rounds off little of it.
    expect(Math.max(...levels)).toBeGreaterThan(-1)
    expect(Math.max(...levels)).toBeLessThan(0.1)
  })

  it('keeps two partials a semitone and a half apart from each other', () => {
    const both = (seconds: number) => sine(1000, 0.5)(seconds) + sine(1090, 0.5)(seconds)
    const { levels } = spectrumOf(both)
    const between = levels[columnOf(1044)] ?? 0
    expect(between).toBeLessThan((levels[columnOf(1000)] ?? 0) - 6)
    expect(between).toBeLessThan((levels[columnOf(1090)] ?? 0) - 6)
  })

  it('is raised by its tilt above 1 kHz and lowered below', () => {
    const level = (hz: number, tiltDb: number) => Math.max(...spectrumOf(sine(hz), tiltDb).levels)
    expect(level(4000, 4.5) - level(4000, 0)).toBeCloseTo(9, 0)
    expect(level(250, 4.5) - level(250, 0)).toBeCloseTo(-9, 0)
  })

  it('remembers its maximum until it is told to forget', () => {
    const spectrum = new Spectrum(new RealFft(8192))
    const loud = new Sounding(sine(1000))
    const quiet = new Sounding(sine(1000, 0.01))
    const listen = (tap: Sounding) => {
      for (let frame = 0; frame < 120; frame++) {
        tap.position += 800
        spectrum.follow(tap, COLUMNS, 1000 / 60, 'fast')
      }
    }
    listen(loud)
    listen(quiet)
    const x = columnOf(1000)
    expect((spectrum.maximum[x] ?? 0) - (spectrum.levels[x] ?? 0)).toBeCloseTo(40, 0)
    spectrum.forgetMaximum()
    listen(quiet)
    expect((spectrum.maximum[x] ?? 0) - (spectrum.levels[x] ?? 0)).toBeLessThan(0.5)
  })
})
