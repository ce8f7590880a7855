import type { MixEffect, MixStrip } from './document.ts'
import type { Routes } from './routes.ts'

/**
 * When the sound of the song's frame 0 is where, and how long each way must wait so that all that
 * meets arrives together. Frames; written anew by `update` without allocating, because a latency
 * may change while the mix plays.
 *
 * Each meeting place (a strip's entry, an insert with a side chain) is as late as the latest of
 * what meets there, and every other way waits for the difference. Strips are done in the order of
 * the sound, so one pass does.
 */
export class MixTiming {
  /** In: latency of each stage, strip after strip, in the order of the sound through it. */
  readonly latencies: Int32Array
  /** First stage of each strip, and the end of the last. */
  readonly firstStages: Int32Array
  /** Out: how late the sound is where a stage takes it in. */
  readonly arrivals: Int32Array
  /** Out: for each stage the wait before it, for a key that comes later. */
  readonly waits: Int32Array
  /** Out: the wait on each route. */
  readonly delays: Int32Array
  /** Out: how late the sound is at each strip's entry: what its own source has to wait. */
  readonly entries: Int32Array
  /** Out: how late the sound is at the two taps of each strip. */
  readonly preTaps: Int32Array
  readonly postTaps: Int32Array
  /** Out: how late the latest end of the mix is. */
  total = 0
  readonly #routes: Routes
  readonly #channels: Int32Array
  readonly #keys: readonly (readonly number[])[]
  readonly #arriving: readonly (readonly number[])[]

  /** Takes the latencies that the document names. */
  constructor(routes: Routes) {
    const { strips } = routes
    const counts = strips.map((strip) => strip.inserts.length + 1)
    this.#routes = routes
    this.firstStages = Int32Array.from([0, ...counts.map((_, i) => sum(counts.slice(0, i + 1)))])
    this.latencies = Int32Array.from(
      strips.flatMap(stagesOf),
      ([, { latencyFrames }]) => latencyFrames ?? 0
    )
    this.arrivals = new Int32Array(this.latencies.length)
    this.waits = new Int32Array(this.latencies.length)
    this.delays = new Int32Array(routes.routes.length)
    this.entries = new Int32Array(strips.length)
    this.preTaps = new Int32Array(strips.length)
    this.postTaps = new Int32Array(strips.length)
    this.#channels = Int32Array.from(
      strips,
      (strip, i) => this.firstStages[i] + channelPlace(strip)
    )
    this.#arriving = strips.map((_, i) => this.#find((r) => r.to === i && r.kind !== 'key'))
    this.#keys = strips.flatMap((strip, i) =>
      stagesOf(strip).map((_, s) =>
        this.#find((r) => r.kind === 'key' && r.to === i && insertStage(strip, r.index) === s)
      )
    )
    this.update()
  }

  update(): void {
    this.total = 0
    for (let i = 0; i < this.entries.length; i++) {
      this.entries[i] = this.#meet(this.#arriving[i], 0)
      this.#runThrough(i)
      if (this.#routes.strips[i].output === undefined) {
        this.total = Math.max(this.total, this.postTaps[i])
      }
    }
  }

  #runThrough(strip: number): void {
    let late = this.entries[strip]
    for (let s = this.firstStages[strip]; s < this.firstStages[strip + 1]; s++) {
      const met = this.#meet(this.#keys[s], late)
      this.waits[s] = met - late
      this.arrivals[s] = met
      if (s === this.#channels[strip]) this.preTaps[strip] = late
      late = met + this.latencies[s]
    }
    this.postTaps[strip] = late
  }

  /** The time of a meeting, at which `earliest` comes by itself; sets what the routes wait. */
  #meet(routes: readonly number[], earliest: number): number {
    let latest = earliest
    for (let k = 0; k < routes.length; k++) latest = Math.max(latest, this.#sourceTime(routes[k]))
    for (let k = 0; k < routes.length; k++) {
      this.delays[routes[k]] = latest - this.#sourceTime(routes[k])
    }
    return latest
  }

  #sourceTime(route: number): number {
    const { from, tap } = this.#routes.routes[route]
    return tap === 'pre' ? this.preTaps[from] : this.postTaps[from]
  }

  #find(wanted: (route: Routes['routes'][number]) => boolean): readonly number[] {
    return this.#routes.routes.flatMap((route, i) => (wanted(route) ? [i] : []))
  }
}

/** The effects of a strip in the order of the sound, each with what lanes and readers call it. */
export function stagesOf(strip: MixStrip): readonly (readonly [key: string, effect: MixEffect])[] {
  const { channel } = strip
  const inserts = strip.inserts.map((insert): [string, MixEffect] => [insert.id, insert])
  const fader = Object.entries({ channel })
  return strip.channelFirst ? [...fader, ...inserts] : [...inserts, ...fader]
}

/** Which of the stages the channel is. */
export function channelPlace(strip: MixStrip): number {
  return strip.channelFirst ? 0 : strip.inserts.length
}

/** Which of the stages an insert is. */
export function insertStage(strip: MixStrip, index: number): number {
  return strip.channelFirst ? index + 1 : index
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
