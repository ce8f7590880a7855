import { afterEach, describe, expect, it } from 'vitest'
import {
  type AudioFamily,
  loadStandardizedFamily,
  nativeFamily
} from '../../../host-demo/audio/audio-family.ts'
import { MixGraph } from '../../../host-demo/audio/mix-graph.ts'
import { waitUntil } from '../../../host-demo/audio/wait-until.ts'
import { renderMix } from '../../../host-demo/export/render-mix.ts'
import type { Session } from '../../../host-demo/session/session.ts'
import {
  addInsert,
  moveInsert,
  removeInsert,
  removeTrack,
  setEffectValues,
  setMute,
  setSolo
} from '../../../host-demo/session/session-edits.ts'
import { makeInsert } from '../../../host-demo/session/session-makers.ts'
import { impulse, sine, whiteNoise } from '../../support/signals.ts'
import { largestStep, recordNode } from './recorder.ts'
import { clipOf, clipsOf, differenceDb, peakOf, plainTrack, sessionOf } from './test-session.ts'

const noise = whiteNoise(0.5, 48000, 1)
const other = whiteNoise(0.5, 48000, 2)
const clips = clipsOf({ one: noise, two: other })
const session = sessionOf(plainTrack('one'), plainTrack('two'))
/** A compressor that changes nothing but is 5 ms late. */
const late = makeInsert('compressor', { ratio: 1, lookahead: 5 }, 'late')

async function mixOf(edited = session, buffers = clips): Promise<Float32Array> {
  const { channels } = await renderMix(edited, buffers)
  return channels[0] ?? new Float32Array(0)
}

describe('a session without effects', () => {
  it('sounds as the sum of its clips, within single precision', async () => {
    const sum = noise.map((x, i) => x + (other[i] ?? 0))
    expect(differenceDb(await mixOf(), sum)).toBeLessThan(-130)
  })

  it('a single track comes out bit for bit', async () => {
    expect(await mixOf(setMute(session, 'two', true))).toEqual(noise)
  })

  it('solo leaves the soloed track alone, bit for bit', async () => {
    expect(await mixOf(setSolo(session, 'two', true))).toEqual(other)
  })

  it('a muted mix bus is silent', async () => {
    expect(peakOf(await mixOf(setMute(session, 'mixBus', true)))).toBe(0)
  })
})

describe('latency', () => {
  const clicks = clipsOf({ one: impulse(0.1, 48000, 100), two: impulse(0.1, 48000, 100, -1) })

  it('two strips stay aligned to the sample when one looks 5 ms ahead', async () => {
    const edited = addInsert(session, 'one', late)
    expect(peakOf(await mixOf(setSolo(edited, 'one', true), clicks))).toBe(1)
    expect(peakOf(await mixOf(setSolo(edited, 'two', true), clicks))).toBe(1)
    // Opposite impulses cancel exactly only at the same frame.
    expect(peakOf(await mixOf(edited, clicks))).toBe(0)
  })

  it('an impulse leaves at the frame it came in, look-ahead on track and buses', async () => {
    const edited = ['one', 'mixBus', 'masterBus'].reduce(
      (next, id) => addInsert(next, id, { ...late, id: `late ${id}` }),
      setMute(session, 'two', true)
    )
    const mix = await mixOf(edited, clicks)
    expect(mix.findIndex((x) => x !== 0)).toBe(100)
    expect(mix[100]).toBeCloseTo(1, 6)
  })

  it('the whole path is the slowest track, then mix bus, then master', async () => {
    const edited = ['one', 'mixBus'].reduce(
      (next, id) => addInsert(next, id, { ...late, id: `late ${id}` }),
      session
    )
    const context = new OfflineAudioContext(2, 128, 48000)
    const graph = await MixGraph.create(context, edited)
    expect(graph.latencyFrames).toBe(480)
  })

  it('turning a look-ahead up is announced with the new figure', async () => {
    const context = new OfflineAudioContext(2, 128, 48000)
    const graph = await MixGraph.create(context, addInsert(session, 'one', late))
    const figures: number[] = []
    graph.addEventListener('latencychange', () => figures.push(graph.latencyFrames))
    graph.effect('one', 'late')?.set('lookahead', 10)
    graph.effect('one', 'late')?.set('lookahead', 2)
    expect(figures).toEqual([480, 96])
  })
})

describe('families and transports', () => {
  const loud = setEffectValues(addInsert(session, 'one', late), 'two', 'channel', { pan: -40 })

  async function mixBy(family: AudioFamily, transport: 'auto' | 'message', edited: Session) {
    return (await renderMix(edited, clips, { family, transport })).channels[0]
  }

  it('standardized-audio-context renders the same samples as the native one', async () => {
    const standardized = await mixBy(await loadStandardizedFamily(), 'auto', loud)
    expect(standardized).toEqual(await mixBy(nativeFamily, 'auto', loud))
  })

  it('without shared memory the same samples are rendered', async () => {
    const messages = await mixBy(nativeFamily, 'message', loud)
    expect(messages).toEqual(await mixBy(nativeFamily, 'auto', loud))
  })
})

