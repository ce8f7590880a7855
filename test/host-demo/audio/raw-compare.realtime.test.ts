import { afterEach, describe, expect, it } from 'vitest'
import { MixGraph } from '../../../host-demo/audio/mix-graph.ts'
import { type CompareMode, RawCompare } from '../../../host-demo/audio/raw-compare.ts'
import { waitUntil } from '../../../host-demo/audio/wait-until.ts'
import type { Session } from '../../../host-demo/session/session.ts'
import { addInsert, setEffectValues, setMute } from '../../../host-demo/session/session-edits.ts'
import { makeInsert } from '../../../host-demo/session/session-makers.ts'
import { whiteNoise } from '../../support/signals.ts'
import { recordNode } from './recorder.ts'
import { clipOf, differenceDb, peakOf, plainTrack, sessionOf } from './test-session.ts'

const noise = whiteNoise(5, 48000, 1).map((x) => 0.3 * x)
const late = makeInsert('compressor', { ratio: 1, lookahead: 5 }, 'late')
const plain = sessionOf(plainTrack('one'))
const contexts: AudioContext[] = []

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()))
})

async function patch(context: BaseAudioContext, session: Session, destination?: AudioNode) {
  const compare = await RawCompare.create(context, { destination })
  const graph = await MixGraph.create(context, session, { destination: compare.mixInput })
  compare.follow(graph, session)
  const source = context.createBufferSource()
  source.buffer = clipOf(noise)
  source.connect(graph.input('one') ?? context.destination)
  source.start()
  return compare
}

/** The second half of a second of noise: by then the switch has long settled. */
async function renderIn(mode: CompareMode, session: Session): Promise<Float32Array> {
  const context = new OfflineAudioContext(2, 48000, 48000)
  const compare = await patch(context, session)
  compare.mode = mode
  return (await context.startRendering()).getChannelData(0).slice(24000)
}

async function levelIn(mode: CompareMode, faderDb: number): Promise<number> {
  const context = new AudioContext({ sampleRate: 48000 })
  contexts.push(context)
  const output = context.createGain()
  const recorder = await recordNode(context, output)
  const session = setEffectValues(plain, 'masterBus', 'channel', { fader: faderDb })
  const compare = await patch(context, session, output)
  for (let i = 0; i < 4; i++) {
    await waitUntil(context, context.currentTime + 0.25)
    compare.measure()
  }
  // The windows of both readings end at slightly different quanta: well within 0.5 dB of noise.
  expect(compare.matchDb).toBeGreaterThan(faderDb - 0.5)
  expect(compare.matchDb).toBeLessThan(faderDb + 0.5)
  compare.mode = mode
  await waitUntil(context, context.currentTime + 0.2)
  await recorder.take()
  await waitUntil(context, context.currentTime + 0.4)
  const heard = await recorder.take()
  return 10 * Math.log10(heard.reduce((sum, x) => sum + x * x, 0) / heard.length)
}

/** The noise: uniform in -0.3..0.3. */
const NOISE_DB = 10 * Math.log10(0.09 / 3)

describe('raw', () => {
  it('sounds at the very sample at which the mix does, however late the mix is', async () => {
    const session = addInsert(addInsert(plain, 'one', late), 'masterBus', { ...late, id: 'm' })
    const [mix, raw] = [await renderIn('off', session), await renderIn('raw', session)]
    expect(peakOf(mix)).toBeGreaterThan(0.29)
    expect(differenceDb(raw, mix)).toBeLessThan(-110)
  })

  it('hears no insert and no fader', async () => {
    const silent = setEffectValues(plain, 'one', 'channel', { fader: -Infinity })
    const boosted = addInsert(silent, 'one', makeInsert('eq', { output: 12 }, 'eq'))
    expect(peakOf(await renderIn('raw', boosted))).toBeCloseTo(peakOf(noise.slice(0, 48000)), 2)
  })

  it('keeps a muted track silent', async () => {
    expect(peakOf(await renderIn('raw', setMute(plain, 'one', true)))).toBe(0)
  })
})

describe('loudness', () => {
  // Half a dB: what the reading may be off, and how even 0.4 s of noise is.
  it('a mix 12 dB softer turns raw down to it', async () => {
    const level = await levelIn('raw', -12)
    expect(Math.abs(level - (NOISE_DB - 12))).toBeLessThan(0.6)
  })

  it('a mix 6 dB louder is turned down to raw, so that nothing clips', async () => {
    const level = await levelIn('mix', 6)
    expect(Math.abs(level - NOISE_DB)).toBeLessThan(0.6)
  })
})
