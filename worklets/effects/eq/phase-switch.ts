import type { ParamValues } from '../../core/definition.ts'
import { TakeoverFade } from '../../dsp/moves/takeover-fade.ts'
import { linearPhaseLatency } from '../../dsp/spectral/linear-phase-fir.ts'
import { Oversampler, oversamplingLatency } from '../../dsp/spectral/oversampler.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { BandChain } from './band-chain.ts'
import type { BandSettings } from './band-settings.ts'
import type { eqDefinition } from './definition.ts'
import { LinearPhase } from './linear-phase.ts'

type Phase = ParamValues<typeof eqDefinition>['phase']

/** A chain swings in this long before it is heard: the ring of a narrow filter at 100 Hz. */
const CHAIN_SECONDS = 0.1

/**
 * The equalizer in its three phase modes, of which one is heard. Another mode starts from silence,
 * runs unheard until it holds the sound, then fades in.
 */
export class PhaseSwitch {
  readonly #zeroLatency: BandChain
  readonly #natural: BandChain
  readonly #oversampler: Oversampler
  readonly #keyOversampler: Oversampler
  readonly #linear: LinearPhase
  readonly #fade: TakeoverFade
  readonly #other: Stereo
  readonly #warmFrames: Readonly<Record<Phase, number>>
  #settings: readonly BandSettings[] = []
  #active: Phase = 'zeroLatency'
  #next: Phase | undefined
  #wanted: Phase = 'zeroLatency'
  #isWarming = false
  #key: Stereo | undefined

  constructor(sampleRate: number, maxBlock: number) {
    this.#zeroLatency = new BandChain(sampleRate, maxBlock)
    this.#natural = new BandChain(2 * sampleRate, 2 * maxBlock)
    this.#oversampler = new Oversampler(2, maxBlock)
    this.#keyOversampler = new Oversampler(2, maxBlock)
    this.#linear = new LinearPhase(sampleRate)
    this.#fade = new TakeoverFade(sampleRate, maxBlock)
    this.#other = { left: new Float64Array(maxBlock), right: new Float64Array(maxBlock) }
    const chain = Math.round(CHAIN_SECONDS * sampleRate)
    this.#warmFrames = {
      zeroLatency: chain,
      natural: chain + oversamplingLatency(2),
      linear: 2 * linearPhaseLatency(sampleRate)
    }
  }

  /** dB that the sound adds to a band, where it is heard. */
  dynamicGainDb(band: number): number {
    if (this.#active === 'linear') return 0
    const chain = this.#active === 'natural' ? this.#natural : this.#zeroLatency
    return chain.bands[band].dynamicGainDb
  }

  /** Is at these settings at once, without history. */
  jump(settings: readonly BandSettings[], phase: Phase): void {
    this.#wanted = phase
    this.#active = phase
    this.#next = undefined
    this.#fade.cancel()
    this.#settings = settings
    if (phase === 'zeroLatency') this.#zeroLatency.jump(settings)
    if (phase === 'natural') this.#natural.jump(settings)
    this.#oversampler.reset()
    this.#keyOversampler.reset()
    if (phase === 'linear') this.#linear.jump(settings)
  }

  /** The settings are kept: a mode that is not heard takes them when its time comes. */
  setTarget(settings: readonly BandSettings[], phase: Phase): void {
    this.#wanted = phase
    this.#settings = settings
    if (this.#runs('zeroLatency')) this.#zeroLatency.setTarget(settings)
    if (this.#runs('natural')) this.#natural.setTarget(settings)
    if (this.#runs('linear')) this.#linear.setTarget(settings)
  }

  /** Forgets the sound. */
  reset(): void {
    if (this.#runs('zeroLatency')) this.#zeroLatency.reset()
    if (this.#runs('natural')) this.#natural.reset()
    if (this.#runs('linear')) this.#linear.reset()
    this.#oversampler.reset()
    this.#keyOversampler.reset()
  }

  /** What drives dynamic bands in place of the sound, block by block; undefined: the sound. */
  listenTo(key: Stereo | undefined): void {
    this.#zeroLatency.listenTo(key)
    this.#natural.listenTo(key && this.#keyOversampler)
    if (key && !this.#key) this.#keyOversampler.reset()
    this.#key = key
  }

  /** In place. */
  process(sound: Stereo, frames: number): void {
    if (this.#next === undefined && this.#wanted !== this.#active) this.#begin(this.#wanted)
    if (this.#next === undefined) {
      this.#run(this.#active, sound, frames)
      return
    }
    const { left, right } = sound
    const { left: otherLeft, right: otherRight } = this.#other
    for (let i = 0; i < frames; i++) {
      otherLeft[i] = left[i]
      otherRight[i] = right[i]
    }
    this.#run(this.#active, sound, frames)
    this.#run(this.#next, this.#other, frames)
    if (this.#isWarming) {
      if (this.#next === 'linear' && !this.#linear.isReady) return
      this.#isWarming = false
      this.#fade.begin(this.#warmFrames[this.#next])
    }
    this.#fade.process(frames)
    const { shares } = this.#fade
    for (let i = 0; i < frames; i++) {
      left[i] += shares[i] * (otherLeft[i] - left[i])
      right[i] += shares[i] * (otherRight[i] - right[i])
    }
    if (this.#fade.isRunning) return
    this.#active = this.#next
    this.#next = undefined
  }

  #runs(phase: Phase): boolean {
    return this.#active === phase || this.#next === phase
  }

  #begin(phase: Phase): void {
    this.#next = phase
    this.#isWarming = true
    const settings = this.#settings
    if (phase === 'zeroLatency') this.#zeroLatency.jump(settings)
    else if (phase === 'natural') {
      this.#natural.jump(settings)
      this.#oversampler.reset()
      this.#keyOversampler.reset()
    } else {
      this.#linear.setTarget(settings)
      this.#linear.restart()
    }
  }

  #run(phase: Phase, sound: Stereo, frames: number): void {
    if (phase === 'zeroLatency') this.#zeroLatency.process(sound, frames)
    else if (phase === 'linear') this.#linear.process(sound, frames)
    else {
      const over = this.#oversampler
      over.up(sound.left, sound.right, frames)
      if (this.#key) this.#keyOversampler.up(this.#key.left, this.#key.right, frames)
      this.#natural.process(over, 2 * frames)
      over.down(over.left, over.right, sound.left, sound.right, frames)
    }
  }
}