/** Counts effects that live, of which a graph must leave none behind. */
function countingFamily(): { readonly family: AudioFamily; alive(): number } {
  let alive = 0
  const family: AudioFamily = {
    ...nativeFamily,
    createEffect: async (context, module, options) => {
      const effect = await nativeFamily.createEffect(context, module, options)
      alive++
      const dispose = effect.dispose.bind(effect)
      effect.dispose = () => {
        alive--
        dispose()
      }
      return effect
    }
  }
  return { family, alive: () => alive }
}

describe('changes while a 100 Hz tone plays', () => {
  const tone = sine(100, 10, 48000, 0.5)
  /** The tone's own steepest step, and that of a fade of 10 ms on top. */
  const smoothStep = (0.5 * 2 * Math.PI * 100) / 48000 + 0.5 / 480
  const start = addInsert(sessionOf(plainTrack('one')), 'one', late)
  const neutral = makeInsert('compressor', { ratio: 1 }, 'neutral')
  const contexts: AudioContext[] = []

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
  })

  /** Plays the tone through a session, makes the changes in turn, returns what was heard. */
  async function hear(...changes: readonly ((next: Session) => Session)[]) {
    const context = new AudioContext({ sampleRate: 48000 })
    contexts.push(context)
    const destination = context.createGain()
    const recorder = await recordNode(context, destination)
    const graph = await MixGraph.create(context, start, { destination })
    const source = context.createBufferSource()
    source.buffer = clipOf(tone)
    source.connect(graph.input('one') ?? destination)
    source.start()
    let next = start
    for (const change of changes) {
      await waitUntil(context, context.currentTime + 0.15)
      next = change(next)
      await graph.update(next)
    }
    await waitUntil(context, context.currentTime + 0.15)
    return { recording: await recorder.take(), graph }
  }

  it('adding, moving and removing inserts does not click', async () => {
    const { recording, graph } = await hear(
      (next) => addInsert(next, 'one', neutral, 0),
      (next) => moveInsert(next, 'late', 'one', 0),
      (next) => addInsert(next, 'masterBus', { ...neutral, id: 'master' }),
      (next) => removeInsert(next, 'one', 'late')
    )
    expect(graph.effect('one', 'late')).toBeUndefined()
    expect(graph.effect('masterBus', 'master')).toBeDefined()
    expect(peakOf(recording)).toBeGreaterThan(0.49)
    expect(largestStep(recording)).toBeLessThan(smoothStep)
  })

  it('bypassing an insert does not click', async () => {
    const { recording } = await hear(
      (next) => setEffectValues(next, 'one', 'late', { bypass: true }),
      (next) => setEffectValues(next, 'one', 'late', { bypass: false })
    )
    expect(peakOf(recording)).toBeGreaterThan(0.49)
    expect(largestStep(recording)).toBeLessThan(smoothStep)
  })

  it('mute and solo do not click', async () => {
    const { recording } = await hear(
      (next) => setMute(next, 'one', true),
      (next) => setMute(next, 'one', false),
      (next) => setSolo(next, 'one', true),
      (next) => setSolo(next, 'one', false)
    )
    expect(peakOf(recording)).toBeGreaterThan(0.49)
    expect(largestStep(recording)).toBeLessThan(smoothStep)
  })

  it('of changes in quick succession the last one wins', async () => {
    const context = new AudioContext({ sampleRate: 48000 })
    contexts.push(context)
    const graph = await MixGraph.create(context, start)
    const one = addInsert(start, 'one', neutral)
    void graph.update(one)
    void graph.update(removeInsert(one, 'one', 'late'))
    await graph.update(setMute(removeInsert(start, 'one', 'late'), 'one', true))
    expect(graph.effect('one', 'late')).toBeUndefined()
    expect(graph.effect('one', 'neutral')).toBeUndefined()
    expect(graph.effect('one', 'channel')?.get('mute')).toBe(true)
  })

  it('inserts and tracks that come and go leave nothing behind', async () => {
    const context = new AudioContext({ sampleRate: 48000 })
    contexts.push(context)
    const { family, alive } = countingFamily()
    const graph = await MixGraph.create(context, start, { family })
    const before = alive()
    const more = sessionOf(...start.tracks, plainTrack('two', [{ ...late, id: 'late 2' }]))
    for (let i = 0; i < 5; i++) {
      await graph.update(addInsert(more, 'one', neutral))
      await graph.update(removeTrack(start, 'one'))
      await graph.update(start)
    }
    expect(alive()).toBe(before)
    await graph.dispose()
    expect(alive()).toBe(0)
  })
})
