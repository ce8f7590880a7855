import { BANK_BLOCK, type DelayBank } from '../../dsp/lines/delay-bank.ts'
import { Crossfade } from '../../dsp/moves/crossfade.ts'
import { Diffuser } from '../../dsp/reverb/diffuser.ts'
import type { EarlyReflections } from '../../dsp/reverb/early-reflections.ts'
import { FeedbackNetwork } from '../../dsp/reverb/feedback-network.ts'
import { InputSmear } from '../../dsp/reverb/input-smear.ts'
import { LateInput } from './late-input.ts'
import { PrimeLengths } from './prime-lengths.ts'
import { FULL_DEPTH_SECONDS, type ReverbControls } from './reverb-controls.ts'
import { longestOf, REVERB_MODES, type ReverbMode } from './reverb-modes.ts'

const LARGEST_SIZE = 2
const LONGEST_PREDELAY_MS = 500

const LONGEST_EARLY_MS = longestOf(({ early }) => early.timesMs.reduce((a, b) => Math.max(a, b)))
const LONGEST_ONSET_MS = longestOf(({ onsetMs }) => onsetMs)

/** How far back the early reflections and the tail look into the input. */
export const LONGEST_PAST_MS =
  LONGEST_PREDELAY_MS + LARGEST_SIZE * Math.max(LONGEST_EARLY_MS, LONGEST_ONSET_MS)

/**
 * Passes through the mean line that a decay by 60 dB takes at least: with fewer it would go in
 * steps. Where a short decay is asked of a large place, the tail's own place is smaller.
 */
const FEWEST_PASSES = 9

/** See `Crossfade` for the reason. */
const FADE_SECONDS = 0.08

interface PlaceSettings {
  /** In %. */
  readonly size: number
  /** In ms. */
  readonly predelay: number
  /** T60 in seconds. */
  readonly decay: number
}

/**
 * Everything of the reverb that has a size: early reflections, tone, diffuser and network, and the
 * fade that takes all of them together from one place (mode, size, predelay) to another. A place
 * that is set during a fade waits for its end; of several the last one counts.
 */
export class ReverbTail {
  /** From the end of the input to where the output cannot rise from silence again. */
  longestEchoFrames = 0
  readonly #sampleRate: number
  readonly #early: EarlyReflections
  readonly #input = new LateInput()
  readonly #smear: InputSmear
  readonly #diffuser: Diffuser
  readonly #network: FeedbackNetwork
  readonly #primes: PrimeLengths
  readonly #shortestLine: number
  readonly #fade: Crossfade
  #mode: ReverbMode = REVERB_MODES.hall
  #size = 1
  #tailSize = 1
  /** Below 0 until a place is set. */
  #predelayMs = -1
  /** The color of the present place and of the one before. */
  #lowDb = 0
  #highDb = 0
  #oldLowDb = 0
  #oldHighDb = 0
  #isWaiting = false
  #isFading = false
  #isAiming = false

  constructor(sampleRate: number, early: EarlyReflections) {
    const frames = (ms: number) => Math.ceil((ms / 1000) * sampleRate)
    const maxDepth = frames(1000 * FULL_DEPTH_SECONDS)
    const longestLine = frames(LARGEST_SIZE * longestOf(({ linesMs }) => linesMs[1]))
    const longestStep = (step: 0 | 1 | 2) =>
      frames(LARGEST_SIZE * longestOf(({ stepsMs }) => stepsMs[step]))
    this.#sampleRate = sampleRate
    this.#early = early
    this.#smear = new InputSmear(sampleRate)
    this.#diffuser = new Diffuser(longestStep(0), longestStep(1), longestStep(2))
    this.#network = new FeedbackNetwork(sampleRate, longestLine + 200, maxDepth)
    this.#primes = new PrimeLengths(longestLine + 200)
    this.#shortestLine = FeedbackNetwork.shortest(maxDepth)
    this.#fade = new Crossfade(FADE_SECONDS, sampleRate, BANK_BLOCK)
  }

  /** The output of the last `process`. */
  get left(): Float64Array {
    return this.#network.left
  }

  get right(): Float64Array {
    return this.#network.right
  }

