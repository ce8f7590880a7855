import { describe, expect, it } from 'vitest'
import { DeskGraph } from '../../../../host-demo/audio/desk/desk-graph.ts'
import { effectDefinitions } from '../../../../host-demo/audio/effect-modules.ts'
import { mixDocument } from '../../../../host-demo/session/v2/routing.ts'
import { setKey, setOutput, setSend } from '../../../../host-demo/session/v2/routing-edits.ts'
import type { Session } from '../../../../host-demo/session/v2/session.ts'
import {
  addInsert,
  addStrips,
  removeInsert,
  removeStrip,
  setMute,
  setSolo
} from '../../../../host-demo/session/v2/session-edits.ts'
import {
  makeInsert,
  makeSession,
  makeStrip
} from '../../../../host-demo/session/v2/session-makers.ts'
import { MixRenderer, planMix } from '../../../../worklets/mix.ts'
import { kernels } from '../../../support/kernels.ts'
import { whiteNoise } from '../../../support/signals.ts'
import { clipOf, differenceDb, peakOf } from '../test-session.ts'

const RATE = 48000
const FRAMES = RATE
const sounds = {
  kick: whiteNoise(1, RATE, 1, 0.3).map((x, i) => (i % 12000 < 2400 ? x : 0)),
  bass: whiteNoise(1, RATE, 2, 0.2),
  voice: whiteNoise(1, RATE, 3, 0.2)
}

/** Three tracks, a group and the two returns of a new song. */
function desk(): Session {
  const track = (id: string) =>
    makeStrip('track', {
      id,
      name: id,
      channel: { effect: 'channel', version: 1, values: { source: 'stereo' } }
    })
  const [reverb, delay, ...buses] = makeSession().strips
  if (reverb === undefined || delay === undefined) throw new Error('a song has two returns')
  return {
    ...makeSession(),
    strips: [
      ...['kick', 'bass', 'voice'].map(track),
      makeStrip('group', { id: 'rhythm', name: 'rhythm' }),
      { ...reverb, id: 'reverb' },
      { ...delay, id: 'delay' },
      ...buses
    ]
  }
}

const late = (id: string, lookahead: number) =>
  makeInsert('compressor', { ratio: 2, threshold: -20, lookahead }, id)

/** Groups, sends before and behind the fader, a side chain across latencies, every effect. */
function fullDesk(): Session {
  let session = desk()
  session = setOutput(session, 'kick', 'rhythm').session
  session = setOutput(session, 'bass', 'rhythm').session
  const duck = { sidechain: 'external', threshold: -40, ratio: 4, lookahead: 2 }
  session = addInsert(session, 'bass', makeInsert('compressor', duck, 'duck'))
  session = addInsert(session, 'kick', late('kick late', 9))
  session = setKey(session, 'duck', { strip: 'kick', tap: 'pre' }).session
  session = setSend(session, 'voice', 'reverb', { level: -6 }).session
  session = setSend(session, 'bass', 'delay', { level: -12, tap: 'pre' }).session
  session = setSend(session, 'rhythm', 'reverb', { level: -18 }).session
  session = addInsert(
    session,
    'voice',
    makeInsert('eq', { phase: 'linear', 'band1.enabled': true })
  )
  session = addInsert(session, 'voice', makeInsert('widener', { width: 130 }))
  session = addInsert(session, 'rhythm', late('rhythm late', 3))
  session = addInsert(session, 'mix', makeInsert('meter'))
  session = addInsert(session, 'master', makeInsert('limiter', { drive: 3 }))
  return addInsert(session, 'master', makeInsert('monitor'))
}

function sources(context: BaseAudioContext, graph: DeskGraph): void {
  for (const [id, sound] of Object.entries(sounds)) {
    const input = graph.input(id)
    if (input === undefined) continue
    const source = new AudioBufferSourceNode(context, { buffer: clipOf(sound) })
    source.connect(input)
    source.start()
  }
}

interface Rendering {
  readonly left: Float32Array
  readonly latencyFrames: number
}

/** By worklets; the graph may be changed before time runs. */
async function played(session: Session, ...next: readonly Session[]): Promise<Rendering> {
  const context = new OfflineAudioContext(2, FRAMES, RATE)
  const graph = await DeskGraph.create(context, session)
  for (const edited of next) await graph.update(edited)
  expect(graph.problems).toEqual([])
  const { latencyFrames } = graph
  sources(context, graph)
  const buffer = await context.startRendering()
  await graph.dispose()
  return { left: buffer.getChannelData(0), latencyFrames }
}

/** By kernels alone. */
function rendered(session: Session): Rendering {
  const options = { definitions: effectDefinitions(), sampleRate: RATE }
  const mix = new MixRenderer(planMix(mixDocument(session, options)), { kernels, sampleRate: RATE })
  expect(mix.problems).toEqual([])
  const inputs = Object.fromEntries(Object.entries(sounds).map(([id, x]) => [id, [x, x]]))
  const outputs = [new Float32Array(FRAMES), new Float32Array(FRAMES)] as const
  mix.render(inputs, { master: outputs }, FRAMES)
  return { left: outputs[0], latencyFrames: mix.latencyFrames }
}

async function expectSame(session: Session, ...before: readonly Session[]): Promise<void> {
  const [first = session, ...rest] = [...before, session]
  const graph = await played(first, ...rest)
  const mix = rendered(session)
  expect(graph.latencyFrames).toBe(mix.latencyFrames)
  expect(differenceDb(graph.left, mix.left)).toBeLessThan(-120)
}

describe('worklets and renderer null below -120 dB', () => {
  it('with groups, sends, a side chain, latencies and every effect', async () => {
    await expectSame(fullDesk())
    expect(peakOf(rendered(fullDesk()).left)).toBeGreaterThan(0.1)
  })

  it('with a track muted, and with one soloed', async () => {
    await expectSame(setMute(fullDesk(), 'bass', true))
    await expectSame(setSolo(fullDesk(), 'voice', true))
  })

  it('with the sound of a track that others run into', async () => {
    const session = setOutput(addInsert(desk(), 'kick', late('x', 6)), 'kick', 'voice').session
    await expectSame(session)
  })

  it('after inserts, strips and ways have come and gone', async () => {
    const more = addStrips(fullDesk(), [makeStrip('return', { id: 'hall' })])
    const sent = setSend(more, 'voice', 'hall').session
    const fewer = removeStrip(removeInsert(sent, 'kick', 'kick late'), 'hall')
    await expectSame(fewer, desk(), sent)
    await expectSame(fullDesk(), desk())
  })
})
