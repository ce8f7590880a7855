import { type EffectDefinition, restingMeters } from './definition.ts'
import type { Kernel } from './kernel.ts'
import { MAX_FRAMES } from './stereo-block.ts'

/** Enough for the compiler to leave its interpreter; about as much as the first 50 ms of sound. */
const WARM_UP_BLOCKS = 20

const warm = new WeakSet<object>()

/**
 * Runs noise through the first kernel of its class and resets it, so that the compiler has done
 * its work before the first sound: a cold kernel's first ten quanta take 1 to 10 ms in total.
 */
export function warmUp<D extends EffectDefinition>(kernel: Kernel<D>): void {
  if (warm.has(kernel.constructor)) return
  warm.add(kernel.constructor)
  const noise = noiseBlock()
  const inputs = [
    [noise, noise.slice()],
    [noise.slice(), noise.slice()]
  ]
  const outputs = [[new Float32Array(MAX_FRAMES), new Float32Array(MAX_FRAMES)]]
  const meters = restingMeters(kernel.definition)
  for (let i = 0; i < WARM_UP_BLOCKS; i++) kernel.process(inputs, outputs, meters)
  kernel.reset()
}

/** White noise at -20 dBFS from a linear congruential generator (Numerical Recipes, 1992). */
function noiseBlock(): Float32Array {
  let seed = 1
  return Float32Array.from({ length: MAX_FRAMES }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0
    return (seed / 2 ** 31) * 0.1
  })
}
