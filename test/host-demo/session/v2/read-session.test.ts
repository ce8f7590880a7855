import { describe, expect, it } from 'vitest'
import { effectDefinitions } from '../../../../host-demo/audio/effect-modules.ts'
import { demoSession } from '../../../../host-demo/session/demo-session.ts'
import { readSession as readFirst } from '../../../../host-demo/session/read-session.ts'
import * as first from '../../../../host-demo/session/session-makers.ts'
import { readSession } from '../../../../host-demo/session/v2/read-session.ts'
import { mixDocument } from '../../../../host-demo/session/v2/routing.ts'
import { findStrip, type Session } from '../../../../host-demo/session/v2/session.ts'
import {
  makeInsert,
  makeSend,
  makeSession,
  makeStrip,
  makeTrack
} from '../../../../host-demo/session/v2/session-makers.ts'
import { plainTrack, sessionOf } from '../../audio/test-session.ts'

const definitions = effectDefinitions()
const source = { source: 'file:a1', fileName: '03 Lead_vocal.wav', channels: 1 }

const json = (document: unknown): unknown => JSON.parse(JSON.stringify(document))

/** The reading of a session that must not be refused. */
function read(document: unknown) {
  const reading = readSession(json(document), definitions)
  if (reading.session === undefined) throw new Error(reading.refusal)
  return reading
}

/** A song with everything that version 2 adds. */
function fullSong(): Session {
  const { strip, clip } = makeTrack(source, 0)
  const song = makeSession()
  const [reverb] = song.strips
  const key = { strip: 'kick', tap: 'pre' } as const
  const points = [
    { time: 0, value: '-inf', curve: 'hold' as const },
    { time: 2.5, value: -3, curve: 0.4 }
  ]
  return {
    ...song,
    strips: [
      makeStrip('track', { id: 'kick', output: 'drums' }),
      makeStrip('group', { id: 'drums' }),
      {
        ...strip,
        inserts: [{ ...makeInsert('compressor', { sidechain: 'external' }), key }],
        sends: [
          makeSend(reverb?.id ?? '', '-inf'),
          { ...makeSend('drums', -6), tap: 'pre', on: false }
        ],
        lanes: [{ of: 'channel', row: 'fader', points }]
      },
      ...song.strips
    ],
    clips: [{ ...clip, start: 4, offset: 1, length: 2.5, gain: -3, fadeIn: 0.01, fadeOut: 0.2 }]
  }
}

it('a song of version 2 comes back whole', () => {
  const once = read(fullSong())
  expect(once.problems).toEqual([])
  const again = read(once.session)
  expect(again.session).toEqual(once.session)
  const [kick, , voice] = once.session.strips
  expect(kick?.output).toBe('drums')
  expect(voice?.inserts[0]?.key).toEqual({ strip: 'kick', tap: 'pre' })
  expect(voice?.sends.map(({ level, tap, on }) => [level, tap, on])).toEqual([
    ['-inf', 'post', true],
    [-6, 'pre', false]
  ])
  expect(voice?.lanes).toEqual(fullSong().strips[2]?.lanes)
  expect(once.session.clips[0]).toMatchObject({ start: 4, offset: 1, length: 2.5, fadeOut: 0.2 })
})

it('a new song has two returns ready', () => {
  const { strips } = makeSession()
  expect(strips.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'return Reverb',
    'return Delay',
    'mix Mix bus',
    'master Master'
  ])
  expect(read(makeSession()).problems).toEqual([])
})

describe('a session of version 1', () => {
  const tracks = [first.makeTrack(source, 0), first.makeTrack({ ...source, channels: 2 }, 1)]
  const known = {
    'the demo song': demoSession(),
    'an empty session': first.makeSession(),
    'a session of dropped files': first.makeSession(tracks),
    'a session of plain tracks': sessionOf(
      plainTrack('a'),
      plainTrack('b', [first.makeInsert('eq')])
    ),
    'a session with a muted and a soloed track': first.makeSession(
      tracks.map((track, i) => ({
        ...track,
        strip: { ...track.strip, mute: i === 0, solo: i === 1 }
      }))
    )
  }

  it.each(Object.entries(known))('opens as what it was: %s', (_, document) => {
    const { session, problems } = read(document)
    expect(problems).toEqual([])
    const old = readFirst(json(document), definitions).session
    expect(session.title).toBe(old?.title)
    expect([session.tempo, session.loop, session.sections]).toEqual([
      old?.tempo,
      old?.loop,
      old?.sections
    ])
    const strips = session.strips.filter(({ kind }) => kind === 'track')
    expect(strips.map(({ id, name, color }) => ({ id, name, color }))).toEqual(
      old?.tracks.map(({ id, name, color }) => ({ id, name, color }))
    )
    expect(
      strips.map(({ inserts, channel, mute, solo }) => ({ inserts, channel, mute, solo }))
    ).toEqual(old?.tracks.map((track) => track.strip))
    expect(findStrip(session, 'mix')?.inserts).toEqual(old?.mixBus.inserts)
    expect(findStrip(session, 'mix')?.channel).toEqual(old?.mixBus.channel)
    expect(findStrip(session, 'master')?.inserts).toEqual(old?.masterBus.inserts)
    expect(session.clips.map((clip) => clip.source)).toEqual(
      old?.tracks.map((track) => track.clip.source)
    )
    expect(session.clips.map((clip) => clip.strip)).toEqual(old?.tracks.map(({ id }) => id))
    expect(read(session).session).toEqual(session)
  })

  it('runs from its tracks through the mix into the master, and sends nothing', () => {
    const { strips } = mixDocument(read(demoSession()).session)
    expect(strips).toHaveLength(10)
    expect(
      strips.slice(0, 8).every(({ output, sends }) => output === 'mix' && sends.length === 0)
    ).toBe(true)
    expect(strips.at(8)?.output).toBe('master')
    expect(strips.at(9)).toMatchObject({ output: undefined, channelFirst: true })
  })

  it('keeps what its master fader did behind its inserts', () => {
    const old = first.makeSession()
    const masterBus = first.makeStrip([first.makeInsert('limiter')], { fader: -6 })
    const { session, problems } = read({ ...old, masterBus })
    expect(problems).toEqual([])
    const master = findStrip(session, 'master')
    expect(master?.inserts.map(({ effect }) => effect)).toEqual(['limiter', 'channel'])
    expect(master?.inserts[1]?.state.values.fader).toBe(-6)
    expect(master?.channel.values.fader ?? 0).toBe(0)
  })

  it('may have a track that is called as a bus is now', () => {
    const { session } = read(sessionOf(plainTrack('mix'), plainTrack('master')))
    expect(session.strips.map(({ kind }) => kind)).toEqual(['track', 'track', 'mix', 'master'])
    expect(new Set(session.strips.map(({ id }) => id)).size).toBe(4)
    expect(session.clips).toHaveLength(2)
  })
})

