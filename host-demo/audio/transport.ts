import type { Loop } from '../session/session.ts'
import { DeviceLatency } from './device-latency.ts'
import { FADE_SECONDS, PlaybackPass, type TrackSource } from './playback-pass.ts'

/** Time between a decision and its sound, enough to reach the audio thread in order. */
const LEAD_SECONDS = 0.03

/** Loops are scheduled this far ahead: a page in the background gets a timer once a second. */
const AHEAD_SECONDS = 2.5

const TICK_MS = 200

/** A shorter loop would be a tone, and needs more sources than it is worth. */
const MIN_LOOP_SECONDS = 0.1

const NO_LOOP: Loop = { start: 0, end: 0, on: false }

/**
 * Plays tracks aligned to the sample. All jumps (stop, seek, loop) are short fades.
 *
 * Events: `statechange` (playing or not), `seek`, `loop`.
 */
export class Transport extends EventTarget {
  readonly #context: AudioContext
  readonly #device: DeviceLatency
  /** Seconds between a source's sample and its sound, apart from the device. */
  readonly #graphLatency: () => number
  #tracks: readonly TrackSource[] = []
  #passes: PlaybackPass[] = []
  #loop = NO_LOOP
  #position = 0
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(context: AudioContext, graphLatency: () => number = () => 0) {
    super()
    this.#context = context
    this.#device = new DeviceLatency(context)
    this.#graphLatency = graphLatency
  }

  get playing(): boolean {
    return this.#timer !== undefined
  }

  get loop(): Loop {
    return this.#loop
  }

  /** Length of the longest track. */
  get durationSeconds(): number {
    return Math.max(0, ...this.#tracks.map((track) => track.buffer.duration))
  }

  /** Where in the song the sound is that leaves the speakers now. */
  get positionSeconds(): number {
    if (!this.playing) return this.#position
    const device = this.#device.secondsAt(performance.now())
    return this.#positionAt(this.#context.currentTime - device - this.#graphLatency())
  }

  /** Starts where it stands. Call it from a gesture: it wakes a context that the browser holds. */
  async play(): Promise<void> {
    if (this.playing) return
    if (this.#position >= this.durationSeconds) this.#position = 0
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
    this.#start(this.#position)
    this.dispatchEvent(new Event('statechange'))
    if (this.#context.state !== 'running') await this.#context.resume()
  }

  /** Stops and stays where the sound is. */
  pause(): void {
    if (!this.playing) return
    this.#position = this.positionSeconds
    this.#halt()
  }

  /** Stops and returns to the start. */
  stop(): void {
    const wasPlaying = this.playing
    this.#position = 0
    if (wasPlaying) this.#halt()
    this.dispatchEvent(new Event('seek'))
  }

  toggle(): Promise<void> {
    if (!this.playing) return this.play()
    this.pause()
    return Promise.resolve()
  }

  seek(seconds: number): void {
    this.#position = Math.max(0, Math.min(seconds, this.durationSeconds))
    if (this.playing) this.#start(this.#position)
    this.dispatchEvent(new Event('seek'))
  }

  /** A loop applies to what plays before its end. */
  setLoop(loop: Loop): void {
    const { start, end, on } = this.#loop
    if (loop.start === start && loop.end === end && loop.on === on) return
    this.#loop = loop
    this.#carryOn()
    this.dispatchEvent(new Event('loop'))
  }

  /** Takes other tracks, also while playing: those that stay are heard without a gap. */
  setTracks(tracks: readonly TrackSource[]): void {
    const same = tracks.length === this.#tracks.length && tracks.every(isIn(this.#tracks))
    if (same) return
    this.#tracks = tracks
    this.#carryOn()
  }

  dispose(): void {
    if (this.playing) this.#halt()
  }

  /** New sources at the same place: old and new are the same sound, and their fades add up to it. */
  #carryOn(): void {
    if (!this.playing) return
    this.#start(this.#positionAt(this.#nextStart()))
  }

  #start(offset: number): void {
    const at = this.#nextStart()
    this.#endPasses(at)
    this.#passes.push(this.#makePass({ at, offset: this.#wholeFrames(offset) }))
    this.#scheduleLoops()
  }

  #halt(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#endPasses(this.#nextStart())
    this.#passes = []
    this.dispatchEvent(new Event('statechange'))
  }

  /** The earliest time at which a pass can start with its fade, on a whole frame. */
  #nextStart(): number {
    return this.#wholeFrames(this.#context.currentTime + LEAD_SECONDS + FADE_SECONDS)
  }

  #wholeFrames(seconds: number): number {
    return Math.ceil(seconds * this.#context.sampleRate - 1e-6) / this.#context.sampleRate
  }

  #makePass(start: { readonly at: number; readonly offset: number }): PlaybackPass {
    return new PlaybackPass(this.#context, this.#tracks, start)
  }

  #endPasses(at: number): void {
    for (const pass of this.#passes) {
      if (pass.at >= at) pass.cancel()
      else pass.endAt(at)
    }
    this.#passes = this.#passes.filter((pass) => pass.at < at)
  }

  /** Queues passes of the loop until enough lies ahead. */
  #scheduleLoops(): void {
    const start = this.#wholeFrames(this.#loop.start)
    const end = this.#wholeFrames(this.#loop.end)
    if (!this.#loop.on || end - start < MIN_LOOP_SECONDS) return
    const horizon = this.#context.currentTime + AHEAD_SECONDS
    let last = this.#passes.at(-1)
    while (last && last.offset < end && last.at + (end - last.offset) < horizon) {
      const at = this.#wholeFrames(last.at + (end - last.offset))
      last.endAt(at)
      last = this.#makePass({ at, offset: start })
      this.#passes.push(last)
    }
  }

  #tick(): void {
    const now = this.#context.currentTime
    this.#scheduleLoops()
    const past = this.#passes.findLastIndex((pass) => pass.at <= now - AHEAD_SECONDS)
    if (past > 0) this.#passes.splice(0, past)
    const last = this.#passes.at(-1)
    const over = last !== undefined && last.at <= now
    if (over && this.positionSeconds >= this.durationSeconds) this.stop()
  }

  /** Position in the song at a time of the context's clock, as far as passes are scheduled. */
  #positionAt(time: number): number {
    const pass = this.#passes.findLast((candidate) => candidate.at <= time) ?? this.#passes[0]
    if (pass === undefined) return this.#position
    return pass.offset + Math.max(0, time - pass.at)
  }
}

function isIn(tracks: readonly TrackSource[]): (track: TrackSource) => boolean {
  return ({ buffer, input }) => tracks.some((t) => t.buffer === buffer && t.input === input)
}
