import type { EffectDefinition } from '../../worklets/core/definition.ts'
import type { EffectModule } from '../../worklets/core/effect-module.ts'
import type { Kernel } from '../../worklets/core/kernel.ts'

export interface EffectUnderTest {
  readonly id: string
  readonly module: EffectModule
  readonly definition: EffectDefinition
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
  return { id, module, definition: module.definition, KernelClass }
})
