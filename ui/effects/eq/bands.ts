import type { ParamId, ParamValues } from '../../../worklets/core/definition.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import { type EqFilter, type EqSlope, hasGain } from '../../../worklets/dsp/filters/eq-filter.ts'
import { scaledGainDb } from '../../../worklets/effects/eq/band-settings.ts'
import { BANDS, type eqDefinition } from '../../../worklets/effects/eq/definition.ts'

export type EqSource = EffectSource<typeof eqDefinition>
export type BandNumber = (typeof BANDS)[number]
export type BandType = ParamValues<typeof eqDefinition>['band1.type']
type BandRow =
  ParamId<typeof eqDefinition> extends infer Id
    ? Id extends `band1.${infer Row}`
      ? Row
      : never
    : never

/** What the graph shows of one band. Gains are the band's own, before the gain scale. */
export interface BandView {
  readonly n: BandNumber
  readonly enabled: boolean
  readonly type: BandType
  readonly frequencyHz: number
  readonly gainDb: number
  readonly q: number
  readonly slope: EqSlope
  readonly placement: ParamValues<typeof eqDefinition>['band1.placement']
  /** dB that a dynamic band may add; 0 where it is static. */
  readonly dynamicRangeDb: number
}

/** The id of a band's row: `bandId(3, 'gain')` is `band3.gain`. */
export function bandId<Row extends BandRow>(n: BandNumber, row: Row): `band${BandNumber}.${Row}` {
  return `band${n}.${row}`
}

export function readBand(source: EqSource, n: BandNumber): BandView {
  return {
    n,
    enabled: source.get(bandId(n, 'enabled')),
    type: source.get(bandId(n, 'type')),
    frequencyHz: source.get(bandId(n, 'frequency')),
    gainDb: source.get(bandId(n, 'gain')),
    q: source.get(bandId(n, 'q')),
    slope: Number(source.get(bandId(n, 'slope'))) as EqSlope, // the options are these numbers
    placement: source.get(bandId(n, 'placement')),
    dynamicRangeDb: dynamicRange(source, n)
  }
}

function dynamicRange(source: EqSource, n: BandNumber): number {
  const isDynamic = source.get(bandId(n, 'dynamic')) && hasGain(source.get(bandId(n, 'type')))
  return isDynamic && source.get('phase') !== 'linear' ? source.get(bandId(n, 'range')) : 0
}

export function readBands(source: EqSource): readonly BandView[] {
  return BANDS.map((n) => readBand(source, n))
}

/** The filter that the kernel runs for a band, its gain scaled and driven by some dB. */
export function bandFilter(band: BandView, gainScale: number, drivenDb = 0): EqFilter {
  const driven = hasGain(band.type) ? drivenDb : 0
  return { ...band, gainDb: scaledGainDb(band.type, band.gainDb, gainScale) + driven }
}

/** Where the node stands: cuts, notches and passes sit on the zero line. */
export function nodeGain(band: BandView): number {
  return hasGain(band.type) ? band.gainDb : 0
}

/** A node as a screen reader says it: "320 Hz, −2.5 dB, Q 1.00". */
export function bandText(band: BandView): string {
  const frequency = formatUnit('Hz', band.frequencyHz)
  const gain = formatUnit('dB', band.gainDb, true)
  const parts = [`${frequency.figure} ${frequency.unit}`]
  if (hasGain(band.type)) parts.push(`${gain.figure} ${gain.unit}`)
  parts.push(`Q ${formatUnit('', band.q).figure}`)
  return band.enabled ? parts.join(', ') : `off, ${parts.join(', ')}`
}

/** The shape that a hand most likely wants at a place of the graph. */
export function guessedType(frequencyHz: number): BandType {
  if (frequencyHz < 35) return 'lowCut'
  if (frequencyHz > 14000) return 'highCut'
  if (frequencyHz < 90) return 'lowShelf'
  return frequencyHz > 8000 ? 'highShelf' : 'bell'
}

export function hasSlope({ type }: BandView): boolean {
  return type === 'lowCut' || type === 'highCut' || type === 'lowShelf' || type === 'highShelf'
}

/** The colors of a band's number and disc, as custom properties. */
export function bandColors(n: BandNumber): Readonly<Record<string, string>> {
  return { '--disc': `var(--twobus-band-${n})`, '--disc-text': `var(--twobus-on-band-${n})` }
}
