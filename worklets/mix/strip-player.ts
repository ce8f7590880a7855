import type { StripParts, Wait } from './mix-parts.ts'
import type { ScratchBlock } from './scratch-block.ts'
import type { MixTiming } from './timing.ts'
import type { SumBlock } from './way.ts'

/** Arrays that all strips use, one after the other. */
export interface Workplace {
  readonly block: ScratchBlock
  readonly piece: ScratchBlock
  readonly sum: SumBlock
}

/** Where in time a stretch of at most 128 frames lies. */
export interface Moment {
  frames: number
  /** Frames since the renderer started. */
  position: number
  /** Frame of the song that goes in at `position`. */
  songFrame: number
  /** Where the stretch lies in the caller's arrays. */
  offset: number
}

/**
 * Plays one strip: what arrives is added up, runs through inserts and channel, and is written down
 * at the two taps, where other strips read it. Nothing is allocated.
 */
export class StripPlayer {
  readonly parts: StripParts
  readonly #place: number
  readonly #timing: MixTiming
  readonly #workplace: Workplace

  constructor(parts: StripParts, place: number, timing: MixTiming, workplace: Workplace) {
    this.parts = parts
    this.#place = place
    this.#timing = timing
    this.#workplace = workplace
  }

  /** Forgets all sound; the next frame that goes into the mix is `songFrame` of the song. */
  reset(songFrame: number): void {
    const { parts } = this
    const timing = this.#timing
    const place = this.#place
    const first = timing.firstStages[place]
    parts.stages.forEach((stage, s) => {
      stage?.reset(songFrame - timing.arrivals[first + s])
      parts.keys[s]?.reset(songFrame)
      parts.waits[s]?.line.reset()
      parts.waits[s]?.way.reset(songFrame)
    })
    for (const way of parts.arriving) way.reset(songFrame - timing.entries[place])
    parts.sourceWait?.line.reset()
    parts.sourceWait?.way.reset(songFrame)
    parts.preTap?.reset()
    parts.postTap?.reset()
  }

  /** Takes the delays of the timing: how long its chain waits, and its own source. */
  retime(): void {
    const { parts } = this
    const timing = this.#timing
    const place = this.#place
    const first = timing.firstStages[place]
    parts.sourceWait?.way.reader.setDelay(timing.entries[place])
    for (let s = 0; s < parts.waits.length; s++) {
      parts.waits[s]?.way.reader.setDelay(timing.waits[first + s])
    }
  }

  /** Plays a stretch. `source` is what plays into the strip, `capture` takes what it makes. */
  play(
    moment: Moment,
    source: readonly Float32Array[] | undefined,
    capture: readonly Float32Array[] | undefined
  ): void {
    const { parts } = this
    const { block } = this.#workplace
    const { frames, position } = moment
    this.#gather(moment, source)
    for (let s = 0; s < parts.stages.length; s++) {
      if (s === parts.channelPlace) parts.preTap?.write(block.left, block.right, frames, position)
      this.#runStage(s, moment)
    }
    parts.postTap?.write(block.left, block.right, frames, position)
    if (capture !== undefined) store(block, moment, capture)
  }

  /** Adds up what arrives. A lone source stays what it is: one channel of a mono sound. */
  #gather(moment: Moment, source: readonly Float32Array[] | undefined): void {
    const { parts } = this
    const { block, sum } = this.#workplace
    const { frames, position } = moment
    const channels = source === undefined ? 0 : Math.min(2, source.length)
    if (source === undefined || channels === 0) {
      block.left.fill(0)
      block.right.fill(0)
    } else {
      copy(source[0], moment.offset, block.left, frames)
      copy(source[channels - 1], moment.offset, block.right, frames)
    }
    block.channels = channels
    if (parts.arriving.length === 0 && parts.sourceWait === undefined) return
    block.channels = 2
    sum.clear()
    if (parts.sourceWait) this.#runWait(parts.sourceWait, moment)
    else if (channels > 0) add(block, sum, frames)
    const songFrame = moment.songFrame - this.#timing.entries[this.#place]
    for (let k = 0; k < parts.arriving.length; k++) {
      parts.arriving[k].addTo(sum, frames, position, songFrame)
    }
    sum.store(block.left, block.right, frames)
  }

  #runStage(s: number, moment: Moment): void {
    const { parts } = this
    const { block, piece, sum } = this.#workplace
    const { frames, position } = moment
    const wait = parts.waits[s]
    if (wait) {
      sum.clear()
      this.#runWait(wait, moment)
      sum.store(block.left, block.right, frames)
      block.channels = 2
    }
    const key = parts.keys[s]
    if (key) {
      sum.clear()
      key.addTo(sum, frames, position, 0)
      sum.store(block.keyLeft, block.keyRight, frames)
    }
    const arrival = this.#timing.arrivals[this.#timing.firstStages[this.#place] + s]
    const songFrame = moment.songFrame - arrival
    parts.stages[s]?.process(block, piece, frames, songFrame, key !== undefined)
    block.channels = 2
  }

  #runWait({ line, way }: Wait, { frames, position }: Moment): void {
    const { block, sum } = this.#workplace
    line.write(block.left, block.right, frames, position)
    way.addTo(sum, frames, position, 0)
  }
}

function copy(from: Float32Array, offset: number, to: Float32Array, frames: number): void {
  for (let i = 0; i < frames; i++) to[i] = from[offset + i]
}

function add({ left, right }: ScratchBlock, sum: SumBlock, frames: number): void {
  for (let i = 0; i < frames; i++) {
    sum.left[i] += left[i]
    sum.right[i] += right[i]
  }
}

/** One channel gets the mean of both sides. */
function store(block: ScratchBlock, moment: Moment, to: readonly Float32Array[]): void {
  const { frames, offset } = moment
  const { left, right } = block
  if (to.length === 1) {
    for (let i = 0; i < frames; i++) to[0][offset + i] = 0.5 * (left[i] + right[i])
  } else if (to.length > 1) {
    for (let i = 0; i < frames; i++) {
      to[0][offset + i] = left[i]
      to[1][offset + i] = right[i]
    }
  }
}
