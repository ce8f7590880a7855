import type { KernelClass } from '../../worklets/mix/stage.ts'
import { effects } from './effects.ts'

/** The kernel of every effect by its id, as a mix renderer wants them. */
export const kernels: Readonly<Record<string, KernelClass>> = Object.fromEntries(
  effects.map(({ id, KernelClass }) => [id, KernelClass])
)
