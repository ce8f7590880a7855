import type { EffectDefinition, ParamValue } from '../../worklets/core/definition.ts'
import type { EffectModule } from '../../worklets/core/effect-module.ts'
import type { Kernel } from '../../worklets/core/kernel.ts'

interface TestPreset {
  readonly name: string
  readonly purpose: string
  readonly values: Readonly<Record<string, ParamValue>>
}

export interface EffectUnderTest {
  readonly id: string
  readonly module: EffectModule
  readonly definition: EffectDefinition
  /** The presets with every value there: what a generic definition cannot know of its partials. */
  readonly presets: readonly TestPreset[]
  readonly KernelClass: new (sampleRate: number) => Kernel<EffectDefinition>
}

const modules = import.meta.glob<Record<string, unknown>>('../../worklets/effects/*/index.ts', {
  eager: true
})
const kernels = import.meta.glob<Record<string, unknown>>('../../worklets/effects/*/kernel.ts', {
  eager: true
})

/** Every effect there is, found by its folder. */
export const effects: readonly EffectUnderTest[] = Object.keys(modules).map((path) => {
  const id = path.split('/').at(-2) ?? ''
  // Which names a folder exports is what the tests below this are about to prove.
  const module = modules[path][id] as EffectModule
  const kernelPath = path.replace('index.ts', 'kernel.ts')
  const name = `${id[0].toUpperCase()}${id.slice(1)}Kernel`
  const KernelClass = kernels[kernelPath]?.[name] as EffectUnderTest['KernelClass']
  const presets = module.presets as readonly TestPreset[]
  return { id, module, definition: module.definition, presets, KernelClass }
})
