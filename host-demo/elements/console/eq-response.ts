import type { ParamValues } from '../../../worklets/core/definition.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'
import { eqMagnitudeDb } from '../../../worklets/dsp/filters/eq-curve.ts'
import {
  type BandSettings,
  defaultBandSettings,
  isNeutral,
  readBandSettings
} from '../../../worklets/effects/eq/band-settings.ts'
import { BANDS, type eqDefinition } from '../../../worklets/effects/eq/definition.ts'

/** The effect that has a picture on the strip. */
export const EQ_ID = 'eq'

/** Level of a running equalizer at each frequency in dB, all bands together, output left out. */
export function eqResponse(source: EffectSource, frequenciesHz: Float64Array): Float64Array {
  const ids = source.definition.params.map(({ id }) => id)
  const entries = ids.map((id) => [id, source.get(id)])
  // The source is an equalizer; Object.fromEntries forgets the ids of its table.
  const values = Object.fromEntries(entries) as ParamValues<typeof eqDefinition>
  const filters = BANDS.map((_, index): BandSettings => {
    const settings = defaultBandSettings()
    readBandSettings(values, index, settings)
    return settings
  })
  const heard = filters.filter((settings) => !isNeutral(settings) && settings.placement !== 'side')
  const levels = new Float64Array(frequenciesHz.length)
  eqMagnitudeDb(heard, frequenciesHz, source.sampleRate, levels)
  return levels
}
