import { afterEach, describe, expect, it } from 'vitest'
import { nativeFamily } from '../../../../host-demo/audio/audio-family.ts'
import { DeskGraph, type DeskGraphOptions } from '../../../../host-demo/audio/desk/desk-graph.ts'
import { waitUntil } from '../../../../host-demo/audio/wait-until.ts'
import {
  removeSend,
  setKey,
  setOutput,
  setSend
} from '../../../../host-demo/session/v2/routing-edits.ts'
import type { Session } from '../../../../host-demo/session/v2/session.ts'
import {
  addInsert,
  addStrips,
  moveInsert,
  removeInsert,
  removeStrip,
  setEffectValues,
  setMute,
  setSolo
} from '../../../../host-demo/session/v2/session-edits.ts'
import {
  makeInsert,
  makeSession,
  makeStrip
} from '../../../../host-demo/session/v2/session-makers.ts'
import { sine } from '../../../support/signals.ts'
import { largestStep, recordNode } from '../recorder.ts'
import { clipOf, peakOf } from '../test-session.ts'

const tone = sine(100, 10, 48000, 0.25)
/** The tone's own steepest step, doubled where it is sent too, and that of fades on top. */
const smoothStep = 2 * ((0.25 * 2 * Math.PI * 100) / 48000 + 0.25 / 480)

const stereo = { effect: 'channel', version: 1, values: { source: 'stereo' } }
const late = makeInsert('compressor', { ratio: 1, lookahead: 5 }, 'late')
const neutral = makeInsert('compressor', { ratio: 1 }, 'neutral')
const start: Session = {
  ...makeSession(),
  strips: [
    makeStrip('track', { id: 'one', channel: stereo, inserts: [late] }),
    makeStrip('track', { id: 'two', channel: stereo }),
    makeStrip('group', { id: 'group', channel: stereo }),
    makeStrip('mix', { id: 'mix' }),
    makeStrip('master', { id: 'master' })
  ]
}
const contexts: AudioContext[] = []

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()))
})

function openContext(): AudioContext {
  const context = new AudioContext({ sampleRate: 48000 })
  contexts.push(context)
  return context
}

async function playTone(session = start, options: DeskGraphOptions = {}) {
  const context = openContext()
  const destination = context.createGain()
  const recorder = await recordNode(context, destination)
  const graph = await DeskGraph.create(context, session, { destination, ...options })
  const source = new AudioBufferSourceNode(context, { buffer: clipOf(tone) })
  source.connect(graph.input('one') ?? destination)
  source.start()
  return { context, graph, recorder }
}

/** Plays the tone through the desk, makes the changes in turn, returns what was heard. */
async function hear(...changes: readonly ((next: Session) => Session)[]): Promise<Float32Array> {
  const { context, graph, recorder } = await playTone()
  let next = start
  for (const change of changes) {
    await waitUntil(context, context.currentTime + 0.15)
    next = change(next)
    await graph.update(next)
  }
  await waitUntil(context, context.currentTime + 0.15)
  return recorder.take()
}

describe('changes while a 100 Hz tone plays do not click', () => {
  it('inserts that come, move and go', async () => {
    const recording = await hear(
      (next) => addInsert(next, 'one', neutral, 0),
      (next) => moveInsert(next, 'late', 'one', 0).session,
      (next) => addInsert(next, 'master', { ...neutral, id: 'master insert' }),
      (next) => removeInsert(next, 'one', 'late')
    )
    expect(peakOf(recording)).toBeGreaterThan(0.24)
    expect(largestStep(recording)).toBeLessThan(smoothStep)
  })

  it('outputs and sends', async () => {
    const recording = await hear(
      (next) => setOutput(next, 'one', 'group').session,
      (next) => setSend(next, 'one', 'two', { level: -6 }).session,
      (next) => setSend(next, 'one', 'two', { level: 0, tap: 'pre' }).session,
      (next) => setSend(next, 'one', 'two', { on: false }).session,
      (next) => removeSend(next, 'one', 'two'),
      (next) => setOutput(next, 'one', 'mix').session
    )
    expect(peakOf(recording)).toBeGreaterThan(0.24)
    expect(largestStep(recording)).toBeLessThan(smoothStep)
  })

  it('mute and solo', async () => {
    const recording = await hear(
      (next) => setMute(next, 'one', true),
      (next) => setMute(next, 'one', false),
      (next) => setSolo(next, 'two', true),
      (next) => setSolo(next, 'two', false)
    )
    expect(peakOf(recording)).toBeGreaterThan(0.24)
    expect(largestStep(recording)).toBeLessThan(smoothStep)
  })

  it('a side chain that makes the sound wait', async () => {
    const session = (next: Session) => addInsert(next, 'two', { ...late, id: 'late two' })
    const recording = await hear(
      (next) => addInsert(session(next), 'one', neutral, 0),
      (next) => setKey(next, 'neutral', { strip: 'two', tap: 'pre' }).session,
      (next) => setKey(next, 'neutral', undefined).session
    )
    expect(peakOf(recording)).toBeGreaterThan(0.24)
    expect(largestStep(recording)).toBeLessThan(smoothStep)
  })
})

