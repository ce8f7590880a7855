import { gainToDecibels } from '../decibels.ts'
import { TruePeakMeter } from '../true-peak/true-peak-meter.ts'
import { LoudnessMeter } from './loudness-meter.ts'

/** What a delivery sheet asks of a finished programme. Minus infinity where nothing can be said. */
export interface LoudnessReport {
  /** LUFS, gated over the whole programme. */
  readonly integrated: number
  /** LU. */
  readonly range: number
  readonly maxMomentary: number
  readonly maxShortTerm: number
  /** dBTP, the higher of both channels. */
  readonly truePeak: number
  /** dBFS, the higher of both channels. */
  readonly samplePeak: number
  /** True peak minus integrated loudness, dB. */
  readonly plr: number
}

const BLOCK = 4096

/**
 * Measures recordings off line with the very classes that the meter effect runs. Give it a
 * recording in one piece or in pieces of any size (a Worker, or slices of a long file between
 * frames), then ask for the report:
 *
 *     const scan = new LoudnessScan(buffer.sampleRate)
 *     scan.add(buffer.getChannelData(0), buffer.getChannelData(1))
 *     const { integrated, truePeak } = scan.report()
 *
 * About 150 ns a frame: a song of four minutes takes some two seconds.
 */
export class LoudnessScan {
  readonly #loudness: LoudnessMeter
  readonly #truePeak: TruePeakMeter
  readonly #left = new Float64Array(BLOCK)
  readonly #right = new Float64Array(BLOCK)
  readonly #channels = [this.#left, this.#right]
  #samplePeak = 0

  constructor(sampleRate: number) {
    this.#loudness = new LoudnessMeter(sampleRate)
    this.#truePeak = new TruePeakMeter(sampleRate, BLOCK)
  }

  /** Continues with both channels of the next piece; for a mono recording give its one twice. */
  add(left: Float32Array, right: Float32Array): void {
    for (let start = 0; start < left.length; start += BLOCK) {
      const frames = Math.min(BLOCK, left.length - start)
      let peak = this.#samplePeak
      for (let i = 0; i < frames; i++) {
        const l = left[start + i]
        const r = right[start + i]
        this.#left[i] = l
        this.#right[i] = r
        peak = Math.max(peak, Math.abs(l), Math.abs(r))
      }
      this.#samplePeak = peak
      this.#loudness.process(this.#channels, frames)
      this.#truePeak.process(this.#left, this.#right, frames)
    }
  }

  /** What has been heard so far. Ends the recording as far as its true peak goes. */
  report(): LoudnessReport {
    this.#truePeak.flush()
    const { integrated, range, maxMomentary, maxShortTerm } = this.#loudness
    const truePeak = Math.max(this.#truePeak.highest, gainToDecibels(this.#samplePeak))
    const plr = integrated > -Infinity ? truePeak - integrated : -Infinity
    const samplePeak = gainToDecibels(this.#samplePeak)
    return { integrated, range, maxMomentary, maxShortTerm, truePeak, samplePeak, plr }
  }
}
