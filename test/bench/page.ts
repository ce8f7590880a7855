import { createEffect } from '../../worklets/main-thread/create-effect.ts'
import { effects } from '../support/effects.ts'
import { whiteNoise } from '../support/signals.ts'

export interface BrowserTiming {
  readonly name: string
  readonly nsPerFrame: number
  readonly baseline?: { readonly name: string; readonly nsPerFrame: number }
}

type Chain = (context: OfflineAudioContext) => Promise<readonly AudioNode[]>

const RATE = 48000
const SECONDS = 4
const ROUNDS = 5
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

async function timeOnce(chain: Chain): Promise<number> {
  const context = new OfflineAudioContext(2, RATE * SECONDS, RATE)
  const buffer = context.createBuffer(2, RATE * SECONDS, RATE)
  for (const c of [0, 1])
    buffer.copyToChannel(new Float32Array(whiteNoise(SECONDS, RATE, c + 1, 0.5)), c)
  let last: AudioNode = new AudioBufferSourceNode(context, { buffer })
  const source = last as AudioBufferSourceNode
  for (let i = 0; i < COPIES; i++) {
    for (const node of await chain(context)) last = last.connect(node)
  }
  last.connect(context.destination)
  source.start()
  const start = performance.now()
  await context.startRendering()
  return ((performance.now() - start) * 1e6) / (RATE * SECONDS)
}

/** Median of several renders, after one that warms up. */
async function renderTime(chain: Chain): Promise<number> {
  await timeOnce(chain)
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i++) times.push(await timeOnce(chain))
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]
}

async function time(chain: Chain, empty: number): Promise<number> {
  return Math.max(0, (await renderTime(chain)) - empty) / COPIES
}

async function run(): Promise<readonly BrowserTiming[]> {
  const empty = await renderTime(async () => [])
  const timings: BrowserTiming[] = []
  // One effect a visit: many offline contexts with worklets in one page have hung Chromium.
  const wanted = new URLSearchParams(location.search).get('effect')
  for (const { id, module, definition } of effects.filter((effect) => effect.id === wanted)) {
    const busy = id === 'eq' ? { values: eightBells() } : {}
    const chain: Chain = async (context) => [(await createEffect(context, module, busy)).node]
    const nsPerFrame = await time(chain, empty)
    const native = natives[id]
    if (native) {
      const baseline = { name: native.name, nsPerFrame: await time(native.chain, empty) }
      timings.push({ name: definition.title, nsPerFrame, baseline }, baseline)
    } else {
      timings.push({ name: definition.title, nsPerFrame })
    }
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
