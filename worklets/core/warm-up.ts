import {
  type EffectDefinition,
  type ParamValue,
  type ParamValues,
  restingMeters
} from './definition.ts'
import type { Kernel } from './kernel.ts'
import { fromNormalized, toNormalized } from './range.ts'
import type { ParamRow } from './rows.ts'

/**
 * Enough for most code to leave the interpreter: longer blocks would shorten the first quanta only
 * a little more, and take three times as long in one piece; see `npm run bench -- start`.
 */
const WARM_UP_BLOCKS = 8
const WARM_UP_FRAMES = 64

const warm = new WeakSet<object>()

/**
 * Runs noise through the first kernel of its class, with its own values, with others and with its
 * own again, and resets it: so no quantum pays for the first call of everything, neither the first
 * one nor that of the first turn of a knob. It is done on the audio thread while others play there,
 * so it is no longer than that takes.
 */
export function warmUp<D extends EffectDefinition>(
  kernel: Kernel<D>,
  values: ParamValues<D>
): void {
  if (warm.has(kernel.constructor)) return
  warm.add(kernel.constructor)
  const noise = noiseBlock()
  const inputs = [
    [noise, noise.slice()],
    [noise.slice(), noise.slice()]
  ]
  const outputs = [[new Float32Array(WARM_UP_FRAMES), new Float32Array(WARM_UP_FRAMES)]]
  const meters = restingMeters(kernel.definition)
  for (const settings of [values, otherValues(kernel.definition, values), values]) {
    kernel.update(settings)
    for (let i = 0; i < WARM_UP_BLOCKS; i++) kernel.process(inputs, outputs, meters)
  }
  kernel.reset()
}

/** Everything a little elsewhere and switched on, so that the code behind each control runs. */
function otherValues<D extends EffectDefinition>(
  definition: D,
  values: ParamValues<D>
): ParamValues<D> {
  const byId = values as Readonly<Record<string, ParamValue>> // read by the table's own ids
  const entries = definition.params.map((row) => [row.id, otherValue(row, byId[row.id])])
  return Object.fromEntries(entries) as ParamValues<D> // Object.fromEntries forgets the ids
}

function otherValue(row: ParamRow, value: ParamValue): ParamValue {
  if (row.kind === 'toggle') return row.id !== 'bypass'
  if (row.kind === 'choice') return value
  const travel = toNormalized(row, Number(value))
  return fromNormalized(row, travel > 0.5 ? travel - 0.1 : travel + 0.1)
}

/**
 * White noise at full scale, so that what rests below a threshold works too, from a linear
 * congruential generator (Numerical Recipes, 1992).
 */
function noiseBlock(): Float32Array {
  let seed = 1
  return Float32Array.from({ length: WARM_UP_FRAMES }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0
    return seed / 2 ** 31
  })
}
