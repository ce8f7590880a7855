import { type EarlyPattern, shoeboxPattern, velvetPattern } from '../../dsp/reverb/early-pattern.ts'

/** What makes a place sound like itself, at a size of 100 %. */
export interface ReverbMode {
  /** The shortest and longest line of the network, in ms. */
  readonly linesMs: readonly [number, number]
  /**
   * The times of the diffuser's three steps, in ms. The first two make the echoes dense, the third
   * spreads them: about as long as the mean line it gives a straight decay from the first moment,
   * longer a tail that swells, shorter one that starts with a splash.
   */
  readonly stepsMs: readonly [number, number, number]
  /** Speed of the lines' motion: shorter lines need more to hide their ringing. */
  readonly motion: number
  /** How much later than the direct sound the tail begins, in ms. */
  readonly onsetMs: number
  readonly early: EarlyPattern
  /** Level of the early reflections against the other modes, in dB. */
  readonly earlyDb: number
  /** Color of the tail below the low and above the high crossover, in dB. */
  readonly lowDb: number
  readonly highDb: number
}

/** By the option of the parameter `mode`. */
export const REVERB_MODES = {
  hall: {
    linesMs: [50, 122],
    stepsMs: [7, 15, 51],
    motion: 1,
    onsetMs: 18,
    early: shoeboxPattern({ size: [24, 38, 15], reflection: 0.86 }),
    earlyDb: 0,
    lowDb: 1,
    highDb: -1
  },
  room: {
    linesMs: [28, 78],
    stepsMs: [3, 7, 46],
    motion: 1.5,
    onsetMs: 6,
    early: shoeboxPattern({ size: [6.4, 8.3, 3.1], reflection: 0.8 }),
    earlyDb: 3,
    lowDb: 0,
    highDb: 0
  },
  chamber: {
    linesMs: [38, 100],
    stepsMs: [5, 11, 56],
    motion: 1.4,
    onsetMs: 2,
    early: shoeboxPattern({ size: [4.2, 7.1, 3.6], reflection: 0.95 }),
    earlyDb: -3,
    lowDb: 1.5,
    highDb: -0.5
  },
  plate: {
    linesMs: [38, 98],
    stepsMs: [4, 10, 52],
    motion: 1.4,
    onsetMs: 0,
    early: velvetPattern({ fromMs: 0.4, toMs: 16, fallDb: 6, seed: 3 }),
    earlyDb: -6,
    lowDb: -1,
    highDb: 1
  },
  ambience: {
    linesMs: [40, 108],
    stepsMs: [3, 7, 55],
    motion: 1.6,
    onsetMs: 9,
    early: velvetPattern({ fromMs: 2, toMs: 58, fallDb: 15, seed: 11 }),
    earlyDb: 6,
    lowDb: -0.5,
    highDb: 0.5
  }
} as const satisfies Record<string, ReverbMode>

/** The longest of something over all modes. */
export function longestOf(measure: (mode: ReverbMode) => number): number {
  return Math.max(...Object.values(REVERB_MODES).map(measure))
}
