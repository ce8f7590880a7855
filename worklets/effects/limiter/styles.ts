export const LIMITER_STYLES = ['transparent', 'punchy', 'loud', 'safe'] as const

export type LimiterStyle = (typeof LIMITER_STYLES)[number]

/** What a style makes of the same knobs. */
export interface StyleTraits {
  /** The part of the look-ahead, 0 to 1, in which the gain does not move yet: a steeper attack. */
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
 * Set by ear's rules of thumb and then by measurement: `transparent` as the sound design has it;
 * `punchy` moves late and lets go of hits at once; `loud` gives up the slow follower's safety for
 * level; `safe` moves slowly and always holds, for solo instruments and low tones.
 */
export const STYLE_TRAITS: Readonly<Record<LimiterStyle, StyleTraits>> = {
  transparent: {
    lead: 0,
    leastHoldMs: 2,
    bassFrom: 0.3,
    bassFull: 0.55,
    fastFactor: 1 / 3,
    slowFactor: 4,
    chargeMs: 200,
    slowShare: 1
  },
  punchy: {
    lead: 0.5,
    leastHoldMs: 1,
    bassFrom: 0.4,
    bassFull: 0.65,
    fastFactor: 1 / 6,
    slowFactor: 3,
    chargeMs: 600,
    slowShare: 0.8
  },
  loud: {
    lead: 0.35,
    leastHoldMs: 0.5,
    bassFrom: 0.6,
    bassFull: 0.7,
    fastFactor: 1 / 16,
    slowFactor: 1.5,
    chargeMs: 400,
    slowShare: 0.6
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
