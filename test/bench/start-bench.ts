import { Worker } from 'node:worker_threads'
import type { EffectDefinition } from '../../worklets/core/definition.ts'
import { defaultValues } from '../../worklets/core/definition.ts'
import { processorName } from '../../worklets/core/message.ts'
import { encodeValues } from '../../worklets/core/values.ts'
import type { EffectUnderTest } from '../support/effects.ts'

/** What the audio thread pays before an effect sounds, in milliseconds. */
export interface StartTiming {
  /** Evaluation of the script, once per context. */
  readonly script: number
  /** Construction of the first node, with what it computes once and its warm-up. */
  readonly first: number
  /** Its first ten quanta together. */
  readonly firstQuanta: number
  /** The longest of them. */
  readonly longestQuantum: number
  /** Construction of another node of the same effect. */
  readonly next: number
}

interface StartTask {
  readonly script: string
  readonly processor: string
  readonly words: Float32Array
}

const RUNS = 7

/**
 * The script as it is shipped, in a thread of its own where nothing is compiled yet. Medians; a
 * busy machine multiplies them.
 */
export async function startTiming({ module, definition }: EffectUnderTest): Promise<StartTiming> {
  const task: StartTask = {
    script: await module.loadScript(),
    processor: processorName(definition, 'plain'),
    words: encodeValues<EffectDefinition>(definition, defaultValues(definition))
  }
  const timings: StartTiming[] = []
  for (let run = 0; run < RUNS; run++) timings.push(await inFreshThread(task))
  const median = (key: keyof StartTiming) =>
    timings.map((timing) => timing[key]).sort((a, b) => a - b)[RUNS >> 1]
  return {
    script: median('script'),
    first: median('first'),
    firstQuanta: median('firstQuanta'),
    longestQuantum: median('longestQuantum'),
    next: median('next')
  }
}

function inFreshThread(task: StartTask): Promise<StartTiming> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(`(${measureStart})()`, { eval: true, workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** Runs in the thread, as text: it may use nothing from outside. */
function measureStart(): void {
  type Processor = { process(...arrays: readonly unknown[]): boolean }
  type ProcessorClass = new (options: unknown) => Processor
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads')
  const task = workerData as StartTask // what `inFreshThread` sends
  const classes = new Map<string, ProcessorClass>()
  Object.assign(globalThis, {
    sampleRate: 48000,
    currentFrame: 0,
    AudioWorkletProcessor: class {
      port = { onmessage: null, postMessage() {}, close() {} }
    },
    registerProcessor: (name: string, processor: ProcessorClass) => classes.set(name, processor)
  })

  const start = performance.now()
  // biome-ignore lint/security/noGlobalEval: a worklet's script is text, as in addModule.
  globalThis.eval(task.script)
  const loaded = performance.now()
  const EffectProcessor = classes.get(task.processor)
  if (!EffectProcessor) throw new Error(`bench: the script registers no ${task.processor}`)
  const make = () =>
    new EffectProcessor({ processorOptions: { words: task.words, endFrame: Infinity } })
  const processor = make()
  const made = performance.now()

  const noise = () => Float32Array.from({ length: 128 }, () => Math.random() - 0.5)
  const inputs = [[noise(), noise()], []]
  const outputs = [[new Float32Array(128), new Float32Array(128)]]
  let firstQuanta = 0
  let longestQuantum = 0
  for (let quantum = 0; quantum < 10; quantum++) {
    const before = performance.now()
    processor.process(inputs, outputs, {})
    const took = performance.now() - before
    firstQuanta += took
    longestQuantum = Math.max(longestQuantum, took)
  }

  const again = performance.now()
  make()
  const next = performance.now() - again
  const timing = { script: loaded - start, first: made - loaded, firstQuanta, longestQuantum, next }
  parentPort?.postMessage(timing)
}
