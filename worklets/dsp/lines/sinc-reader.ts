import { kaiserWindow } from '../kaiser-window.ts'
import { sharedTable } from '../shared-table.ts'
import type { DelayBank } from './delay-bank.ts'

/** Samples that one read looks at: 8 before and 8 after the wanted moment. */
export const SINC_TAPS = 16

/** A read needs a delay of at least this many frames plus those not yet written. */
export const SINC_REACH = 8

/** Fractions of a sample that have coefficients of their own. */
const PHASES = 2048

export interface SincOptions {
  /**
   * Shape of the Kaiser window. 9 (default): never louder than the input, within 0.001 dB up to
   * a third of the sample rate, -0.3 dB at 0.375: made for loops, where errors add up. 6: within
   * 0.02 dB up to 0.375: made for one pass.
   */
  readonly beta?: number
}

/**
 * Reads a delay line between its samples: 16-tap windowed sinc, coefficients from a table of 2048
 * fractions (the nearest one is taken; that error is -90 dB at 1 kHz and -70 dB at 10 kHz of a
 * delay that moves, none at a whole number of frames). Unlike linear or cubic interpolation
 * it does not dull the sound, pass after pass (Laakso, Valimaki, Karjalainen, Laine, "Splitting
 * the unit delay", IEEE Signal Processing Magazine, 1996).
 *
 * At a whole number of frames the read is the sample itself up to the table's level (a constant
 * within 0.001 dB of 1). About 7 ns a frame and line; only the constructor allocates: 256 KB for the
 * first reader of a window, which all readers with that window share.
 * A delay of d frames needs d >= SINC_REACH + 1 + the frames of the block not yet written.
 */
export class SincReader {
  readonly #table: Float64Array

  constructor(options: SincOptions = {}) {
    this.#table = sincTable(options.beta ?? 9)
  }

  /** The sample `delay` frames (whole or not) before the write position of the bank. */
  read(bank: DelayBank, line: number, delay: number): number {
    const whole = Math.ceil(delay)
    const row = Math.round((whole - delay) * PHASES) << 4
    return weightedSum(bank.data, bank.start(line, whole + SINC_REACH - 1), this.#table, row)
  }

  /**
   * Reads `frames` samples at one delay into `output`. A whole number of frames is a copy of the
   * samples themselves, bit for bit.
   */
  readStill(
    bank: DelayBank,
    line: number,
    delay: number,
    output: Float64Array,
    frames: number
  ): void {
    const { data } = bank
    const whole = Math.ceil(delay)
    if (whole === delay) {
      const first = bank.start(line, whole)
      for (let i = 0; i < frames; i++) output[i] = data[first + i]
      return
    }
    const row = Math.round((whole - delay) * PHASES) << 4
    const first = bank.start(line, whole + SINC_REACH - 1)
    const table = this.#table
    for (let i = 0; i < frames; i++) {
      let sum = 0
      for (let tap = 0; tap < SINC_TAPS; tap++) sum += table[row + tap] * data[first + i + tap]
      output[i] = sum
    }
  }

  /**
   * Reads `frames` samples, each at a delay of its own, into `output`. Coefficients are interpolated
   * between two fractions, so that a pitch that moves fast stays clean: errors below -120 dB.
   */
  readEach(
    bank: DelayBank,
    line: number,
    delays: Float64Array,
    output: Float64Array,
    frames: number
  ): void {
    const { data, mask, head } = bank
    const table = this.#table
    const ring = line * bank.stride
    for (let i = 0; i < frames; i++) {
      const whole = Math.ceil(delays[i]) | 0
      const place = (whole - delays[i]) * PHASES
      const phase = Math.min(place | 0, PHASES - 1)
      const share = place - phase
      const row = phase << 4
      const first = (ring + ((head + i - whole - SINC_REACH + 1) & mask)) | 0
      let sum = 0
      for (let tap = 0; tap < SINC_TAPS; tap++) {
        const weight = table[row + tap]
        sum += (weight + share * (table[row + SINC_TAPS + tap] - weight)) * data[first + tap]
      }
      output[i] = sum
    }
  }
}

/** One sample. */
function weightedSum(data: Float32Array, first: number, table: Float64Array, row: number): number {
  let sum = 0
  for (let tap = 0; tap < SINC_TAPS; tap++) sum += table[row + tap] * data[first + tap]
  return sum
}

/** Rows for the fractions 0, 1 / PHASES, ..., 1: how far past its eighth sample a read lies. */
const sincTable = sharedTable((beta: number) => {
  const table = new Float64Array((PHASES + 1) * SINC_TAPS)
  const window = kaiserWindow(beta)
  // The filter is even, so the rows of the later half are those of the earlier half, mirrored.
  for (let phase = 0; phase <= PHASES / 2; phase++) {
    const row = phase * SINC_TAPS
    const mirrored = (PHASES - phase + 1) * SINC_TAPS - 1
    for (let tap = 0; tap < SINC_TAPS; tap++) {
      const distance = tap - (SINC_REACH - 1) - phase / PHASES
      const x = distance / SINC_REACH
      const weight = Math.abs(x) < 1 ? sinc(distance) * window(x) : 0
      table[row + tap] = weight
      table[mirrored - tap] = weight
    }
  }
  for (let row = 0; row < table.length; row += SINC_TAPS) {
    let sum = 0
    for (let tap = 0; tap < SINC_TAPS; tap++) sum += table[row + tap]
    // The window's ripple would make some frequencies louder at each pass through a loop.
    const level = 1 / (sum * (1 + RIPPLE))
    for (let tap = 0; tap < SINC_TAPS; tap++) table[row + tap] *= level
  }
  return table
})

/** Largest gain over all fractions and frequencies above that at 0 Hz, with beta 9: 0.0004 dB. */
const RIPPLE = 5e-5

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}
