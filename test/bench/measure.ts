/** One thing to time: a block of stereo sound of 128 frames at 48 kHz per call. */
export interface Contestant {
  readonly name: string
  /** Renders `quanta` blocks. */
  readonly run: (quanta: number) => void
}

export interface Timing {
  readonly name: string
  /** Median over the rounds, nanoseconds per stereo frame. */
  readonly nsPerFrame: number
  readonly best: number
}

const ROUNDS = 15
/** Runs of every contestant before the first that counts: the compiler is done after about eight. */
const WARM_UP_ROUNDS = 12
const QUANTA = 400
const FRAMES = 128

/** What a frame may take at 48 kHz. */
export const FRAME_BUDGET_NS = 1e9 / 48000

/**
 * Times the contestants in turns, round after round, so that a machine that slows down slows all
 * of them. Quote ratios: on shared cores anything under 1.3 means nothing.
 */
export function measure(contestants: readonly Contestant[]): readonly Timing[] {
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    for (const { run } of contestants) run(QUANTA)
  }
  const times = contestants.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    contestants.forEach(({ run }, i) => {
      const start = performance.now()
      run(QUANTA)
      times[i].push(((performance.now() - start) * 1e6) / (QUANTA * FRAMES))
    })
  }
  return contestants.map(({ name }, i) => {
    const sorted = times[i].sort((a, b) => a - b)
    return { name, nsPerFrame: sorted[Math.floor(ROUNDS / 2)], best: sorted[0] }
  })
}
