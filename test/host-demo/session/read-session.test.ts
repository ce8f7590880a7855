import { describe, expect, it } from 'vitest'
import { effectDefinitions } from '../../../host-demo/audio/effect-modules.ts'
import { demoSession } from '../../../host-demo/session/demo-session.ts'
import { readSession } from '../../../host-demo/session/read-session.ts'
import { makeSession, makeTrack } from '../../../host-demo/session/session-makers.ts'

const definitions = effectDefinitions()
const clip = { source: 'file:a1', fileName: 'a.wav', channels: 2 }

/** A saved session as it comes back from JSON, with one thing changed. */
function saved(change: (json: Record<string, unknown>) => void = () => undefined): unknown {
  const json = JSON.parse(JSON.stringify(makeSession([makeTrack(clip, 0), makeTrack(clip, 1)])))
  change(json)
  return json
}

/** The reading of a session that must not be refused. */
function read(json: unknown) {
  const reading = readSession(json, definitions)
  if (reading.session === undefined) throw new Error(reading.refusal)
  return reading
}

type TrackJson = { strip: { inserts: unknown[]; channel: unknown }; [field: string]: unknown }

function firstTrack(json: Record<string, unknown>): TrackJson {
  return (json.tracks as TrackJson[])[0] as TrackJson // made by saved() above
}

it('a saved demo song comes back whole', () => {
  const demo = demoSession()
  const { session, problems } = read(JSON.parse(JSON.stringify(demo)))
  expect(problems).toEqual([])
  expect(session.tracks.map((track) => track.strip.inserts.length)).toEqual(
    demo.tracks.map((track) => track.strip.inserts.length)
  )
  expect(session.loop).toEqual(demo.loop)
  expect(session.sections).toEqual(demo.sections)
})

it('what was read is read again without change', () => {
  const once = read(JSON.parse(JSON.stringify(demoSession()))).session
  expect(read(JSON.parse(JSON.stringify(once))).session).toEqual(once)
})

describe('refusals', () => {
  it.each([undefined, null, 7, 'text', [], {}, { tracks: 'none' }])(
    'no session is a sentence, not a crash: %j',
    (json) => {
      const reading = readSession(json, definitions)
      expect(reading.session).toBeUndefined()
      expect('refusal' in reading && reading.refusal).toContain('no Twobus session')
    }
  )

  it('a session of a newer format is refused with both numbers', () => {
    const reading = readSession(
      saved((json) => {
        json.version = 2
      }),
      definitions
    )
    expect('refusal' in reading && reading.refusal).toMatch(/format 2, and 1 is the newest/)
  })
})

describe('problems', () => {
  it('an effect this page lacks is left out and named, the rest is loaded', () => {
    const { session, problems } = read(
      saved((json) =>
        firstTrack(json).strip.inserts.push({ id: 'x', effect: 'flanger', state: {} })
      )
    )
    expect(problems).toEqual([
      'session.tracks[1].strip.inserts[1]: no such effect: "flanger"; the insert is left out'
    ])
    expect(session.tracks).toHaveLength(2)
    expect(session.tracks[0]?.strip.inserts).toEqual([])
  })

  it('a fader beyond its range is named and the rest of the channel is kept', () => {
    const { session, problems } = read(
      saved((json) => {
        const values = { fader: 40, pan: -30 }
        firstTrack(json).strip.channel = { effect: 'channel', version: 1, values }
      })
    )
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/channel\.fader: must be .* got 40/)
    expect(session.tracks[0]?.strip.channel.values).toMatchObject({ fader: 0, pan: -30 })
  })

  it('a track without audio is left out', () => {
    const { session, problems } = read(
      saved((json) => {
        firstTrack(json).clip = { source: 'https://elsewhere/a.wav' }
      })
    )
    expect(session.tracks).toHaveLength(1)
    expect(problems[0]).toContain('must name its audio')
  })

  it('two tracks of the same id become two tracks', () => {
    const { session, problems } = read(
      saved((json) => {
        for (const track of json.tracks as TrackJson[]) track.id = 'same'
      })
    )
    expect(new Set(session.tracks.map((track) => track.id)).size).toBe(2)
    expect(problems).toHaveLength(1)
  })

  it('a track cannot take the name of a bus', () => {
    const { session } = read(
      saved((json) => {
        firstTrack(json).id = 'mixBus'
      })
    )
    expect(session.tracks[0]?.id).not.toBe('mixBus')
  })

  it('an impossible tempo becomes 120', () => {
    const { session, problems } = read(
      saved((json) => {
        json.tempo = 'fast'
      })
    )
    expect(session.tempo).toBe(120)
    expect(problems).toEqual(['session: tempo must be a number from 20 to 300, got "fast"'])
  })

  it('a missing bus is an empty one', () => {
    const { session, problems } = read(
      saved((json) => {
        delete json.masterBus
      })
    )
    expect(session.masterBus.inserts).toEqual([])
    expect(problems).toEqual([])
  })
})
