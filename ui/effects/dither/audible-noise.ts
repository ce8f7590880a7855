import { hearingThresholdDb } from '../../../worklets/dsp/noise/hearing-threshold.ts'
import { type DitherSettings, ditherPower } from '../../../worklets/effects/dither/dither-power.ts'

/** Frequencies that the sum over the spectrum is taken at. */
const POINTS = 1024
/** Where the ear is most sensitive: the weight is 1 there. */
const LOWEST_THRESHOLD_DB = hearingThresholdDb(3300)

/**
 * Level of the noise of these settings as the ear hears something so soft, in dB of full scale:
 * weighted by the threshold of hearing. (The A curve is made for louder sounds: it takes 7 dB off
 * at 16 kHz, where soft noise is not heard at all, and would call shaped noise the louder one.)
 */
export function audibleNoiseDb(settings: DitherSettings, sampleRate: number): number {
  let power = 0
  for (let i = 0; i < POINTS; i++) {
    const hz = ((i + 0.5) / POINTS) * (sampleRate / 2)
    const weight = 10 ** ((LOWEST_THRESHOLD_DB - hearingThresholdDb(hz)) / 10)
    power += ditherPower(settings, hz, sampleRate) * weight
  }
  return 10 * Math.log10(power / POINTS)
}
