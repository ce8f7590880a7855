import { AnalogPrototype } from '../../dsp/analog-prototype.ts'
import { biquadPower, kWeightingCoefficients } from '../../dsp/k-weighting-coefficients.ts'
import { multiplyCrossover } from '../../dsp/linkwitz-riley.ts'
import type { PlaybackSystem } from '../../dsp/playback-systems.ts'
import { ROOM_FROM_HZ, ROOM_WALL_HZ } from '../../dsp/small-room.ts'
import { SVF_STRIDE } from '../../dsp/svf-coefficients.ts'

const POINTS = 600
const LOWEST_HZ = 20

/** What a system is made of, as its sections run. */
export interface SystemFilters {
  /** SVF_STRIDE numbers each. */
  readonly sections: Float64Array
  /** Crossovers whose branches are summed again: corner and dampings of their all-pass. */
  readonly allPasses: readonly (readonly [hertz: number, dampings: readonly number[]])[]
}

/** How pink noise on both sides alike comes out of a system. */
export interface PinkMatch {
  /** The gain that gives it the K-weighted loudness it had before. */
  readonly gain: number
  /** K-weighted correlation of what comes out with what went in, -1 to 1. */
  readonly likeness: number
}

/**
 * Equal power per octave, weighted (ITU-R BS.1770-5), with and without the system's filters. At
 * quiet levels, where nothing is leveled or clipped; reflections are like nothing that went in.
 */
export function pinkMatch(
  system: PlaybackSystem,
  { sections, allPasses }: SystemFilters,
  sampleRate: number
): PinkMatch {
  const { shelf, highPass } = kWeightingCoefficients(sampleRate)
  const farGain = 10 ** (-(system.seat?.quieterDb ?? 0) / 20)
  const farSeconds = (system.seat?.delayMs ?? 0) / 1000
  const top = 0.4999 * sampleRate
  const response = new Float64Array(2)
  let before = 0
  let direct = 0
  let reflected = 0
  let roomOfPink = 0
  let common = 0
  for (let k = 0; k < POINTS; k++) {
    const hertz = LOWEST_HZ * (top / LOWEST_HZ) ** (k / (POINTS - 1))
    const weight = biquadPower(shelf, hertz, sampleRate) * biquadPower(highPass, hertz, sampleRate)
    setResponse(response, sections, Math.tan((Math.PI * hertz) / sampleRate))
    for (const [corner, dampings] of allPasses) {
      multiplyCrossover(response, 'allPass', corner, dampings, hertz, sampleRate)
    }
    const [re, im] = response
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
  const gain = Math.sqrt(before / after)
  return { gain, likeness: (gain * common) / before }
}

/** Complex response of filters in a row; t of `svf-coefficients.ts` is j x. */
function setResponse(response: Float64Array, sections: Float64Array, tangent: number): void {
  response[0] = 1
  response[1] = 0
  for (let j = 0; j < sections.length; j += SVF_STRIDE) {
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

/** The width that is left of pink noise: less than the system's where its bass is mono. */
export function pinkWidth(system: PlaybackSystem, sampleRate: number): number {
  if (!system.bassMonoHz) return system.width
  const { shelf, highPass } = kWeightingCoefficients(sampleRate)
  const prototypes = system.filters.map((filter) => {
    const prototype = new AnalogPrototype()
    prototype.set(filter)
    return prototype
  })
  let all = 0
  let wide = 0
  for (let k = 0; k < POINTS; k++) {
    const hertz = LOWEST_HZ * ((0.4999 * sampleRate) / LOWEST_HZ) ** (k / (POINTS - 1))
    const power = prototypes.reduce(
      (product, prototype) => product * prototype.power(hertz),
      biquadPower(shelf, hertz, sampleRate) * biquadPower(highPass, hertz, sampleRate)
    )
    all += power
    // The high branch of an eighth-order Linkwitz-Riley crossover.
    wide += power / (1 + (system.bassMonoHz / hertz) ** 8) ** 2
  }
  return system.width * Math.sqrt(wide / all)
}

/** How reflections depend on frequency: two high-passes in a row, and walls that take the highs. */
function roomShape(hertz: number): number {
  const low = 1 / (1 + (ROOM_FROM_HZ / hertz) ** 4) ** 2
  return low / (1 + (hertz / ROOM_WALL_HZ) ** 2)
}
