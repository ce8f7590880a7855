import { describe, expect, it } from 'vitest'
import { heardStrips, keyChoices, outputChoices } from '../../../../host-demo/session/v2/routing.ts'
import * as routing from '../../../../host-demo/session/v2/routing-edits.ts'
import { findStrip, type Session } from '../../../../host-demo/session/v2/session.ts'
import * as edits from '../../../../host-demo/session/v2/session-edits.ts'
import {
  makeClip,
  makeInsert,
  makeSession,
  makeStrip
} from '../../../../host-demo/session/v2/session-makers.ts'
import * as song from '../../../../host-demo/session/v2/song-edits.ts'

const file = { source: 'file:a1', fileName: 'a.wav', channels: 2 }

/** Kick and bass in the group drums; the bass has a compressor. Then the two returns. */
function small(): Session {
  const session = makeSession()
  const strips = [
    makeStrip('track', { id: 'kick', name: 'Kick', output: 'drums' }),
    makeStrip('track', {
      id: 'bass',
      name: 'Bass',
      inserts: [makeInsert('compressor', {}, 'duck')]
    }),
    makeStrip('group', { id: 'drums', name: 'Drums' })
  ]
  const named = session.strips.map((strip) =>
    strip.kind === 'return' ? { ...strip, id: strip.name.toLowerCase() } : strip
  )
  return edits.addClips({ ...session, strips: [...strips, ...named] }, [
    makeClip('kick', file, { id: 'one' })
  ])
}

const ids = (session: Session) => session.strips.map(({ id }) => id)

describe('strips', () => {
  it('come before the returns, returns before the mix', () => {
    const more = [makeStrip('return', { id: 'r' }), makeStrip('track', { id: 't' })]
    expect(ids(edits.addStrips(small(), more))).toEqual([
      ...['kick', 'bass', 'drums', 't', 'reverb', 'delay', 'r', 'mix', 'master']
    ])
  })

  it('move anywhere but behind the mix, which itself does not move', () => {
    expect(ids(edits.moveStrip(small(), 'kick', 99)).slice(-3)).toEqual(['kick', 'mix', 'master'])
    expect(ids(edits.moveStrip(small(), 'delay', 0))[0]).toBe('delay')
    const session = small()
    expect(edits.moveStrip(session, 'mix', 0)).toBe(session)
  })

  it('go with their clips, sends, lanes and keys, and what ran into them runs on', () => {
    let session = routing.setSend(small(), 'bass', 'reverb').session
    session = routing.setKey(session, 'duck', { strip: 'kick', tap: 'pre' }).session
    const lane = {
      of: 'send:reverb',
      row: 'level',
      points: [{ time: 0, value: 0, curve: 'hold' as const }]
    }
    session = edits.setLane(session, 'bass', lane)
    const without = ['kick', 'reverb', 'drums'].reduce(edits.removeStrip, session)
    expect(ids(without)).toEqual(['bass', 'delay', 'mix', 'master'])
    expect(without.clips).toEqual([])
    expect(findStrip(without, 'bass')).toMatchObject({ sends: [], lanes: [], output: 'mix' })
    expect(findStrip(without, 'bass')?.inserts[0]?.key).toBeUndefined()
    expect(findStrip(edits.removeStrip(small(), 'drums'), 'kick')?.output).toBe('mix')
  })

  it('of mix and master stay, and have no solo', () => {
    const session = small()
    expect(edits.removeStrip(session, 'mix')).toBe(session)
    expect(findStrip(edits.setSolo(session, 'master', true), 'master')?.solo).toBe(false)
  })

  it('soloed exclusively end the solo of the others', () => {
    const both = edits.setSolo(edits.setSolo(small(), 'kick', true), 'bass', true)
    expect(heardStrips(both).strips.get('kick')).toBe('heard')
    const one = edits.setSolo(both, 'bass', true, { exclusive: true })
    expect(heardStrips(one).strips.get('kick')).toBe('silenced')
    expect(heardStrips(edits.clearSolo(one)).strips.get('kick')).toBe('heard')
  })

  it('keep name and color where what they are given is none', () => {
    const session = small()
    expect(edits.renameStrip(session, 'kick', '  ')).toBe(session)
    expect(edits.recolorStrip(session, 'kick', 9)).toBe(session)
    expect(findStrip(edits.renameStrip(session, 'kick', ' Boom '), 'kick')?.name).toBe('Boom')
    expect(findStrip(edits.recolorStrip(session, 'kick', 3), 'kick')?.color).toBe(3)
  })

  it('that do not exist change nothing', () => {
    const session = small()
    expect(edits.setMute(session, 'none', true)).toBe(session)
    expect(routing.setOutput(session, 'none', 'mix').session).toBe(session)
  })
})

