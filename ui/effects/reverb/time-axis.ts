/**
 * Time from left to right in two parts: what comes early at a scale on which echoes can be told
 * apart and a predelay can be set, then the tail. Each part is linear.
 */
export interface TimeAxis {
  /** Where the early part ends, in seconds and as a share of the width. */
  readonly breakSeconds: number
  readonly breakTravel: number
  readonly spanSeconds: number
}

/** The early part takes this much of the width, more where the tail is short. */
const EARLY_SHARE = 0.4
const EARLY_SECONDS = [0.1, 0.2, 0.3, 0.5, 1] as const

/** An axis for echoes up to `earlySeconds` and a tail up to `endSeconds`. */
export function makeTimeAxis(earlySeconds: number, endSeconds: number): TimeAxis {
  const spanSeconds = niceSpan(1.15 * endSeconds)
  const wanted = EARLY_SECONDS.find((seconds) => seconds >= 1.1 * earlySeconds) ?? 1
  const breakSeconds = Math.min(wanted, spanSeconds)
  const breakTravel = Math.max(EARLY_SHARE, breakSeconds / spanSeconds)
  return { breakSeconds, breakTravel, spanSeconds }
}

/** Seconds -> 0 at the left edge, 1 at the right. */
export function timeToTravel(
  seconds: number,
  { breakSeconds, breakTravel, spanSeconds }: TimeAxis
): number {
  if (seconds <= breakSeconds) return (seconds / breakSeconds) * breakTravel
  const share = (seconds - breakSeconds) / (spanSeconds - breakSeconds)
  return breakTravel + share * (1 - breakTravel)
}

export function travelToTime(
  travel: number,
  { breakSeconds, breakTravel, spanSeconds }: TimeAxis
): number {
  if (travel <= breakTravel || breakTravel === 1) return (travel / breakTravel) * breakSeconds
  const share = (travel - breakTravel) / (1 - breakTravel)
  return breakSeconds + share * (spanSeconds - breakSeconds)
}

/** Times that figures stand at, without 0: some in either part. */
export function timeTicks({ breakSeconds, spanSeconds }: TimeAxis): readonly number[] {
  const early = multiples(0, breakSeconds, 2)
  const late = multiples(breakSeconds, spanSeconds, 3)
  return [...early, ...late]
}

/** Round multiples above `from` up to `to`, about `most` of them. */
function multiples(from: number, to: number, most: number): readonly number[] {
  const step = STEPS.find((seconds) => (to - from) / seconds <= most + 0.5) ?? 50
  const first = Math.floor(from / step + 1e-6) + 1
  const count = Math.floor((to * 1.001) / step) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step)
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20] as const

/** Up to the next round number, so that the axis does not slide while a decay is turned. */
function niceSpan(seconds: number): number {
  const decade = 10 ** Math.floor(Math.log10(seconds))
  return decade * ([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * decade >= seconds) ?? 10)
}
