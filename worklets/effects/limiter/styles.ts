export const LIMITER_STYLES = ['transparent', 'punchy', 'loud', 'safe'] as const

export type LimiterStyle = (typeof LIMITER_STYLES)[number]

/** What a style makes of the same knobs. */
export interface StyleTraits {
  /**
   * The part of the look-ahead, 0 to 1, in which the gain does not move yet, as far as LEAST_MOVE_FRAMES
   * allows: a steeper attack, and a shorter dip.
   */
  readonly lead: number
  /** Hold where no bass rules the peaks, in ms; never more than the knob says. */
  readonly leastHoldMs: number
  /** Bass shares of the peaks at which the hold begins to lengthen, and at which it is full. */
  readonly bassFrom: number
  readonly bassFull: number
  /** Auto release: time of the fast and the slow follower, as factors of the knob. */
  readonly fastFactor: number
  readonly slowFactor: number
  /** How long a reduction must last until the slow follower takes it over. */
  readonly chargeMs: number
  /** How much of a lasting reduction the slow follower takes over, 0 to 1. */
  readonly slowShare: number
}

/**
 * Set by ear's rules of thumb and then by measurement of loudness on four songs and of distortion
 * on tones of 40 Hz to 1 kHz. `transparent`: two thirds of the look-ahead, a short hold unless bass is half
 * of the peaks, and a slow follower that takes over most of a dense passage; `punchy` moves as late
 * as it may and lets go of hits at once; `loud` lets go of everything at once; `safe` moves slowly
 * and always holds, for solo instruments and low tones.
 */
export const STYLE_TRAITS: Readonly<Record<LimiterStyle, StyleTraits>> = {
  transparent: {
    lead: 1 / 3,
    leastHoldMs: 0.5,
    bassFrom: 0.45,
    bassFull: 0.65,
    fastFactor: 1 / 16,
    slowFactor: 3,
    chargeMs: 500,
    slowShare: 0.6
  },
  punchy: {
    lead: 1,
    leastHoldMs: 0.4,
    bassFrom: 0.5,
    bassFull: 0.7,
    fastFactor: 1 / 24,
    slowFactor: 2,
    chargeMs: 800,
    slowShare: 0.4
  },
  loud: {
    lead: 1,
    leastHoldMs: 0.25,
    bassFrom: 0.6,
    bassFull: 0.7,
    fastFactor: 1 / 60,
    slowFactor: 1.5,
    chargeMs: 800,
    slowShare: 0.1
  },
  safe: {
    lead: 0,
    leastHoldMs: 50,
    bassFrom: 0.3,
    bassFull: 0.55,
    fastFactor: 1,
    slowFactor: 6,
    chargeMs: 60,
    slowShare: 1
  }
}