describe('routing', () => {
  it('an output that would close a circle is refused by the names of its strips', () => {
    const session = small()
    const { session: after, refusal } = routing.setOutput(session, 'drums', 'kick')
    expect(after).toBe(session)
    expect(refusal).toMatch(/circle, got (Kick -> Drums -> Kick|Drums -> Kick -> Drums)/)
  })

  it('a send and a side chain are refused the same way', () => {
    const session = small()
    expect(routing.setSend(session, 'drums', 'kick').refusal).toMatch(/circle/)
    const sent = routing.setSend(session, 'bass', 'kick').session
    expect(routing.setKey(sent, 'duck', { strip: 'drums', tap: 'post' }).refusal).toMatch(/circle/)
  })

  it('offers as outputs and keys what closes no circle', () => {
    const session = small()
    const names = (strips: readonly { readonly id: string }[]) => strips.map(({ id }) => id)
    expect(names(outputChoices(session, 'drums'))).toEqual([
      ...['bass', 'reverb', 'delay', 'mix', 'master']
    ])
    expect(names(keyChoices(session, 'bass'))).toEqual(['kick', 'drums', 'reverb', 'delay'])
    for (const { id } of outputChoices(session, 'drums')) {
      expect(routing.setOutput(session, 'drums', id).refusal).toBeUndefined()
    }
  })

  it('a strip may send to nine others', () => {
    const returns = Array.from({ length: 9 }, (_, i) => makeStrip('return', { id: `r${i}` }))
    let session = edits.addStrips(small(), returns)
    for (const { id } of returns) session = routing.setSend(session, 'bass', id).session
    expect(findStrip(session, 'bass')?.sends).toHaveLength(9)
  })

  it('a send that is there already is changed', () => {
    const once = routing.setSend(small(), 'bass', 'reverb', { level: -12 }).session
    const twice = routing.setSend(once, 'bass', 'reverb', { tap: 'pre', on: false }).session
    expect(findStrip(twice, 'bass')?.sends).toEqual([
      { to: 'reverb', level: -12, tap: 'pre', on: false }
    ])
    expect(findStrip(routing.removeSend(twice, 'bass', 'reverb'), 'bass')?.sends).toEqual([])
  })

  it('a group stands where its first strip stood and runs where all of them ran', () => {
    const group = makeStrip('group', { id: 'rhythm' })
    const { session } = routing.groupStrips(small(), ['bass', 'drums'], group)
    expect(ids(session).slice(0, 4)).toEqual(['kick', 'rhythm', 'bass', 'drums'])
    expect(['bass', 'drums', 'rhythm'].map((id) => findStrip(session, id)?.output)).toEqual([
      ...['rhythm', 'rhythm', 'mix']
    ])
  })
})

describe('inserts', () => {
  it('move to another strip with their lanes', () => {
    const lane = {
      of: 'duck',
      row: 'ratio',
      points: [{ time: 0, value: 2, curve: 'hold' as const }]
    }
    const session = edits.setLane(small(), 'bass', lane)
    const { session: moved } = edits.moveInsert(session, 'duck', 'kick', 0)
    expect(findStrip(moved, 'kick')).toMatchObject({ inserts: [{ id: 'duck' }], lanes: [lane] })
    expect(findStrip(moved, 'bass')).toMatchObject({ inserts: [], lanes: [] })
    expect(findStrip(edits.removeInsert(moved, 'kick', 'duck'), 'kick')?.lanes).toEqual([])
  })

  it('stay where their side chain would close a circle', () => {
    const keyed = routing.setKey(small(), 'duck', { strip: 'kick', tap: 'pre' }).session
    const { session, refusal } = edits.moveInsert(keyed, 'duck', 'kick', 0)
    expect(session).toBe(keyed)
    expect(refusal).toContain('Kick -> Kick')
  })

  it('take values, minus infinity as the text that JSON can hold', () => {
    const session = edits.setEffectValues(small(), 'kick', 'channel', { fader: -Infinity })
    expect(findStrip(session, 'kick')?.channel.values).toEqual({ fader: '-inf' })
    const added = edits.addInsert(session, 'kick', makeInsert('eq', {}, 'tone'))
    const state = { effect: 'eq', version: 1, values: { output: 3 } }
    const set = edits.setEffectState(added, 'kick', 'tone', state)
    expect(findStrip(set, 'kick')?.inserts[0]?.state).toEqual(state)
  })
})

it('a lane takes the place of the one for the same row, and goes without points', () => {
  const points = [{ time: 0, value: 0, curve: 'hold' as const }]
  const fader = { of: 'channel', row: 'fader' }
  let session = edits.setLane(small(), 'kick', { ...fader, points })
  session = edits.setLane(session, 'kick', { of: 'channel', row: 'pan', points })
  session = edits.setLane(session, 'kick', { ...fader, points: [...points, ...points] })
  expect(findStrip(session, 'kick')?.lanes.map(({ points: own }) => own.length)).toEqual([1, 2])
  session = edits.setLane(session, 'kick', { ...fader, points: [] })
  expect(findStrip(session, 'kick')?.lanes.map(({ row }) => row)).toEqual(['pan'])
})

it('clips change and go by their ids', () => {
  const session = edits.setClip(small(), 'one', { start: 3 })
  expect(session.clips[0]).toMatchObject({ id: 'one', start: 3 })
  expect(edits.removeClip(session, 'one').clips).toEqual([])
})

it('a loop is put in order, a title is never empty, a tempo lies between 20 and 300', () => {
  const session = small()
  expect(song.setLoop(session, { start: 4, end: 2, on: true }).loop).toEqual({
    start: 2,
    end: 4,
    on: true
  })
  expect(song.setTitle(session, ' ').title).toBe('Untitled')
  expect(song.setTempo(session, 10)).toBe(session)
  const sections = [
    { bar: 5, name: 'B' },
    { bar: 1, name: 'A' }
  ]
  expect(song.setSections(session, sections).sections[0]?.name).toBe('A')
})