it('a latency that moves while the desk plays is followed, with a delay where there was none', async () => {
  const { graph, recorder, context } = await playTone(
    setEffectValues(start, 'one', 'late', { lookahead: 0 })
  )
  expect(graph.latencyFrames).toBe(0)
  await waitUntil(context, context.currentTime + 0.1)
  const followed = new Promise((resolve) =>
    graph.addEventListener('structure', resolve, { once: true })
  )
  graph.effect('one', 'late')?.set('lookahead', 5)
  await followed
  expect(graph.latencyFrames).toBe(240)
  const delays = graph.plan.edges.map(({ from, to, delayFrames }) => [from, to, delayFrames])
  expect(delays).toContainEqual(['two', 'mix', 240])
  await waitUntil(context, context.currentTime + 0.1)
  expect(largestStep(await recorder.take())).toBeLessThan(smoothStep)
})

it('values, sends, mutes and solos move without anything being built', async () => {
  const sent = setSend(start, 'two', 'group').session
  const graph = await DeskGraph.create(openContext(), sent)
  let built = 0
  graph.addEventListener('structure', () => built++)
  const moves: readonly ((next: Session) => Session)[] = [
    (next) => setEffectValues(next, 'one', 'channel', { fader: -6 }),
    (next) => setEffectValues(next, 'one', 'late', { ratio: 2 }),
    (next) => setSend(next, 'two', 'group', { level: -20, on: false }).session,
    (next) => setMute(next, 'one', true),
    (next) => setSolo(next, 'two', true)
  ]
  let next = sent
  for (const move of moves) {
    next = move(next)
    await graph.update(next)
  }
  expect(built).toBe(0)
  expect(graph.effect('one', 'channel')?.get('fader')).toBe(-6)
  expect(graph.plan.edges.find(({ from }) => from === 'one')?.open).toBe(false)
})

it('of changes in quick succession the last one wins', async () => {
  const graph = await DeskGraph.create(openContext(), start)
  const one = addInsert(start, 'one', neutral)
  void graph.update(one)
  void graph.update(removeInsert(one, 'one', 'late'))
  await graph.update(setMute(removeInsert(start, 'one', 'late'), 'one', true))
  expect(graph.effect('one', 'late')).toBeUndefined()
  expect(graph.effect('one', 'neutral')).toBeUndefined()
  expect(graph.effect('one', 'channel')?.get('mute')).toBe(true)
})

it('strips, inserts and ways that come and go leave nothing behind', async () => {
  let alive = 0
  const family: typeof nativeFamily = {
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
  const graph = await DeskGraph.create(openContext(), start, { family })
  const before = alive
  const hall = makeStrip('return', { id: 'hall', inserts: [{ ...late, id: 'late hall' }] })
  for (let i = 0; i < 3; i++) {
    const more = addStrips(start, [{ ...hall, id: `hall ${i}` }])
    await graph.update(setSend(more, 'two', `hall ${i}`).session)
    await graph.update(removeStrip(start, 'one'))
    await graph.update(start)
  }
  expect(alive).toBe(before)
  await graph.dispose()
  expect(alive).toBe(0)
})