  /** Sets where to go: the mode, its size and predelay, and the decay, which limits the size. */
  setPlace(mode: ReverbMode, { size, predelay, decay }: PlaceSettings): void {
    const meanLineMs = 0.5 * (mode.linesMs[0] + mode.linesMs[1])
    const tailSize = Math.min(size / 100, (1000 * decay) / (FEWEST_PASSES * meanLineMs))
    const isSame = mode === this.#mode && size / 100 === this.#size && tailSize === this.#tailSize
    if (isSame && predelay === this.#predelayMs) return
    this.#mode = mode
    this.#size = size / 100
    this.#tailSize = tailSize
    this.#predelayMs = predelay
    this.#isWaiting = true
    const late = mode.onsetMs + mode.stepsMs[0] + mode.stepsMs[1] + mode.stepsMs[2]
    const longest = Math.max(late + 2 * mode.linesMs[1], LONGEST_EARLY_MS)
    const ms = predelay + this.#size * longest + 100
    this.longestEchoFrames = Math.ceil((ms / 1000) * this.#sampleRate)
  }

  /** Is at the place and the controls that were set at once. */
  jump(controls: ReverbControls): void {
    this.#fade.finish()
    this.#writePlace()
    this.#adoptPlace()
    this.#isWaiting = false
    this.#isFading = false
    this.#set(controls)
    this.#land()
    this.#setMotion(controls)
    this.#network.resetMotion()
  }

  /** Once per BANK_BLOCK frames: begins and ends fades, takes over controls that moved. */
  advance(controls: ReverbControls, controlsMoved: boolean): void {
    if (this.#isAiming) this.#land()
    if (this.#isFading && !this.#fade.active) {
      this.#adoptPlace()
      this.#isFading = false
    }
    if (this.#isWaiting && !this.#isFading) {
      this.#isWaiting = false
      this.#isFading = true
      this.#writePlace()
      this.#fade.start()
    }
    if (controlsMoved || this.#isFading) {
      this.#fade.lookAhead(BANK_BLOCK)
      this.#set(controls)
      this.#setMotion(controls)
      this.#input.aim(BANK_BLOCK)
      this.#smear.aim(BANK_BLOCK)
      this.#diffuser.aimGains(BANK_BLOCK)
      this.#network.aimLoss(BANK_BLOCK)
      this.#isAiming = true
    }
    this.#network.advanceMotion()
  }

  reset(): void {
    this.#input.reset()
    this.#smear.reset()
    this.#diffuser.reset()
    this.#network.reset()
  }

  /** Reads the block that was written last to `past`. */
  process(past: DelayBank, frames: number): void {
    let weights: Float64Array | undefined
    if (this.#isFading) {
      this.#fade.process(frames)
      weights = this.#fade.weights
    }
    this.#early.process(past, frames, weights)
    this.#input.process(past, this.#diffuser.input, frames, weights)
    this.#smear.process(this.#diffuser.input, frames)
    this.#diffuser.process(frames, weights)
    this.#network.process(this.#diffuser, frames, weights)
  }

  /** Lengths, taps and delays of the place that was set, as the next ones. */
  #writePlace(): void {
    const { linesMs, stepsMs, onsetMs, early, lowDb, highDb } = this.#mode
    const perMs = this.#sampleRate / 1000
    const scale = this.#tailSize * perMs
    const predelay = Math.round(this.#predelayMs * perMs)
    this.#early.setPattern(early, this.#size, predelay)
    this.#input.setDelay(predelay + Math.round(onsetMs * this.#size * perMs))
    this.#diffuser.setSteps(
      Math.round(stepsMs[0] * scale),
      Math.round(stepsMs[1] * scale),
      Math.round(stepsMs[2] * scale)
    )
    const shortest = Math.max(this.#shortestLine, Math.round(linesMs[0] * scale))
    const longest = Math.max(shortest, Math.round(linesMs[1] * scale))
    this.#primes.write(this.#network.nextLengths, shortest, longest)
    this.#oldLowDb = this.#lowDb
    this.#oldHighDb = this.#highDb
    this.#lowDb = lowDb
    this.#highDb = highDb
  }

  #adoptPlace(): void {
    this.#early.adopt()
    this.#input.adopt()
    this.#diffuser.adopt()
    this.#network.adopt()
  }

  /** Gains and losses for the decay and the fade of the moment. */
  #set({ curve, loss, diffusion }: ReverbControls): void {
    const fade = this.#fade
    const input = this.#input
    const diffuser = this.#diffuser
    const network = this.#network
    this.#smear.setGain(diffusion)
    diffuser.spread = diffusion
    diffuser.setGains(curve, fade)
    network.setLoss(loss, fade)
    network.measureKept(curve, fade)
    // Both sides feed the tail, each pass adds what the one before has kept, and the network's
    // output has a sixteenth of its power.
    input.level = 4 * Math.sqrt((1 - network.keptPower) / (2 * diffuser.energy))
    input.lowDb = this.#oldLowDb + fade.ahead * (this.#lowDb - this.#oldLowDb)
    input.highDb = this.#oldHighDb + fade.ahead * (this.#highDb - this.#oldHighDb)
    input.setTone(curve)
  }

  #setMotion(controls: ReverbControls): void {
    const rateHz = controls.modulationRateHz * this.#mode.motion
    this.#network.setMotion(rateHz, controls.modulationDepthFrames)
  }

  #land(): void {
    this.#input.land()
    this.#smear.land()
    this.#diffuser.landGains()
    this.#network.landLoss()
    this.#isAiming = false
  }
}
