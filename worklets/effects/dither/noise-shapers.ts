import { hearingThresholdDb } from '../../dsp/noise/hearing-threshold.ts'
import { designNoiseShaper, noiseShaperPower } from '../../dsp/noise/noise-shaper-design.ts'
import { MAX_SHAPER_TAPS } from '../../dsp/noise/shaped-quantizer.ts'
import { sharedTable } from '../../dsp/shared-table.ts'

export type NoiseShaping = 'none' | 'light' | 'lipshitz5' | 'modifiedE9' | 'f9' | 'adaptive'

/**
 * Taps c of 1 - sum c[k] z^-k, for 44.1 and 48 kHz. Lipshitz: S. Lipshitz, J. Vanderkooy,
 * R. Wannamaker, Minimally Audible Noise Shaping (JAES 39, 1991). Modified E and F: R. Wannamaker,
 * Psychoacoustically Optimal Noise Shaping (JAES 40, 1992).
 */
const PUBLISHED = {
  lipshitz5: [2.033, -2.165, 1.959, -1.59, 0.6149],
  modifiedE9: [1.662, -1.263, 0.4827, -0.2913, 0.1268, -0.1124, 0.03252, -0.01265, -0.03524],
  f9: [2.412, -3.37, 3.937, -4.174, 3.353, -2.205, 1.281, -0.569, 0.0847]
} as const
const PUBLISHED_RATE = 44100
const LOWEST_FITTING_RATE = 44000
const HIGHEST_FITTING_RATE = 48000

/** A gentle tilt to the highs, right at every rate. */
const LIGHT = [1, -0.5]

/**
 * How far above the most sensitive frequency the adaptive shaper follows the threshold of hearing.
 * More moves the noise still higher, where no one hears it, at the price of more noise in all.
 * Up to 48 kHz 46 dB give 17 dB more, as F-9 does, for 18 dB less to the ear. At higher rates there
 * is more room above what is heard: 62 dB cost 14 dB at most, for 38 to 46 dB less to the ear.
 */
const THRESHOLD_REACH_DB = 46
const HIGH_RATE_THRESHOLD_REACH_DB = 62
const LOWEST_THRESHOLD_DB = hearingThresholdDb(3300)

/**
 * The noise shaper of a name at a sample rate. Beyond 44.1 and 48 kHz the published ones would move
 * away from the frequencies they were made for, so they are designed again: for the same response
 * up to 22.05 kHz, with all above that as free for noise as the loudest place below. For set-up:
 * each shaper is designed once per rate.
 */
export function noiseShaperTaps(shaping: NoiseShaping, sampleRate: number): readonly number[] {
  return shapersAt(sampleRate)(shaping)
}

const shapersAt = sharedTable((sampleRate: number) =>
  sharedTable((shaping: NoiseShaping) => design(shaping, sampleRate))
)

function design(shaping: NoiseShaping, sampleRate: number): readonly number[] {
  if (shaping === 'none') return []
  if (shaping === 'light') return LIGHT
  if (shaping === 'adaptive') {
    const reach =
      sampleRate > HIGHEST_FITTING_RATE ? HIGH_RATE_THRESHOLD_REACH_DB : THRESHOLD_REACH_DB
    return designNoiseShaper((hz) => hearingWeight(hz, reach), MAX_SHAPER_TAPS, sampleRate)
  }
  const published = PUBLISHED[shaping]
  const fits = sampleRate >= LOWEST_FITTING_RATE && sampleRate <= HIGHEST_FITTING_RATE
  return fits ? published : designNoiseShaper(weightOf(published), MAX_SHAPER_TAPS, sampleRate)
}

/** How audible noise power is at a frequency, down to `reachDb` below where it is most so. */
function hearingWeight(frequencyHz: number, reachDb: number): number {
  const level = hearingThresholdDb(frequencyHz) - LOWEST_THRESHOLD_DB
  return 10 ** (-Math.min(level, reachDb) / 10)
}

/** The weight that a published shaper is the answer to: the inverse of its response. */
function weightOf(taps: readonly number[]): (frequencyHz: number) => number {
  const half = PUBLISHED_RATE / 2
  const power = (hz: number) => noiseShaperPower(taps, hz, PUBLISHED_RATE)
  const highest = Math.max(...Array.from({ length: 200 }, (_, k) => power((k / 200) * half)))
  return (hz) => 1 / (hz <= half ? power(hz) : highest)
}
