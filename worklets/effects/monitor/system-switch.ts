import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { MatchedFilter } from '../../dsp/filters/matched-filter.ts'
import { Crossfade } from '../../dsp/moves/crossfade.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { pinkPoints } from './pink-match.ts'
import { PLAYBACK_SYSTEM_IDS, type PlaybackSystemId, playbackSystem } from './playback-systems.ts'
import { SideLoss } from './side-loss.ts'
import { SystemChain } from './system-chain.ts'

/** A new system first runs unheard until its filters have swung in, then fades in. */
const WARM_SECONDS = 0.06
const FADE_SECONDS = 0.05

/** Control steps are counted on a grid of this many frames. */
const GRID = 16

/**
 * All playback systems, of which one is heard: at equal loudness as far as `match` says, mixed with
 * the sound itself by `amount`, and changed for another without a click. Amount 0 and Flat cost
 * nothing. Only the constructor allocates.
 */
export class SystemSwitch {
  readonly amount: GainRamp
  readonly match: GainRamp
  readonly #chains: Readonly<Record<PlaybackSystemId, SystemChain>>
  readonly #fade: Crossfade
  readonly #nowOut = makeStereo()
  readonly #oldOut = makeStereo()
  readonly #sideGains = new Float64Array(MAX_FRAMES)
  #wanted: PlaybackSystemId = 'flat'
  #now: PlaybackSystemId = 'flat'
  #old: PlaybackSystemId = 'flat'
  /** Frames until a new system may fade in. */
  #warming = 0
  readonly #warmFrames: number
  #at = 0
  /** Whether amount 0 has left the systems behind the sound. */
  #rests = false
  /** Of the present system, and of the one that fades out. */
  #sideLoss: SideLoss
  #oldSideLoss: SideLoss

  constructor(sampleRate: number) {
    const designer = new MatchedFilter(sampleRate)
    pinkPoints(sampleRate)
    const chains = PLAYBACK_SYSTEM_IDS.map((id) => [
      id,
      new SystemChain(playbackSystem(id), designer, MAX_FRAMES)
    ])
    // Object.fromEntries forgets the ids that the list has.
    this.#chains = Object.fromEntries(chains) as Readonly<Record<PlaybackSystemId, SystemChain>>
    this.#fade = new Crossfade(FADE_SECONDS, sampleRate, MAX_FRAMES)
    this.amount = new GainRamp(sampleRate, 1)
    this.match = new GainRamp(sampleRate, 1)
    this.#sideLoss = new SideLoss(sampleRate)
    this.#oldSideLoss = new SideLoss(sampleRate)
    this.#warmFrames = GRID * Math.round((WARM_SECONDS * sampleRate) / GRID)
  }

  /** The system to come, as soon as one that comes already is there. */
  choose(id: PlaybackSystemId): void {
    this.#wanted = id
  }

  /** The chosen system is there at once. */
  jump(): void {
    this.#now = this.#wanted
    this.#prepare(this.#chains[this.#now])
    this.#old = this.#now
    this.#warming = 0
    this.#fade.finish()
  }

  reset(): void {
    for (let k = 0; k < PLAYBACK_SYSTEM_IDS.length; k++) {
      this.#chains[PLAYBACK_SYSTEM_IDS[k]].reset()
    }
    this.#sideLoss.reset()
    this.#oldSideLoss.reset()
    this.#at = 0
    this.#rests = false
  }

  /** In place. */
  process(sound: Stereo, frames: number): void {
    this.amount.process(frames)
    this.match.process(frames)
    let start = 0
    while (start < frames) {
      if (this.#at === 0) this.#control()
      const count = this.#switches ? Math.min(frames - start, GRID - this.#at) : frames - start
      this.#renderStretch(sound, start, count)
      this.#at = (this.#at + count) % GRID
      start += count
    }
  }

  /** Before the first block there is time for all of it. */
  #prepare(chain: SystemChain): void {
    chain.design()
    let done = false
    while (!done) done = chain.findLevel()
  }

