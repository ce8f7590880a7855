import { getHeapStatistics } from 'node:v8'
import { defaultValues, restingMeters } from '../../worklets/core/definition.ts'
import { effects } from './effects.ts'
import { pinkNoise } from './signals.ts'

/**
 * A program for a process of its own, `node --expose-gc heap-growth.mjs limiter`: prints how many
 * bytes of heap a quantum of the named effect leaves behind. It plays noise through two presets in
 * turn until the compiler has been everywhere, then reads the heap after each of some equal
 * stretches with no collection between them. The median of the steps is the figure: what one step
 * has beside it (code that the compiler puts on the heap, a page that the heap begins) does not
 * count, and what every quantum leaves is in each of them.
 */

const PRESETS = 2
/** A preset is played this often, and so long, before anything is read. */
const WARM_UP_TURNS = 4
const WARM_UP_QUANTA = 2500
/** Long enough for bytes a quantum to show beside the reading itself, some 600 bytes. */
const STRETCH_QUANTA = 500
const STRETCHES = 7

const id = process.argv[2]
const effect = effects.find((candidate) => candidate.id === id)
const collectGarbage = globalThis.gc
if (!effect) throw new Error(`heap-growth: must be given an effect, got ${id}`)
if (!collectGarbage) throw new Error('heap-growth: must be run with --expose-gc')

const { definition, KernelClass, presets } = effect
const kernel = new KernelClass(48000)
const settings = Array.from({ length: PRESETS }, (_, k) => ({
  ...defaultValues(definition),
  ...presets[k]?.values
}))
const noise = Array.from({ length: 4 }, (_, i) => pinkNoise(128 / 48000, 48000, i + 1, 0.5))
const inputs = [noise.slice(0, 2), noise.slice(2)]
const outputs = [[new Float32Array(128), new Float32Array(128)]]
const meters = restingMeters(definition)

function play(quanta: number): void {
  for (let i = 0; i < quanta; i++) kernel.process(inputs, outputs, meters)
}

function bytesPerQuantum(): number {
  const steps = new Float64Array(STRETCHES)
  collectGarbage?.()
  let before = getHeapStatistics().used_heap_size
  for (let k = 0; k < STRETCHES; k++) {
    play(STRETCH_QUANTA)
    const now = getHeapStatistics().used_heap_size
    steps[k] = now - before
    before = now
  }
  steps.sort()
  if (steps[0] < 0) throw new Error('heap-growth: must run without a collection, give more space')
  return steps[STRETCHES >> 1] / STRETCH_QUANTA
}

for (let turn = 0; turn < WARM_UP_TURNS * PRESETS; turn++) {
  kernel.update(settings[turn % PRESETS])
  play(WARM_UP_QUANTA)
}
const figures = settings.map((values) => {
  kernel.update(values)
  // What a change of values moves has come to rest: the longest fade takes 80 ms, 30 quanta.
  play(STRETCH_QUANTA)
  return bytesPerQuantum()
})
console.log(Math.max(...figures))
