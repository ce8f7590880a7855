import type { AnalogPrototype } from '../../dsp/filters/analog-prototype.ts'
import { multiplyCrossover } from '../../dsp/filters/linkwitz-riley.ts'
import { SVF_STRIDE } from '../../dsp/filters/svf-coefficients.ts'
import { biquadPower, kWeightingCoefficients } from '../../dsp/loudness/k-weighting-coefficients.ts'
import { ROOM_FROM_HZ, ROOM_WALL_HZ } from '../../dsp/reverb/small-room.ts'
import { sharedTable } from '../../dsp/shared-table.ts'
import type { PlaybackSystem } from './playback-systems.ts'

const POINTS = 600
const LOWEST_HZ = 20

/** What a system is made of, as its sections run. */
export interface SystemFilters {
  /** SVF_STRIDE numbers each, for the first `count` sections. */
  readonly sections: Float64Array
  count: number
  /** Crossovers whose branches are summed again: corner and dampings of their all-pass. */
  readonly allPasses: { readonly hertz: number; readonly dampings: readonly number[] }[]
}

/** How pink noise on both sides alike comes out of a system. */
export interface PinkMatch {
  /** The gain that gives it the K-weighted loudness it had before. */
  gain: number
  /** K-weighted correlation of what comes out with what went in, -1 to 1. */
  likeness: number
}

/** Frequencies at equal distances in octaves, and what all systems need to know of them. */
interface PinkPoints {
  readonly hertz: Float64Array
  /** K-weighting, as a power. */
  readonly weights: Float64Array
  /** tan(w / 2) */
  readonly tangents: Float64Array
}

/** By sample rate. For set-up: allocates when a rate is new. */
export const pinkPoints = sharedTable((sampleRate: number): PinkPoints => {
  const { shelf, highPass } = kWeightingCoefficients(sampleRate)
  const top = 0.4999 * sampleRate
  const hertz = new Float64Array(POINTS)
  const weights = new Float64Array(POINTS)
  const tangents = new Float64Array(POINTS)
  for (let k = 0; k < POINTS; k++) {
    hertz[k] = LOWEST_HZ * (top / LOWEST_HZ) ** (k / (POINTS - 1))
    weights[k] =
      biquadPower(shelf, hertz[k], sampleRate) * biquadPower(highPass, hertz[k], sampleRate)
    tangents[k] = Math.tan((Math.PI * hertz[k]) / sampleRate)
  }
  return { hertz, weights, tangents }
})

/**
 * Equal power per octave, weighted (ITU-R BS.1770-5), with and without the system's filters. At
 * quiet levels, where nothing is leveled or clipped; reflections are like nothing that went in.
 * Some 0.1 ms; writes to `match` and allocates nothing.
 */
export function setPinkMatch(
  match: PinkMatch,
  system: PlaybackSystem,
  { sections, count, allPasses }: SystemFilters,
  sampleRate: number,
  { hertz: frequencies, weights, tangents }: PinkPoints,
  response: Float64Array
): void {
  const farGain = 10 ** (-(system.seat?.quieterDb ?? 0) / 20)
  const farSeconds = (system.seat?.delayMs ?? 0) / 1000
  let before = 0
  let direct = 0
  let reflected = 0
  let roomOfPink = 0
  let common = 0
  for (let k = 0; k < POINTS; k++) {
    const hertz = frequencies[k]
    const weight = weights[k]
    setResponse(response, sections, count, tangents[k])
    for (let n = 0; n < allPasses.length; n++) {
      const { hertz: corner, dampings } = allPasses[n]
      multiplyCrossover(response, 'allPass', corner, dampings, hertz, sampleRate)
    }
    const re = response[0]
    const im = response[1]
    const power = re * re + im * im
    before += weight
    direct += weight * power
    roomOfPink += weight * roomShape(hertz)
    reflected += weight * power * roomShape(hertz)
    // The near side and the far one, which is later: real part of H (1 + g e^(-j w t)) / 2.
    const turn = 2 * Math.PI * hertz * farSeconds
    const far = farGain * (re * Math.cos(turn) + im * Math.sin(turn))
    common += weight * 0.5 * (re + far)
  }
  const room = system.room ? 10 ** (system.room.levelDb / 10) * (before / roomOfPink) : 0
  const after = (direct + room * reflected) * ((1 + farGain * farGain) / 2)
  match.gain = Math.sqrt(before / after)
  match.likeness = (match.gain * common) / before
}

/** Complex response of filters in a row; t of `svf-coefficients.ts` is j x. */
function setResponse(
  response: Float64Array,
  sections: Float64Array,
  count: number,
  tangent: number
): void {
  response[0] = 1
  response[1] = 0
  for (let j = 0; j < count * SVF_STRIDE; j += SVF_STRIDE) {
    const x = tangent / sections[j]
    const topRe = sections[j + 4] - sections[j + 2] * x * x
    const topIm = sections[j + 3] * x
    const re = 1 - x * x
    const im = sections[j + 1] * x
    const size = re * re + im * im
    const a = (topRe * re + topIm * im) / size
    const b = (topIm * re - topRe * im) / size
    const before = response[0]
    response[0] = before * a - response[1] * b
    response[1] = before * b + response[1] * a
  }
}

/**
 * The width that is left of pink noise: less than the system's where its bass is mono.
 * `prototypes` are those of the system's filters.
 */
export function pinkWidth(
  system: PlaybackSystem,
  prototypes: readonly AnalogPrototype[],
  { hertz, weights }: PinkPoints
): number {
  if (!system.bassMonoHz) return system.width
  let all = 0
  let wide = 0
  for (let k = 0; k < POINTS; k++) {
    let power = weights[k]
    for (let n = 0; n < prototypes.length; n++) power *= prototypes[n].power(hertz[k])
    all += power
    // The high branch of an eighth-order Linkwitz-Riley crossover.
    wide += power / (1 + (system.bassMonoHz / hertz[k]) ** 8) ** 2
  }
  return system.width * Math.sqrt(wide / all)
}

/** How reflections depend on frequency: two high-passes in a row, and walls that take the highs. */
function roomShape(hertz: number): number {
  const low = 1 / (1 + (ROOM_FROM_HZ / hertz) ** 4) ** 2
  return low / (1 + (hertz / ROOM_WALL_HZ) ** 2)
}
