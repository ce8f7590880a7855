import type { Routes } from './routes.ts'
import type { Stage } from './stage.ts'
import { insertStage, MixTiming } from './timing.ts'

/** The longest that anything can have to wait, whatever lanes make of latencies. */
export class Bounds {
  /** With the latencies that there are at the start. */
  readonly timing: MixTiming
  readonly #routes: Routes
  readonly #least: MixTiming
  readonly #most: MixTiming

  constructor(routes: Routes, stages: readonly (Stage | undefined)[]) {
    this.#routes = routes
    this.timing = timed(routes, (s) => stages[s]?.latencyFrames ?? 0)
    this.#least = timed(routes, (s) => stages[s]?.latencyRange[0] ?? 0)
    this.#most = timed(routes, (s) => stages[s]?.latencyRange[1] ?? 0)
  }

  delay(route: number): number {
    const { kind, from, tap, to, index } = this.#routes.routes[route]
    const source = tap === 'pre' ? this.#least.preTaps[from] : this.#least.postTaps[from]
    const stage = this.#most.firstStages[to] + insertStage(this.#routes.strips[to], index)
    const met = kind === 'key' ? this.#most.arrivals[stage] : this.#most.entries[to]
    return met - source
  }

  wait(strip: number, place: number): number {
    const stage = this.#most.firstStages[strip] + place
    const soonest = this.#least.arrivals[stage] - this.#least.waits[stage]
    const keyed = this.#routes.routes.some(
      ({ kind, to, index }) =>
        kind === 'key' && to === strip && insertStage(this.#routes.strips[to], index) === place
    )
    return keyed ? this.#most.arrivals[stage] - soonest : 0
  }

  entry(strip: number): number {
    return this.#most.entries[strip]
  }
}

function timed(routes: Routes, latencyOf: (stage: number) => number): MixTiming {
  const timing = new MixTiming(routes)
  timing.latencies.forEach((_, s) => {
    timing.latencies[s] = latencyOf(s)
  })
  timing.update()
  return timing
}
