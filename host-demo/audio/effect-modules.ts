import type { EffectDefinition } from '../../worklets/core/definition.ts'
import type { EffectModule } from '../../worklets/core/effect-module.ts'

const entries = import.meta.glob<Readonly<Record<string, unknown>>>(
  '../../worklets/effects/*/index.ts',
  { eager: true }
)

const modules: ReadonlyMap<string, EffectModule> = new Map(
  Object.values(entries)
    .flatMap((entry) => Object.values(entry).filter(isEffectModule))
    .map((module) => [module.definition.id, module])
)

/** Every effect of the library by id, found by its folder: nothing here names one. */
export function effectModules(): ReadonlyMap<string, EffectModule> {
  return modules
}

/** The tables alone, for reading sessions. */
export function effectDefinitions(): ReadonlyMap<string, EffectDefinition> {
  return new Map(Array.from(modules, ([id, module]) => [id, module.definition]))
}

/** The effects that can be inserted: all but the channel, which every strip has. */
export function insertDefinitions(): readonly EffectDefinition[] {
  return Array.from(effectDefinitions().values()).filter(({ id }) => id !== 'channel')
}

function isEffectModule(value: unknown): value is EffectModule {
  return (
    typeof value === 'object' && value !== null && 'definition' in value && 'loadScript' in value
  )
}
