import { type DitherSettings, ditherPower } from '../../../worklets/dsp/dither-power.ts'

/** Corners of the A curve in Hz, and its gain at 1 kHz in dB (IEC 61672-1, annex E). */
const F1 = 20.598997
const F2 = 107.65265
const F3 = 737.86223
const F4 = 12194.217
const AT_1_KHZ_DB = -2
/** Frequencies that the sum over the spectrum is taken at. */
const POINTS = 1024

/** How loud a tone is to the ear against one of 1 kHz, as a share of power. */
function aWeightedPower(frequencyHz: number): number {
  const f = frequencyHz * frequencyHz
  const gain =
    (F4 * F4 * f * f) / ((f + F1 * F1) * Math.sqrt((f + F2 * F2) * (f + F3 * F3)) * (f + F4 * F4))
  return gain * gain * 10 ** (-AT_1_KHZ_DB / 10)
}

/** Level of the noise of these settings as the ear weighs it, in dB of full scale squared. */
export function aWeightedNoiseDb(settings: DitherSettings, sampleRate: number): number {
  let power = 0
  for (let i = 0; i < POINTS; i++) {
    const hz = ((i + 0.5) / POINTS) * (sampleRate / 2)
    power += ditherPower(settings, hz, sampleRate) * aWeightedPower(hz)
  }
  return 10 * Math.log10(power / POINTS)
}
