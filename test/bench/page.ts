import { createEffect } from '../../worklets/main-thread/create-effect.ts'
import { effects } from '../support/effects.ts'
import { whiteNoise } from '../support/signals.ts'

export interface BrowserTiming {
  readonly name: string
  readonly nsPerFrame: number
  /** What it is compared with: the native node, if there is one, and a node that only copies. */
  readonly peers?: readonly BrowserTiming[]
}

type Chain = (context: OfflineAudioContext) => Promise<readonly AudioNode[]>

const RATE = 48000
/**
 * Length of a render that starts everything and one that goes on for longer: their difference is
 * free of what a new context spends on loading, constructing and compiling its worklets.
 */
const STARTED_SECONDS = 2
const SECONDS = 12
const ROUNDS = 3
/** Nodes in series, so that the cost of the source and the context is small beside theirs. */
const COPIES = 4

const natives: Readonly<Record<string, { readonly name: string; readonly chain: Chain }>> = {
  channel: {
    name: 'GainNode + StereoPannerNode',
    chain: async (context) => [context.createGain(), context.createStereoPanner()]
  },
  eq: {
    name: 'BiquadFilterNode x8',
    chain: async (context) =>
      [80, 160, 320, 640, 1280, 2560, 5120, 10240].map(
        (frequency) => new BiquadFilterNode(context, { type: 'peaking', frequency, gain: 6 })
      )
  },
  compressor: {
    name: 'DynamicsCompressorNode',
    chain: async (context) => [context.createDynamicsCompressor()]
  }
}

/** What an AudioWorkletNode costs before it does anything: the least that an effect can cost. */
const bareScript = `registerProcessor('bare', class extends AudioWorkletProcessor {
  process([input], [output]) {
    for (let c = 0; c < input.length; c++) output[c].set(input[c])
    return true
  }
})`
const bareAddress = URL.createObjectURL(new Blob([bareScript], { type: 'text/javascript' }))
const bare = {
  name: 'AudioWorkletNode that copies',
  chain: async (context: OfflineAudioContext) => {
    await context.audioWorklet.addModule(bareAddress)
    return [new AudioWorkletNode(context, 'bare', { outputChannelCount: [2] })]
  }
}

/** Milliseconds that it takes to render so many seconds of noise through copies of a chain. */
async function renderMs(chain: Chain, seconds: number): Promise<number> {
  const context = new OfflineAudioContext(2, RATE * seconds, RATE)
  const buffer = context.createBuffer(2, RATE, RATE)
  for (const c of [0, 1]) buffer.copyToChannel(new Float32Array(whiteNoise(1, RATE, c + 1, 0.5)), c)
  let last: AudioNode = new AudioBufferSourceNode(context, { buffer, loop: true })
  const source = last as AudioBufferSourceNode
  for (let i = 0; i < COPIES; i++) {
    for (const node of await chain(context)) last = last.connect(node)
  }
  last.connect(context.destination)
  source.start()
  const start = performance.now()
  await context.startRendering()
  return performance.now() - start
}

/** Medians of the chains in nanoseconds per frame, rendered in turns, an empty chain's taken off. */
async function time(chains: readonly Chain[]): Promise<readonly number[]> {
  const all = [async () => [], ...chains]
  const times = all.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, chain] of all.entries()) {
      const started = await renderMs(chain, STARTED_SECONDS)
      const ms = (await renderMs(chain, SECONDS)) - started
      times[i].push((ms * 1e6) / (RATE * (SECONDS - STARTED_SECONDS)))
    }
  }
  const medians = times.map((list) => list.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)])
  return medians.slice(1).map((median) => Math.max(0, median - medians[0]) / COPIES)
}

async function run(): Promise<readonly BrowserTiming[]> {
  const timings: BrowserTiming[] = []
  // One effect a visit: many offline contexts with worklets in one page have hung Chromium.
  const wanted = new URLSearchParams(location.search).get('effect')
  for (const { id, module, definition } of effects.filter((effect) => effect.id === wanted)) {
    const busy = id === 'eq' ? { values: eightBells() } : {}
    const chain: Chain = async (context) => [(await createEffect(context, module, busy)).node]
    const rivals = [natives[id], bare].filter((rival) => rival !== undefined)
    const [nsPerFrame, ...others] = await time([chain, ...rivals.map((rival) => rival.chain)])
    const peers = rivals.map(({ name }, i) => ({ name, nsPerFrame: others[i] }))
    timings.push({ name: definition.title, nsPerFrame, peers }, ...peers)
  }
  return timings
}

function eightBells(): Record<string, number | boolean | string> {
  const bands = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [
    [`band${n}.enabled`, true],
    [`band${n}.type`, 'bell'],
    [`band${n}.gain`, 6]
  ])
  return Object.fromEntries(bands.flat())
}

Object.assign(window, { timings: await run() })
