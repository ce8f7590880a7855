import type { EqFilter } from './eq-filter.ts'
import { MatchedFilter } from './matched-filter.ts'

/**
 * Curves of an equalizer on screen: the response of the very coefficients that the kernel runs
 * with at this sample rate. Frequencies in hertz; above half the sample rate a curve stays at its
 * last value. About 10 us for a band's design and 0.03 us a point and section.
 */

/** Writes the level of one band at each frequency, in dB. */
export function eqBandMagnitudeDb(
  filter: EqFilter,
  frequenciesHz: ArrayLike<number>,
  sampleRate: number,
  out: Float32Array | Float64Array
): void {
  out.fill(0)
  addMagnitudeDb(filter, frequenciesHz, sampleRate, out)
}

/** Writes the level of all bands together at each frequency, in dB. */
export function eqMagnitudeDb(
  filters: readonly EqFilter[],
  frequenciesHz: ArrayLike<number>,
  sampleRate: number,
  out: Float32Array | Float64Array
): void {
  out.fill(0)
  for (const filter of filters) addMagnitudeDb(filter, frequenciesHz, sampleRate, out)
}

function addMagnitudeDb(
  filter: EqFilter,
  frequenciesHz: ArrayLike<number>,
  sampleRate: number,
  out: Float32Array | Float64Array
): void {
  const matched = designerFor(sampleRate)
  const highestHz = HIGHEST_SHARE * sampleRate
  matched.set(filter)
  for (let i = 0; i < frequenciesHz.length; i++) {
    const power = matched.power(Math.min(frequenciesHz[i], highestHz))
    out[i] += 10 * Math.log10(Math.max(power, LEAST_POWER))
  }
}

/** One designer is kept, since a page has one sample rate and draws on one thread. */
let designer: MatchedFilter | undefined

function designerFor(sampleRate: number): MatchedFilter {
  if (designer?.sampleRate !== sampleRate) designer = new MatchedFilter(sampleRate)
  return designer
}

/** Just below half the sample rate, where tan(w/2) has its pole. */
const HIGHEST_SHARE = 0.4999

/** -300 dB: what a notch or a cut at 0 Hz reads, since a line cannot be drawn to minus infinity. */
const LEAST_POWER = 1e-30
