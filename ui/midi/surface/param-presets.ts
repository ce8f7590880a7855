import { defaultValues, presetIds } from '../../../worklets/core/definition.ts'
import type { Preset } from '../../../worklets/core/state.ts'
import type { AnySource } from '../../core/any-source.ts'
import type { SurfacePresets } from './surface-page.ts'

/** The presets that come with an effect, by their numbers. */
export class ParamPresets implements SurfacePresets {
  readonly #source: AnySource
  #chosen: number | undefined

  constructor(source: AnySource) {
    this.#source = source
  }

  get count(): number {
    return this.#source.presets.length
  }

  get chosen(): number | undefined {
    return this.#chosen
  }

  choose(at: number): void {
    const preset = this.#source.presets[at]
    if (!preset) return
    this.#chosen = at
    this.#source.setMany(this.#valuesOf(preset), 'hand')
  }

  #valuesOf(preset: Preset) {
    const { definition } = this.#source
    const ids = presetIds(definition)
    const values = { ...defaultValues(definition), ...preset.values }
    return Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)))
  }
}

/** One step on through the presets, round and round. */
export function stepPreset(presets: SurfacePresets | undefined, by: number): void {
  if (!presets || presets.count === 0) return
  const from = presets.chosen ?? (by > 0 ? -1 : presets.count)
  presets.choose((((from + by) % presets.count) + presets.count) % presets.count)
}
