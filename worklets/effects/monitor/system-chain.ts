import { type Cell, cell } from '../../dsp/cell.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { AnalogPrototype } from '../../dsp/filters/analog-prototype.ts'
import type { EqFilter } from '../../dsp/filters/eq-filter.ts'
import {
  BUTTERWORTH_2,
  BUTTERWORTH_4,
  setCrossoverSection
} from '../../dsp/filters/linkwitz-riley.ts'
import type { MatchedFilter } from '../../dsp/filters/matched-filter.ts'
import { StereoSvf } from '../../dsp/filters/stereo-svf.ts'
import { SVF_STRIDE } from '../../dsp/filters/svf-coefficients.ts'
import { LatencyDelay } from '../../dsp/lines/latency-delay.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { SmallRoom } from '../../dsp/reverb/small-room.ts'
import { SoftSaturator } from '../../dsp/soft-saturator.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { SideHighPass } from '../../dsp/width/side-high-pass.ts'
import { LevelFollower } from './level-follower.ts'
import {
  type PinkMatch,
  pinkPoints,
  pinkWidth,
  type SystemFilters,
  setPinkMatch
} from './pink-match.ts'
import type { PlaybackSystem } from './playback-systems.ts'
import { RoomLoudness } from './room-loudness.ts'

/** What a bass limiter calls bass. */
const BASS_HZ = 170

/**
 * One playback system at work. Signal path: width, mono bass, seat -> filters -> bass limiter ->
 * leveler -> clip -> room -> gain of equal loudness. All of it without latency.
 *
 * A system is designed when it is first chosen, and not with the rest: of twelve, most are never
 * heard. `design` takes some 0.2 ms; the level of a room takes longer and is found step by step.
 * Only the constructor allocates.
 */
export class SystemChain {
  readonly #system: PlaybackSystem
  readonly #sampleRate: number
  readonly #designer: MatchedFilter
  readonly #open: GainRamp
  /** As many as the filters may need; those that are designed are in use. */
  readonly #sections: readonly StereoSvf[]
  readonly #filters: SystemFilters
  #isDesigned = false
  #hasLevel = false
  /** Of the filters, where the side that is left depends on them. */
  readonly #prototypes: readonly AnalogPrototype[]
  readonly #response = new Float64Array(2)
  readonly #bassMono: SideHighPass | undefined
  readonly #seat: LatencyDelay | undefined
  readonly #seatGain: number
  /** Two low and two high sections of a crossover, where the bass has a limiter. */
  readonly #bass: readonly StereoSvf[]
  readonly #bassFollower: LevelFollower | undefined
  readonly #leveler: LevelFollower | undefined
  readonly #saturator: SoftSaturator | undefined
  readonly #room: SmallRoom | undefined
  readonly #roomLoudness: RoomLoudness | undefined
  readonly #drives: Float64Array
  readonly #ones: Float64Array
  readonly #mid: Float64Array
  readonly #side: Float64Array
  /** Gain that gives pink noise the loudness it came with, and how like it is to that. */
  readonly match: PinkMatch = { gain: 1, likeness: 1 }
  /** What is left of the side of pink noise, 0..1. */
  readonly sideWidth: Cell = cell(1)

