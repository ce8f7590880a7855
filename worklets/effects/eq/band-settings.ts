import type { ParamValues } from '../../core/definition.ts'
import { type EqFilter, type EqSlope, hasGain } from '../../dsp/filters/eq-filter.ts'
import { BANDS, type eqDefinition } from './definition.ts'

type EqValues = ParamValues<typeof eqDefinition>
export type Placement = EqValues['band1.placement']

/** Everything that one band is asked to do. The kernel keeps one per band and writes it anew. */
export interface BandSettings extends EqFilter {
  enabled: boolean
  type: EqFilter['type']
  frequencyHz: number
  gainDb: number
  q: number
  slope: EqSlope
  placement: Placement
  listen: boolean
  dynamic: boolean
  thresholdDb: number
  rangeDb: number
  attackMs: number
  releaseMs: number
}

export function defaultBandSettings(): BandSettings {
  return {
    enabled: false,
    type: 'bell',
    frequencyHz: 1000,
    gainDb: 0,
    q: Math.SQRT1_2,
    slope: 12,
    placement: 'stereo',
    listen: false,
    dynamic: false,
    thresholdDb: -24,
    rangeDb: 0,
    attackMs: 10,
    releaseMs: 120
  }
}

/** Ids of each band's rows, made once: text must not be put together on the audio thread. */
const KEYS = BANDS.map(
  (n) =>
    ({
      enabled: `band${n}.enabled`,
      type: `band${n}.type`,
      frequency: `band${n}.frequency`,
      gain: `band${n}.gain`,
      q: `band${n}.q`,
      slope: `band${n}.slope`,
      placement: `band${n}.placement`,
      listen: `band${n}.listen`,
      dynamic: `band${n}.dynamic`,
      threshold: `band${n}.threshold`,
      range: `band${n}.range`,
      attack: `band${n}.attack`,
      release: `band${n}.release`
    }) as const
)

const SLOPES: Readonly<Record<EqValues['band1.slope'], EqSlope>> = {
  '6': 6,
  '12': 12,
  '18': 18,
  '24': 24,
  '36': 36,
  '48': 48,
  '72': 72,
  '96': 96
}

/** Gain of a band at a gain scale in per cent; a gain that has no effect counts as none. */
export function scaledGainDb(type: EqFilter['type'], gainDb: number, gainScale: number): number {
  return hasGain(type) ? (gainDb * gainScale) / 100 : 0
}

/**
 * Reads band `index` (from 0) out of an effect's values, its gain scaled. A band that is off needs
 * no more than that: each number read by a computed key is allocated.
 */
export function readBandSettings(values: EqValues, index: number, out: BandSettings): void {
  const keys = KEYS[index]
  out.enabled = values[keys.enabled]
  if (!out.enabled) return
  out.type = values[keys.type]
  out.frequencyHz = values[keys.frequency]
  out.gainDb = scaledGainDb(out.type, values[keys.gain], values.gainScale)
  out.q = values[keys.q]
  out.slope = SLOPES[values[keys.slope]]
  out.placement = values[keys.placement]
  out.listen = values[keys.listen]
  out.dynamic = values[keys.dynamic] && hasGain(out.type)
  if (!out.dynamic) return
  out.thresholdDb = values[keys.threshold]
  out.rangeDb = values[keys.range]
  out.attackMs = values[keys.attack]
  out.releaseMs = values[keys.release]
}

export function copyBandSettings(from: BandSettings, to: BandSettings): void {
  to.enabled = from.enabled
  to.type = from.type
  to.frequencyHz = from.frequencyHz
  to.gainDb = from.gainDb
  to.q = from.q
  to.slope = from.slope
  to.placement = from.placement
  to.listen = from.listen
  to.dynamic = from.dynamic
  to.thresholdDb = from.thresholdDb
  to.rangeDb = from.rangeDb
  to.attackMs = from.attackMs
  to.releaseMs = from.releaseMs
}

/** Whether one filter can become the other by moving its controls, without a crossfade. */
export function isSameStructure(a: BandSettings, b: BandSettings): boolean {
  if (!a.enabled || !b.enabled) return a.enabled === b.enabled
  return a.type === b.type && a.placement === b.placement && (a.slope === b.slope || !hasSlope(a))
}

/** Whether the level of the sound may move the band's gain. */
export function isDriven({ dynamic, rangeDb }: BandSettings): boolean {
  return dynamic && rangeDb !== 0
}

/** Whether the band changes nothing at all. */
export function isNeutral(settings: BandSettings): boolean {
  return (
    !settings.enabled || (hasGain(settings.type) && settings.gainDb === 0 && !isDriven(settings))
  )
}

function hasSlope({ type }: BandSettings): boolean {
  return type === 'lowCut' || type === 'highCut' || type === 'lowShelf' || type === 'highShelf'
}
