import { LatencyDelay } from '../../core/latency-delay.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { GainRamp } from '../../dsp/gain-ramp.ts'
import { BUTTERWORTH_2, BUTTERWORTH_4, setCrossoverSection } from '../../dsp/linkwitz-riley.ts'
import { MatchedFilter } from '../../dsp/matched-filter.ts'
import type { PlaybackSystem } from '../../dsp/playback-systems.ts'
import { SideHighPass } from '../../dsp/side-high-pass.ts'
import { SmallRoom } from '../../dsp/small-room.ts'
import { SoftSaturator } from '../../dsp/soft-saturator.ts'
import { StereoSvf } from '../../dsp/stereo-svf.ts'
import { SVF_STRIDE } from '../../dsp/svf-coefficients.ts'
import { LevelFollower } from './level-follower.ts'
import { type PinkMatch, pinkMatch, pinkWidth } from './pink-match.ts'

/** What a bass limiter calls bass. */
const BASS_HZ = 170

/**
 * One playback system at work. Signal path: width, mono bass, seat -> filters -> bass limiter ->
 * leveler -> clip -> room -> gain of equal loudness. All of it without latency.
 */
export class SystemChain {
  readonly #system: PlaybackSystem
  readonly #open: GainRamp
  readonly #sections: readonly StereoSvf[]
  readonly #bassMono: SideHighPass | undefined
  readonly #seat: LatencyDelay | undefined
  readonly #seatGain: number
  /** Two low and two high sections of a crossover, where the bass has a limiter. */
  readonly #bass: readonly StereoSvf[]
  readonly #bassFollower: LevelFollower | undefined
  readonly #leveler: LevelFollower | undefined
  readonly #saturator: SoftSaturator | undefined
  readonly #room: SmallRoom | undefined
  readonly #drives: Float64Array
  readonly #ones: Float64Array
  readonly #mid: Float64Array
  readonly #side: Float64Array
  /** Gain that gives pink noise the loudness it came with, and how like it is to that. */
  readonly match: PinkMatch
  /** What is left of the side of pink noise, 0..1. */
  readonly sideWidth: number

  constructor(system: PlaybackSystem, sampleRate: number, maxBlock: number) {
    this.#system = system
    this.#open = new GainRamp(sampleRate, 1, maxBlock)
    const sections = designed(system, sampleRate)
    this.#sections = Array.from({ length: sections.length / SVF_STRIDE }, (_, section) => {
      const svf = new StereoSvf()
      svf.jump(sections, section)
      return svf
    })
    this.#mid = new Float64Array(maxBlock)
    this.#side = new Float64Array(maxBlock)
    this.#ones = new Float64Array(maxBlock).fill(1)
    const allPasses: [number, readonly number[]][] = []
    if (system.bassMonoHz) allPasses.push([system.bassMonoHz, BUTTERWORTH_4])
    if (system.bassLimitDb !== undefined) allPasses.push([BASS_HZ, BUTTERWORTH_2])
    this.match = pinkMatch(system, { sections, allPasses }, sampleRate)
    this.sideWidth = pinkWidth(system, sampleRate)
    if (system.bassMonoHz) {
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
      this.#bassFollower = new LevelFollower(sampleRate, maxBlock, {
        thresholdDb: system.bassLimitDb,
        ratio: 20
      })
    }
    if (system.leveler) this.#leveler = new LevelFollower(sampleRate, maxBlock, system.leveler)
    this.#drives = new Float64Array(maxBlock).fill(decibelsToGain(-(system.clipDb ?? 0)))
    if (system.clipDb !== undefined) this.#saturator = new SoftSaturator()
    if (system.room) this.#room = new SmallRoom(sampleRate, maxBlock, system.room)
  }

  /** Starts from silence; what plays already swings in softly, so that no room answers its step. */
  begin(): void {
    this.reset()
    this.#open.jump(0)
    this.#open.setTarget(1)
  }

  reset(): void {
    this.#open.jump(1)
    for (let k = 0; k < this.#sections.length; k++) this.#sections[k].reset()
    this.#bassMono?.reset()
    this.#seat?.reset()
    for (let k = 0; k < this.#bass.length; k++) this.#bass[k].reset()
    this.#bassFollower?.reset()
    this.#leveler?.reset()
    this.#saturator?.reset()
    this.#room?.reset()
  }

  /** In place. */
  process(left: Float64Array, right: Float64Array, frames: number): void {
    if (!this.#open.settled) this.#swingIn(left, right, frames)
    this.#place(left, right, frames)
    for (let k = 0; k < this.#sections.length; k++) {
      this.#sections[k].process(left, right, 0, frames)
    }
    if (this.#bassFollower) this.#limitBass(left, right, frames)
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

  #swingIn(left: Float64Array, right: Float64Array, frames: number): void {
    this.#open.process(frames)
    const gains = this.#open.gains
    for (let i = 0; i < frames; i++) {
      left[i] *= gains[i]
      right[i] *= gains[i]
    }
  }

  /** Where the loudspeakers stand and where one sits. */
  #place(left: Float64Array, right: Float64Array, frames: number): void {
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
    this.#seat.process(left, right, frames)
    const later = this.#seat.right
    for (let i = 0; i < frames; i++) right[i] = this.#seatGain * later[i]
  }

  #limitBass(left: Float64Array, right: Float64Array, frames: number): void {
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

/** Coefficients of all filters, section after section. */
function designed(system: PlaybackSystem, sampleRate: number): Float64Array {
  const designer = new MatchedFilter(sampleRate)
  const numbers = system.filters.flatMap((filter) => {
    designer.set(filter)
    return Array.from(designer.coefficients.subarray(0, designer.count * SVF_STRIDE))
  })
  return Float64Array.from(numbers)
}