describe('refusals', () => {
  it.each([undefined, null, 7, 'text', [], {}, { tracks: 'none' }, { strips: 1 }])(
    'no session is a sentence, not a crash: %j',
    (document) => {
      const reading = readSession(document, definitions)
      expect('refusal' in reading && reading.refusal).toContain('no Twobus session')
    }
  )

  it('a session of a newer format is refused with both numbers', () => {
    const reading = readSession({ ...makeSession(), version: 3 }, definitions)
    expect('refusal' in reading && reading.refusal).toMatch(/format 3, and 2 is the newest/)
  })
})

describe('problems', () => {
  const song = (...strips: readonly unknown[]) => ({
    ...makeSession(),
    strips: [...strips, makeStrip('mix', { id: 'mix' }), makeStrip('master', { id: 'master' })]
  })
  const track = (parts: object) => ({ ...makeStrip('track', { id: 'a', name: 'Voice' }), ...parts })

  it('ways to strips that are not there are named and left out', () => {
    const { session, problems } = read(
      song(
        track({
          output: 'gone',
          sends: [makeSend('lost'), makeSend('mix'), makeSend('mix')],
          inserts: [{ ...makeInsert('compressor'), key: { strip: 'nobody', tap: 'pre' } }]
        })
      )
    )
    expect(problems).toEqual([
      'Voice: the output must lead to a strip of the session, got "gone"',
      'Voice: a send must lead to a strip of the session, got "lost"',
      'Voice: must have one send to "mix", got another',
      'Voice: a side chain must lead to a strip of the session, got "nobody"'
    ])
    expect(session.strips[0]).toMatchObject({ output: 'mix', sends: [{ to: 'mix' }] })
    expect(session.strips[0]?.inserts[0]?.key).toBeUndefined()
  })

  it('a circle is named and opened, and what is not part of it stays', () => {
    const a = makeStrip('group', { id: 'a', name: 'A', output: 'b', sends: [makeSend('mix', -6)] })
    const b = makeStrip('group', { id: 'b', name: 'B', output: 'a' })
    const { session, problems } = read(song(a, b))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/circle, got (A -> B -> A|B -> A -> B)/)
    expect(session.strips.slice(0, 2).map(({ output }) => output)).toEqual(['b', 'mix'])
    expect(session.strips[0]?.sends).toHaveLength(1)
  })

  it('a send whose level is none is silent', () => {
    const { session, problems } = read(song(track({ sends: [{ ...makeSend('mix'), level: 90 }] })))
    expect(session.strips[0]?.sends[0]?.level).toBe('-inf')
    expect(problems[0]).toMatch(/send\.level: must be .* got 90/)
  })

  it('a second mix is left out, a missing one is made', () => {
    const { session, problems } = read(song(makeStrip('mix', { id: 'x' })))
    expect(session.strips.map(({ id }) => id)).toEqual(['mix', 'master'])
    expect(problems).toEqual(['session.strips[2]: there is one mix; this strip is left out'])
    expect(read({ ...makeSession(), strips: [] }).session.strips).toHaveLength(2)
  })

  it('a clip without a strip or without audio is left out', () => {
    const { clip } = makeTrack(source, 0)
    const { session, problems } = read({
      ...song(track({})),
      clips: [clip, { ...clip, strip: 'a', source: 'https://elsewhere/a.wav' }]
    })
    expect(session.clips).toEqual([])
    expect(problems[0]).toContain('must lie on a strip')
    expect(problems[1]).toContain('must name its audio')
  })

  it('points of a lane that are none are named', () => {
    const lane = { of: 'channel', row: 'fader', points: [{ time: 0, value: {}, curve: 'line' }] }
    const { session, problems } = read(song(track({ lanes: [lane, { points: [] }] })))
    expect(session.strips[0]?.lanes).toEqual([{ of: 'channel', row: 'fader', points: [] }])
    expect(problems).toHaveLength(2)
  })
})
