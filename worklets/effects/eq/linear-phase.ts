import {
  LINEAR_PARTITIONS,
  LinearPhaseDesign,
  linearPhaseBlock
} from '../../dsp/spectral/linear-phase-fir.ts'
import {
  PartitionedConvolver,
  StereoFilterSpectra
} from '../../dsp/spectral/partitioned-convolver.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { type BandSettings, copyBandSettings, defaultBandSettings } from './band-settings.ts'
import { BANDS } from './definition.ts'

/** A step of a design is taken this often. */
const STEP_FRAMES = 128

/**
 * The equalizer without phase: all bands together as one symmetric filter, convolved in blocks. New
 * settings are designed step by step while the old filter plays, then fade in; what changes in the
 * meantime is designed next.
 */
export class LinearPhase {
  readonly #design: LinearPhaseDesign
  readonly #convolver: PartitionedConvolver
  readonly #wanted = BANDS.map(defaultBandSettings)
  #playing: StereoFilterSpectra
  #spare: StereoFilterSpectra
  /** Settings have changed since the last design began. */
  #isStale = true
  #isDesigning = false
  #isDesigned = false
  /** A design waits until the fade before it is over. */
  #isWaiting = false
  #at = 0

  constructor(sampleRate: number) {
    const block = linearPhaseBlock(sampleRate)
    this.#design = new LinearPhaseDesign(sampleRate, BANDS.length)
    this.#playing = new StereoFilterSpectra(block, LINEAR_PARTITIONS)
    this.#spare = new StereoFilterSpectra(block, LINEAR_PARTITIONS)
    this.#convolver = new PartitionedConvolver(block, LINEAR_PARTITIONS, this.#playing)
  }

  /** Whether it plays what some settings have asked for; before that, silence. */
  get isReady(): boolean {
    return this.#isDesigned
  }

  setTarget(settings: readonly BandSettings[]): void {
    for (let n = 0; n < settings.length; n++) {
      if (isSameShape(settings[n], this.#wanted[n])) continue
      copyBandSettings(settings[n], this.#wanted[n])
      this.#isStale = true
    }
  }

  /** Plays these settings at once; a design costs some milliseconds, so it is kept where it can. */
  jump(settings: readonly BandSettings[]): void {
    this.setTarget(settings)
    if (this.#isStale || this.#isDesigning || !this.#isDesigned) {
      this.#design.begin(this.#wanted, this.#playing)
      let done = false
      while (!done) done = this.#design.step()
    } else if (this.#isWaiting) {
      this.#swap()
    }
    this.#isStale = false
    this.#isDesigning = false
    this.#isDesigned = true
    this.#isWaiting = false
    this.reset()
  }

  reset(): void {
    this.#convolver.jumpTo(this.#playing)
    this.#convolver.reset()
    this.#at = 0
  }

  /** Forgets the sound; what it has to play is designed anew, step by step. */
  restart(): void {
    this.#convolver.reset()
    this.#at = 0
    this.#isStale = true
    this.#isDesigned = false
  }

  /** In place. */
  process({ left, right }: Stereo, frames: number): void {
    let passed = 0
    this.#convolver.process(left, right, frames)
    while (passed < frames) {
      const count = Math.min(frames - passed, STEP_FRAMES - this.#at)
      this.#at += count
      passed += count
      if (this.#at < STEP_FRAMES) continue
      this.#at = 0
      this.#advance()
    }
  }

  #advance(): void {
    if (this.#isWaiting) {
      if (this.#convolver.isFading) return
      this.#swap()
      if (this.#isDesigned) this.#convolver.fadeTo(this.#playing)
      else this.#convolver.jumpTo(this.#playing)
      this.#isDesigned = true
      this.#isWaiting = false
      return
    }
    if (!this.#isDesigning) {
      // The spare filter still sounds while it fades out.
      if (!this.#isStale || this.#convolver.isFading) return
      this.#design.begin(this.#wanted, this.#spare)
      this.#isStale = false
      this.#isDesigning = true
      return
    }
    if (!this.#design.step()) return
    this.#isDesigning = false
    this.#isWaiting = true
  }

  #swap(): void {
    const old = this.#playing
    this.#playing = this.#spare
    this.#spare = old
  }
}

/** Whether both make the same filter: what drives a dynamic band does not count. */
function isSameShape(a: BandSettings, b: BandSettings): boolean {
  if (!a.enabled || !b.enabled) return a.enabled === b.enabled
  return (
    a.type === b.type &&
    a.frequencyHz === b.frequencyHz &&
    a.gainDb === b.gainDb &&
    a.q === b.q &&
    a.slope === b.slope &&
    a.placement === b.placement &&
    a.listen === b.listen
  )
}
