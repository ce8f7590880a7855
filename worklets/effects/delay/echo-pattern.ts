/** What a delay does with a hit; gains are linear. */
export interface EchoControls {
  readonly leftSeconds: number
  readonly rightSeconds: number
  readonly feedback: number
  /** 0: each side repeats itself. 1: the sound enters left and changes sides with every echo. */
  readonly pingPong: number
  /** 1: as it comes. 0: mono. */
  readonly width: number
}

export interface Echo {
  readonly seconds: number
  /** How often it has been round: 1 for a first echo. */
  readonly round: number
  /** Gains against a hit of 1 on both sides. */
  readonly left: number
  readonly right: number
}

/** Echoes nearer than this are one. */
const SAME_SECONDS = 1e-6
/** -80 dB */
const FAINTEST = 1e-4

interface Arrival {
  readonly seconds: number
  readonly round: number
  readonly side: 0 | 1
  gain: number
}

/**
 * The echoes of a hit on both sides, in order of time, up to `untilSeconds`: the routing of the
 * delay's loop without its filters and saturation. At most `most` of them.
 */
export function echoPattern(
  { leftSeconds, rightSeconds, feedback, pingPong, width }: EchoControls,
  untilSeconds: number,
  most = 400
): readonly Echo[] {
  const times = [leftSeconds, rightSeconds] as const
  const waiting: Arrival[] = []
  const arrive = (seconds: number, round: number, side: 0 | 1, gain: number) => {
    if (gain < FAINTEST || seconds > untilSeconds) return
    const same = waiting.find(
      (other) => other.side === side && Math.abs(other.seconds - seconds) < SAME_SECONDS
    )
    if (same) same.gain += gain
    else waiting.push({ seconds, round, side, gain })
  }
  arrive(leftSeconds, 1, 0, 1)
  arrive(rightSeconds, 1, 1, 1 - pingPong)
  const echoes: Echo[] = []
  while (waiting.length > 0 && echoes.length < most) {
    waiting.sort((a, b) => a.seconds - b.seconds)
    const [first, second] = waiting
    if (!first) break
    const pair = second && second.seconds - first.seconds < SAME_SECONDS ? [first, second] : [first]
    waiting.splice(0, pair.length)
    const gains = [0, 0]
    for (const { side, gain, seconds, round } of pair) {
      gains[side] = gain
      const other = side === 0 ? 1 : 0
      arrive(seconds + times[side], round + 1, side, gain * feedback * (1 - pingPong))
      arrive(seconds + times[other], round + 1, other, gain * feedback * pingPong)
    }
    const over = 0.5 * (1 - width) * (gains[1] - gains[0])
    echoes.push({
      seconds: first.seconds,
      round: first.round,
      left: Math.abs(gains[0] + over),
      right: Math.abs(gains[1] - over)
    })
  }
  return echoes
}