  get #switches(): boolean {
    return this.#wanted !== this.#now || this.#warming > 0 || this.#fade.active
  }

  /** On the grid: begins a change of system, or its fade. */
  #control(): void {
    if (this.#warming > 0) {
      // More steps than any room needs: its level is known before it is heard.
      this.#chains[this.#now].findLevel()
      this.#warming -= GRID
      if (this.#warming <= 0) this.#fade.start()
      return
    }
    if (this.#fade.active || this.#wanted === this.#now) return
    this.#old = this.#now
    this.#now = this.#wanted
    this.#chains[this.#now].design()
    this.#chains[this.#now].begin()
    const free = this.#oldSideLoss
    this.#oldSideLoss = this.#sideLoss
    this.#sideLoss = free
    free.continueFrom(this.#oldSideLoss, this.#chains[this.#now].sideWidth)
    this.#warming = this.#warmFrames
  }

  #renderStretch(sound: Stereo, start: number, count: number): void {
    const silent = this.amount.settled && this.amount.target === 0
    if (silent) {
      this.#rests = true
      return
    }
    if (this.#rests) this.#wake()
    if (this.#now === 'flat' && !this.#switches) return
    this.#run(this.#now, this.#sideLoss, sound, start, count, this.#nowOut)
    if (this.#warming > 0 || this.#fade.active) this.#blend(sound, start, count)
    const { left, right } = sound
    const { left: now, right: nowRight } = this.#nowOut
    const amounts = this.amount.gains
    for (let i = 0; i < count; i++) {
      left[start + i] += amounts[start + i] * (now[i] - left[start + i])
      right[start + i] += amounts[start + i] * (nowRight[i] - right[start + i])
    }
    if (!this.amount.settled || this.amount.target < 1) this.#makeGood(sound, start, count)
  }

  /**
   * A system and the sound itself, mixed, partly cancel: what is lost of two equally loud sounds of
   * likeness r in shares of a and 1 - a is made good, (1 - a)^2 + a^2 + 2 a (1 - a) r.
   */
  #makeGood({ left, right }: Stereo, start: number, count: number): void {
    const amounts = this.amount.gains
    const match = this.match.gains
    const weights = this.#fade.weights
    const now = this.#chains[this.#now].match.likeness
    const old = this.#chains[this.#old].match.likeness
    for (let i = 0; i < count; i++) {
      const weight = this.#warming > 0 ? 0 : this.#fade.active ? weights[i] : 1
      const likeness = old + weight * (now - old)
      const amount = amounts[start + i]
      const lost = 2 * amount * (1 - amount) * (1 - likeness)
      const gain = 1 + match[start + i] * (1 / Math.sqrt(1 - lost) - 1)
      left[start + i] *= gain
      right[start + i] *= gain
    }
  }

  /** What a system last heard before it was turned off must not sound on. */
  #wake(): void {
    this.#rests = false
    this.#chains[this.#now].begin()
    this.#chains[this.#old].begin()
  }

  /** The old system, and the new one as far as it is faded in. */
  #blend(sound: Stereo, start: number, count: number): void {
    this.#run(this.#old, this.#oldSideLoss, sound, start, count, this.#oldOut)
    const { left: old, right: oldRight } = this.#oldOut
    const { left: now, right: nowRight } = this.#nowOut
    const fading = this.#warming <= 0
    if (fading) this.#fade.process(count)
    const weights = this.#fade.weights
    for (let i = 0; i < count; i++) {
      const weight = fading ? weights[i] : 0
      now[i] = old[i] + weight * (now[i] - old[i])
      nowRight[i] = oldRight[i] + weight * (nowRight[i] - oldRight[i])
    }
  }

  /** One system with its gain of equal loudness. */
  #run(
    id: PlaybackSystemId,
    sideLoss: SideLoss,
    sound: Stereo,
    start: number,
    count: number,
    out: Stereo
  ): void {
    const { left: outLeft, right: outRight } = out
    for (let i = 0; i < count; i++) {
      outLeft[i] = sound.left[start + i]
      outRight[i] = sound.right[start + i]
    }
    const gains = this.#sideGains
    const chain = this.#chains[id]
    sideLoss.follow(outLeft, outRight, count, chain.sideWidth, gains)
    if (id === 'flat') return
    chain.process(out, count)
    const match = this.match.gains
    const matched = chain.match.gain
    for (let i = 0; i < count; i++) {
      const gain = 1 + match[start + i] * (matched * gains[i] - 1)
      outLeft[i] *= gain
      outRight[i] *= gain
    }
  }
}

function makeStereo(): Stereo {
  return { left: new Float64Array(MAX_FRAMES), right: new Float64Array(MAX_FRAMES) }
}
