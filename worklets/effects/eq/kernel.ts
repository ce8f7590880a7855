import type { MeterValues, ParamValues } from '../../core/definition.ts'
import { type Block, Kernel } from '../../core/kernel.ts'
import { MAX_FRAMES } from '../../core/stereo-block.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import { AutoGain } from '../../dsp/filters/auto-gain.ts'
import { MatchedFilter } from '../../dsp/filters/matched-filter.ts'
import { FallingPeak } from '../../dsp/levels/falling-peak.ts'
import { BYPASS_MATCH, LoudnessKeeper } from '../../dsp/loudness/loudness-keeper.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'
import { linearPhaseLatency } from '../../dsp/spectral/linear-phase-fir.ts'
import type { Stereo } from '../../dsp/stereo.ts'
import { defaultBandSettings, isNeutral, readBandSettings } from './band-settings.ts'
import { BANDS, eqDefinition } from './definition.ts'
import { PhaseSwitch } from './phase-switch.ts'

type EqValues = ParamValues<typeof eqDefinition>

const DYNAMIC_METERS = BANDS.map((n) => `band${n}.dynamicGain` as const)

/**
 * A parametric equalizer of eight bands in a row.
 *
 * Signal path: band 1 -> ... -> band 8 -> listen -> output gain, each band on left and right
 * together or on one of left, right, mid, side. Zero latency: at the sample rate. Natural: all of
 * it at twice the rate. Linear: all bands as one symmetric filter. Dynamic bands hear their own
 * input or the side chain.
 * Source: analog prototypes and their digital filters, see `dsp/analog-prototype.ts` and
 * `dsp/matched-filter.ts`; sections, `dsp/stereo-svf.ts`; linear phase, `dsp/linear-phase-fir.ts`
 * and `dsp/partitioned-convolver.ts`; dynamic bands, `dsp/dynamic-gain.ts`; auto gain,
 * `dsp/auto-gain.ts`.
 * Latency: none; 63 frames (natural); half the filter and one block (linear).
 */
export class EqKernel extends Kernel<typeof eqDefinition> {
  readonly #designer: MatchedFilter
  readonly #phases: PhaseSwitch
  readonly #settings = BANDS.map(defaultBandSettings)
  readonly #autoGain: AutoGain
  readonly #output: GainRamp
  readonly #inputPeak: FallingPeak
  readonly #outputPeak: FallingPeak
  readonly #key = { left: new Float64Array(0), right: new Float64Array(0) }
  #isDynamic = false
  #hearsKey = false

  constructor(sampleRate: number) {
    super(eqDefinition, sampleRate, {
      maxLatencyFrames: linearPhaseLatency(sampleRate),
      givesDelta: true,
      match: new LoudnessKeeper(sampleRate, MAX_FRAMES, BYPASS_MATCH)
    })
    this.#designer = new MatchedFilter(sampleRate)
    this.#phases = new PhaseSwitch(sampleRate, MAX_FRAMES)
    this.#autoGain = new AutoGain(sampleRate)
    this.#output = new GainRamp(sampleRate, 1, MAX_FRAMES)
    this.#inputPeak = new FallingPeak(sampleRate)
    this.#outputPeak = new FallingPeak(sampleRate)
  }

  protected configure(params: EqValues): void {
    this.#isDynamic = false
    this.#hearsKey = params.sidechain === 'external'
    for (let n = 0; n < this.#settings.length; n++) {
      readBandSettings(params, n, this.#settings[n])
      if (this.#settings[n].enabled && this.#settings[n].dynamic) this.#isDynamic = true
    }
    if (this.fresh) this.#phases.jump(this.#settings, params.phase)
    else this.#phases.setTarget(this.#settings, params.phase)
    const latency = params.phase === 'linear' ? 2 * linearPhaseLatency(this.sampleRate) : 0
    this.tailFrames = Math.round(0.2 * this.sampleRate) + latency
    const gain = decibelsToGain(params.output + (params.autoGain ? this.#compensationDb() : 0))
    this.aim(this.#output, gain)
  }

  protected clear(): void {
    this.#phases.reset()
    this.#inputPeak.reset()
    this.#outputPeak.reset()
  }

  protected render(block: Block, meters: MeterValues<typeof eqDefinition>): void {
    const { left, right, frames } = block
    this.#inputPeak.measure(left, right, frames)
    this.#key.left = block.keyLeft
    this.#key.right = block.keyRight
    this.#phases.listenTo(this.#hearsKey ? this.#key : undefined)
    this.#phases.process(block, frames)
    this.#applyOutput(block, frames)
    this.#outputPeak.measure(left, right, frames)
    meters.inputPeak = this.#inputPeak.decibels
    meters.outputPeak = this.#outputPeak.decibels
    if (!this.#isDynamic) return
    for (let n = 0; n < DYNAMIC_METERS.length; n++) {
      meters[DYNAMIC_METERS[n]] = this.#phases.dynamicGainDb(n)
    }
  }

  #applyOutput({ left, right }: Stereo, frames: number): void {
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