  /** A designer may serve many systems. */
  constructor(system: PlaybackSystem, designer: MatchedFilter, maxBlock: number) {
    const { sampleRate } = designer
    this.#system = system
    this.#sampleRate = sampleRate
    this.#designer = designer
    this.#open = new GainRamp(sampleRate, 1, maxBlock)
    const most = system.filters.reduce((sum, { slope }) => sum + Math.ceil(slope / 12) + 1, 0)
    this.#sections = Array.from({ length: most }, () => new StereoSvf())
    this.#filters = { sections: new Float64Array(most * SVF_STRIDE), count: 0, allPasses: [] }
    this.#prototypes = system.bassMonoHz ? system.filters.map(() => new AnalogPrototype()) : []
    this.#mid = new Float64Array(maxBlock)
    this.#side = new Float64Array(maxBlock)
    this.#ones = new Float64Array(maxBlock).fill(1)
    if (system.bassMonoHz) {
      this.#filters.allPasses.push({ hertz: system.bassMonoHz, dampings: BUTTERWORTH_4 })
      this.#bassMono = new SideHighPass(sampleRate)
      this.#bassMono.jump(system.bassMonoHz)
    }
    this.#seatGain = decibelsToGain(-(system.seat?.quieterDb ?? 0))
    if (system.seat) {
      const frames = Math.round((system.seat.delayMs / 1000) * sampleRate)
      this.#seat = new LatencyDelay(frames, maxBlock, sampleRate)
      this.#seat.setLength(frames)
      this.#seat.reset()
    }
    this.#bass = system.bassLimitDb === undefined ? [] : bassCrossover(sampleRate)
    if (system.bassLimitDb !== undefined) {
      this.#filters.allPasses.push({ hertz: BASS_HZ, dampings: BUTTERWORTH_2 })
      this.#bassFollower = new LevelFollower(sampleRate, maxBlock, {
        thresholdDb: system.bassLimitDb,
        ratio: 20
      })
    }
    if (system.leveler) this.#leveler = new LevelFollower(sampleRate, maxBlock, system.leveler)
    this.#drives = new Float64Array(maxBlock).fill(decibelsToGain(-(system.clipDb ?? 0)))
    if (system.clipDb !== undefined) this.#saturator = new SoftSaturator()
    if (system.room) {
      this.#room = new SmallRoom(sampleRate, maxBlock, system.room.seconds)
      this.#roomLoudness = new RoomLoudness(sampleRate, maxBlock, system.room.seconds)
    }
  }

  /** Filters and gains, once. */
  design(): void {
    if (this.#isDesigned) return
    this.#isDesigned = true
    const { filters } = this.#system
    for (let n = 0; n < filters.length; n++) this.#addFilter(filters[n])
    for (let n = 0; n < this.#prototypes.length; n++) this.#prototypes[n].set(filters[n])
    const points = pinkPoints(this.#sampleRate)
    setPinkMatch(this.match, this.#system, this.#filters, this.#sampleRate, points, this.#response)
    this.sideWidth[0] = pinkWidth(this.#system, this.#prototypes, points)
  }

  /** One step towards the level of the room; true when it is known. What plays may go on. */
  findLevel(): boolean {
    const loudness = this.#roomLoudness
    if (!loudness || !this.#room || !this.#system.room || this.#hasLevel) return true
    loudness.step()
    if (!loudness.isKnown) return false
    this.#room.gain = loudness.takeGain(this.#system.room.levelDb)
    this.#hasLevel = true
    return true
  }

  #addFilter(filter: EqFilter): void {
    const designer = this.#designer
    const { sections, count } = this.#filters
    designer.set(filter)
    for (let s = 0; s < designer.count; s++) {
      this.#sections[count + s].jump(designer.coefficients, s)
    }
    for (let j = 0; j < designer.count * SVF_STRIDE; j++) {
      sections[count * SVF_STRIDE + j] = designer.coefficients[j]
    }
    this.#filters.count += designer.count
  }

  /** Starts from silence; what plays already swings in softly, so that no room answers its step. */
  begin(): void {
    this.reset()
    this.#open.jump(0)
    this.#open.setTarget(1)
  }

  reset(): void {
    this.#open.jump(1)
    for (let k = 0; k < this.#filters.count; k++) this.#sections[k].reset()
    this.#bassMono?.reset()
    this.#seat?.reset()
    for (let k = 0; k < this.#bass.length; k++) this.#bass[k].reset()
    this.#bassFollower?.reset()
    this.#leveler?.reset()
    this.#saturator?.reset()
    this.#room?.reset()
  }

  /** In place. */
  process(sound: Stereo, frames: number): void {
    const { left, right } = sound
    if (!this.#open.settled) this.#swingIn(sound, frames)
    this.#place(sound, frames)
    for (let k = 0; k < this.#filters.count; k++) {
      this.#sections[k].process(left, right, 0, frames)
    }
    if (this.#bassFollower) this.#limitBass(sound, frames)
    if (this.#leveler) {
      this.#leveler.follow(left, right, frames)
      const gains = this.#leveler.gains
      for (let i = 0; i < frames; i++) {
        left[i] *= gains[i]
        right[i] *= gains[i]
      }
    }
    this.#saturator?.process(left, right, frames, this.#drives, this.#ones, 0)
    if (!this.#room) return
    this.#room.process(left, right, frames)
    const { left: roomLeft, right: roomRight } = this.#room
    for (let i = 0; i < frames; i++) {
      left[i] += roomLeft[i]
      right[i] += roomRight[i]
    }
  }

  #swingIn({ left, right }: Stereo, frames: number): void {
    this.#open.process(frames)
    const gains = this.#open.gains
    for (let i = 0; i < frames; i++) {
      left[i] *= gains[i]
      right[i] *= gains[i]
    }
  }

  /** Where the loudspeakers stand and where one sits. */
  #place(sound: Stereo, frames: number): void {
    const { left, right } = sound
    const { width } = this.#system
    if (width < 1 || this.#bassMono) {
      const mid = this.#mid
      const side = this.#side
      for (let i = 0; i < frames; i++) {
        mid[i] = 0.5 * (left[i] + right[i])
        side[i] = 0.5 * width * (left[i] - right[i])
      }
      this.#bassMono?.process(mid, side, frames)
      for (let i = 0; i < frames; i++) {
        left[i] = mid[i] + side[i]
        right[i] = mid[i] - side[i]
      }
    }
    if (!this.#seat) return
    this.#seat.process(sound, frames)
    const later = this.#seat.right
    for (let i = 0; i < frames; i++) right[i] = this.#seatGain * later[i]
  }

  #limitBass({ left, right }: Stereo, frames: number): void {
    const bassLeft = this.#mid
    const bassRight = this.#side
    for (let i = 0; i < frames; i++) {
      bassLeft[i] = left[i]
      bassRight[i] = right[i]
    }
    this.#bass[0].process(bassLeft, bassRight, 0, frames)
    this.#bass[1].process(bassLeft, bassRight, 0, frames)
    this.#bass[2].process(left, right, 0, frames)
    this.#bass[3].process(left, right, 0, frames)
    const follower = this.#bassFollower
    if (!follower) return
    follower.follow(bassLeft, bassRight, frames)
    const gains = follower.gains
    for (let i = 0; i < frames; i++) {
      left[i] += gains[i] * bassLeft[i]
      right[i] += gains[i] * bassRight[i]
    }
  }
}

function bassCrossover(sampleRate: number): readonly StereoSvf[] {
  const coefficients = new Float64Array(2 * SVF_STRIDE)
  setCrossoverSection(coefficients, 0, 'low', BASS_HZ, BUTTERWORTH_2[0], sampleRate)
  setCrossoverSection(coefficients, 1, 'high', BASS_HZ, BUTTERWORTH_2[0], sampleRate)
  return [0, 0, 1, 1].map((section) => {
    const svf = new StereoSvf()
    svf.jump(coefficients, section)
    return svf
  })
}
