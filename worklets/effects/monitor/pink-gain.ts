import { AnalogPrototype } from '../../dsp/analog-prototype.ts'
import { biquadPower, kWeightingCoefficients } from '../../dsp/k-weighting-coefficients.ts'
import type { PlaybackSystem } from '../../dsp/playback-systems.ts'
import { ROOM_FROM_HZ, ROOM_WALL_HZ } from '../../dsp/small-room.ts'

const POINTS = 600
const LOWEST_HZ = 20

/**
 * The gain that gives pink noise on both sides alike the K-weighted loudness (ITU-R BS.1770-5) it
 * had before the system: equal power per octave, weighted, with and without the system's filters.
 * At quiet levels, where nothing is leveled or clipped.
 */
export function pinkGain(system: PlaybackSystem, sampleRate: number): number {
  const { shelf, highPass } = kWeightingCoefficients(sampleRate)
  const prototypes = system.filters.map((filter) => {
    const prototype = new AnalogPrototype()
    prototype.set(filter)
    return prototype
  })
  const top = 0.4999 * sampleRate
  let before = 0
  let direct = 0
  let reflected = 0
  let roomOfPink = 0
  for (let k = 0; k < POINTS; k++) {
    const hertz = LOWEST_HZ * (top / LOWEST_HZ) ** (k / (POINTS - 1))
    const weight = biquadPower(shelf, hertz, sampleRate) * biquadPower(highPass, hertz, sampleRate)
    const power = prototypes.reduce((product, prototype) => product * prototype.power(hertz), 1)
    before += weight
    direct += weight * power
    roomOfPink += weight * roomShape(hertz)
    reflected += weight * power * roomShape(hertz)
  }
  const room = system.room ? 10 ** (system.room.levelDb / 10) * (before / roomOfPink) : 0
  const after = direct + room * reflected
  const quieter = 10 ** (-(system.seat?.quieterDb ?? 0) / 10)
  return Math.sqrt(before / (after * ((1 + quieter) / 2)))
}

/** The width that is left of pink noise: less than the system's where its bass is mono. */
export function pinkWidth(system: PlaybackSystem, sampleRate: number): number {
  if (!system.bassMonoHz) return system.width
  const { shelf, highPass } = kWeightingCoefficients(sampleRate)
  let all = 0
  let wide = 0
  for (let k = 0; k < POINTS; k++) {
    const hertz = LOWEST_HZ * ((0.4999 * sampleRate) / LOWEST_HZ) ** (k / (POINTS - 1))
    const power = system.filters.reduce(
      (product, filter) => {
        const prototype = new AnalogPrototype()
        prototype.set(filter)
        return product * prototype.power(hertz)
      },
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
