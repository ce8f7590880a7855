import { describe, expect, it } from 'vitest'
import { demoSession } from '../../../host-demo/session/demo-session.ts'
import { findStrip, isAudible, stripIds } from '../../../host-demo/session/session.ts'
import * as edits from '../../../host-demo/session/session-edits.ts'
import { makeInsert, makeSession, makeTrack } from '../../../host-demo/session/session-makers.ts'

const clip = { source: 'file:a1', fileName: '03 Lead_vocal.wav', channels: 1 }

function twoTracks() {
  const [one, two] = [makeTrack(clip, 0), makeTrack(clip, 1)]
  return makeSession([
    { ...one, id: 'one' },
    { ...two, id: 'two' }
  ])
}

describe('what is heard', () => {
  it('a muted track is silent and the others sound', () => {
    const session = edits.setMute(twoTracks(), 'one', true)
    expect(isAudible(session, 'one')).toBe(false)
    expect(isAudible(session, 'two')).toBe(true)
  })

  it('solo silences the other tracks but not the buses behind them', () => {
    const session = edits.setSolo(twoTracks(), 'one', true)
    const audible = stripIds(session).filter((id) => isAudible(session, id))
    expect(audible).toEqual(['one', 'mixBus', 'masterBus'])
  })

  it('solo leaves the stored mutes alone, so that clearing it brings the same mix back', () => {
    const before = edits.setMute(twoTracks(), 'two', true)
    const after = edits.setSolo(edits.setSolo(before, 'one', true), 'one', false)
    expect(after).toEqual(before)
  })

  it('a track that is muted and soloed stays silent', () => {
    const session = edits.setSolo(edits.setMute(twoTracks(), 'one', true), 'one', true)
    expect(isAudible(session, 'one')).toBe(false)
  })

  it('a bus has no solo', () => {
    const session = twoTracks()
    expect(edits.setSolo(session, 'mixBus', true)).toBe(session)
  })
})

describe('inserts', () => {
  const eq = makeInsert('eq', {}, 'eq-1')
  const comp = makeInsert('compressor', {}, 'comp-1')
  const ids = (session: ReturnType<typeof twoTracks>, strip: string) =>
    findStrip(session, strip)?.inserts.map((insert) => insert.id)

  function withBoth() {
    return edits.addInsert(edits.addInsert(twoTracks(), 'one', eq), 'one', comp)
  }

  it('a new insert comes last in the chain', () => {
    expect(ids(withBoth(), 'one')).toEqual(['eq-1', 'comp-1'])
  })

  it('an insert added at the front comes first', () => {
    const third = makeInsert('eq', {}, 'eq-2')
    expect(ids(edits.addInsert(withBoth(), 'one', third, 0), 'one')).toEqual([
      'eq-2',
      'eq-1',
      'comp-1'
    ])
  })

  it('moving the compressor before the EQ turns the order round', () => {
    expect(ids(edits.moveInsert(withBoth(), 'comp-1', 'one', 0), 'one')).toEqual(['comp-1', 'eq-1'])
  })

  it('an insert can move to another strip', () => {
    const session = edits.moveInsert(withBoth(), 'comp-1', 'mixBus', 0)
    expect(ids(session, 'one')).toEqual(['eq-1'])
    expect(ids(session, 'mixBus')).toEqual(['comp-1'])
  })

  it('moving to a strip that is gone keeps the insert where it is', () => {
    const session = withBoth()
    expect(edits.moveInsert(session, 'comp-1', 'nowhere', 0)).toBe(session)
  })

  it('removing an insert leaves the other', () => {
    expect(ids(edits.removeInsert(withBoth(), 'one', 'eq-1'), 'one')).toEqual(['comp-1'])
  })
})

describe('documents', () => {
  it('an edit leaves the document before it as it was', () => {
    const before = twoTracks()
    const copy = structuredClone(before)
    edits.setEffectValues(edits.setMute(before, 'one', true), 'one', 'channel', { fader: -6 })
    expect(before).toEqual(copy)
  })

  it('an edit of one strip keeps the very object of every other', () => {
    const before = twoTracks()
    const after = edits.setEffectValues(before, 'one', 'channel', { fader: -6 })
    expect(after.tracks[1]).toBe(before.tracks[1])
    expect(after.mixBus).toBe(before.mixBus)
    expect(after.tracks[0]).not.toBe(before.tracks[0])
  })

  it('writing the value that is there already is no change', () => {
    const session = edits.setEffectValues(twoTracks(), 'one', 'channel', { fader: -6 })
    expect(edits.setEffectValues(session, 'one', 'channel', { fader: -6 })).toBe(session)
  })

  it('a fader all the way down survives JSON', () => {
    const session = edits.setEffectValues(twoTracks(), 'one', 'channel', { fader: -Infinity })
    const copy = JSON.parse(JSON.stringify(session))
    expect(copy).toEqual(session)
    expect(findStrip(session, 'one')?.channel.values.fader).toBe('-inf')
  })

  it('a loop drawn from right to left is put in order', () => {
    const { loop } = edits.setLoop(twoTracks(), { start: 8, end: 4, on: true })
    expect(loop).toEqual({ start: 4, end: 8, on: true })
  })

  it('a loop without length is off', () => {
    expect(edits.setLoop(twoTracks(), { start: 4, end: 4, on: true }).loop.on).toBe(false)
  })

  it('an empty name keeps the old one', () => {
    const session = edits.renameTrack(twoTracks(), 'one', '  ')
    expect(session.tracks[0]?.name).toBe('Lead vocal')
  })

  it('a track moves to its new place', () => {
    const session = edits.moveTrack(twoTracks(), 'two', 0)
    expect(session.tracks.map((track) => track.id)).toEqual(['two', 'one'])
  })

  it('a ninth color does not exist', () => {
    expect(edits.recolorTrack(twoTracks(), 'one', 9).tracks[0]?.color).toBe(1)
  })

  it('a track is named after its file, a mono file is panned as mono', () => {
    const track = makeTrack(clip, 8)
    expect(track.name).toBe('Lead vocal')
    expect(track.color).toBe(1)
    expect(track.strip.channel.values.source).toBe('mono')
  })

  it('each edit of the demo song finds its strip', () => {
    const session = demoSession()
    for (const id of stripIds(session)) {
      expect(isAudible(edits.setMute(session, id, true), id)).toBe(false)
    }
  })
})
