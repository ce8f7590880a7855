import { describe, expect, it } from 'vitest'
import { heardMix } from '../../../worklets/mix/heard.ts'
import { desk, strip } from '../../support/mixes.ts'

const send = (to: string, on = true) => ({ to, level: 0, tap: 'post', on }) as const

/** Two voices in a group, drums beside it; all but the drums have the room. */
function song(soloed: readonly string[], muted: readonly string[] = []) {
  const strips = [
    strip('lead', { output: 'voices', sends: [send('room')] }),
    strip('choir', { output: 'voices', sends: [send('room')] }),
    strip('drums', { sends: [send('room', false)] }),
    strip('keys', { sends: [send('room')] }),
    strip('voices', { sends: [send('room')] }),
    strip('room', { soloSafe: true }),
    strip('mix')
  ]
  const set = strips.map((s) => ({ ...s, solo: soloed.includes(s.id), mute: muted.includes(s.id) }))
  return heardMix(desk(...set))
}

describe('without a solo', () => {
  it('all is heard but what is muted', () => {
    const { strips } = song([], ['drums'])
    expect(strips.get('drums')).toBe('muted')
    expect(strips.get('lead')).toBe('heard')
  })
})

describe('solo in place', () => {
  it('of a track leaves it, its group, its return and the mix, and nothing else', () => {
    const { strips, isOpen } = song(['lead'])
    expect(Object.fromEntries(strips)).toEqual({
      lead: 'heard',
      choir: 'silenced',
      drums: 'silenced',
      keys: 'silenced',
      voices: 'heard',
      room: 'heard',
      mix: 'heard'
    })
    expect([isOpen('lead', 'voices'), isOpen('lead', 'room'), isOpen('room', 'mix')]).toEqual([
      true,
      true,
      true
    ])
    expect([isOpen('choir', 'voices'), isOpen('choir', 'room'), isOpen('keys', 'room')]).toEqual([
      false,
      false,
      false
    ])
  })

  it('of a group keeps its tracks and what they send to a return', () => {
    const { strips, isOpen } = song(['voices'])
    expect([strips.get('lead'), strips.get('choir'), strips.get('keys')]).toEqual([
      'heard',
      'heard',
      'silenced'
    ])
    expect([isOpen('lead', 'room'), isOpen('keys', 'room')]).toEqual([true, false])
  })

  it('of a return has what is sent to it without the dry sound', () => {
    const { strips, isOpen } = song(['room'])
    expect([strips.get('keys'), strips.get('drums'), strips.get('room')]).toEqual([
      'feeding',
      'silenced',
      'heard'
    ])
    expect([isOpen('keys', 'room'), isOpen('keys', 'mix'), isOpen('room', 'mix')]).toEqual([
      true,
      false,
      true
    ])
  })

  it('overrides no mute', () => {
    expect(song(['lead'], ['lead']).strips.get('lead')).toBe('muted')
  })

  it('of a track leaves a return that is not safe silent', () => {
    const heard = heardMix(
      desk(strip('a', { solo: true, sends: [send('room')] }), strip('room'), strip('mix'))
    )
    expect([heard.strips.get('room'), heard.isOpen('a', 'room')]).toEqual(['silenced', false])
  })
})
