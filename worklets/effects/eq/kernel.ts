import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { AutoGain } from '../../dsp/auto-gain.ts'
import { CONTROL_FRAMES } from '../../dsp/control-glide.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { GainRamp } from '../../dsp/gain-ramp.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness-keeper.ts'
import { MatchedFilter } from '../../dsp/matched-filter.ts'
import { StereoPeak } from '../../dsp/stereo-peak.ts'
import { Band } from './band.ts'
import { defaultBandSettings, isNeutral, readBandSettings } from './band-settings.ts'
import { BANDS, eqDefinition } from './definition.ts'
import { ListenMix } from './listen-mix.ts'

type EqValues = ParamValues<typeof eqDefinition>

/**
 * A parametric equalizer of eight bands in a row.
 *
 * Signal path: band 1 -> ... -> band 8 -> listen -> output gain, each band on left and right
 * together or on one of left, right, mid, side.
 * Source: analog prototypes and their digital filters, see `dsp/analog-prototype.ts` and
 * `dsp/matched-filter.ts`; sections, `dsp/stereo-svf.ts`; auto gain, `dsp/auto-gain.ts`.
 * Latency: none.
 * While many bands move at once, filters are designed less often (every 32 or 64 frames instead
 * of 16), so that a preset or the gain scale cannot overload the audio thread.
 */
export class EqKernel extends Kernel<typeof eqDefinition> {
  readonly #designer: MatchedFilter
  readonly #bands: readonly Band[]
  readonly #settings = BANDS.map(defaultBandSettings)
  readonly #autoGain: AutoGain
  readonly #output: GainRamp
  readonly #listenMix = new ListenMix(MAX_FRAMES)
  readonly #inputPeak: StereoPeak
  readonly #outputPeak: StereoPeak
  /** Frames since the start, and between two designs of a moving filter. */
  #clock = 0
  #interval = CONTROL_FRAMES

  constructor(sampleRate: number) {
    super(eqDefinition, sampleRate, {
      match: new LoudnessKeeper(sampleRate, MAX_FRAMES, BYPASS_MATCH)
    })
    this.#designer = new MatchedFilter(sampleRate)
    this.#bands = BANDS.map(() => new Band(sampleRate, this.#designer, MAX_FRAMES))
    this.#autoGain = new AutoGain(sampleRate)
    this.#output = new GainRamp(sampleRate, 1, MAX_FRAMES)
    this.#inputPeak = new StereoPeak(sampleRate)
    this.#outputPeak = new StereoPeak(sampleRate)
  }

  protected configure(params: EqValues): void {
    let moving = 0
    for (let n = 0; n < this.#bands.length; n++) {
      const settings = this.#settings[n]
      readBandSettings(params, n, settings)
      if (this.fresh) this.#bands[n].jump(settings)
      else this.#bands[n].setTarget(settings)
      if (this.#bands[n].isMoving) moving++
    }
    this.#interval = (moving <= 2 ? 1 : moving <= 4 ? 2 : 4) * CONTROL_FRAMES
    const gain = decibelsToGain(params.output + (params.autoGain ? this.#compensationDb() : 0))
    if (this.fresh) this.#output.jump(gain)
    else this.#output.setTarget(gain)
  }

  protected clear(): void {
    for (const band of this.#bands) band.reset()
    this.#inputPeak.reset()
    this.#outputPeak.reset()
    this.#clock = 0
  }

  protected render(block: Block, meters: MeterValues<typeof eqDefinition>): void {
    const { left, right, frames } = block
    this.#inputPeak.process(left, right, frames)

    this.#listenMix.begin()
    for (let n = 0; n < this.#bands.length; n++) {
      this.#bands[n].process(left, right, frames, this.#clock, this.#interval, this.#listenMix)
    }
    this.#listenMix.mixInto(left, right, frames)
    this.#applyOutput(left, right, frames)
    this.#clock += frames

    this.#outputPeak.process(left, right, frames)
    meters.inputPeak = this.#inputPeak.decibels
    meters.outputPeak = this.#outputPeak.decibels
  }

  #applyOutput(left: Float64Array, right: Float64Array, frames: number): void {
    const output = this.#output
    if (output.settled && output.target === 1) return
    output.process(frames)
    const gains = output.gains
    for (let i = 0; i < frames; i++) {
      left[i] *= gains[i]
      right[i] *= gains[i]
    }
  }

  /** What auto gain takes back, from the settings that the bands are on their way to. */
  #compensationDb(): number {
    this.#autoGain.begin()
    for (const settings of this.#settings) {
      if (isNeutral(settings)) continue
      this.#designer.set(settings)
      this.#autoGain.add(this.#designer, settings.placement === 'stereo' ? 1 : 0.5)
    }
    return this.#autoGain.gainDb
  }
}
