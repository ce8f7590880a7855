import { describe, expect, it } from 'vitest'
import { planMix } from '../../../worklets/mix/plan.ts'
import { desk, late, strip } from '../../support/mixes.ts'

function delays(document: Parameters<typeof planMix>[0]): Record<string, number> {
  const edges = planMix(document).edges
  return Object.fromEntries(
    edges.map((edge) => [`${edge.from} ${edge.kind} ${edge.to}`, edge.delayFrames])
  )
}

const send = (to: string) => ({ to, level: 0, tap: 'post', on: true }) as const

describe('a plan', () => {
  it('puts strips in the order of the sound and keeps the order of the desk where it may', () => {
    const document = desk(
      strip('mix'),
      strip('a', { output: 'group' }),
      strip('b', { inserts: [late('x', 0, { key: { strip: 'kick', tap: 'post' } })] }),
      strip('group'),
      strip('kick')
    )
    const ids = planMix(document).strips.map((planned) => planned.strip.id)
    expect(ids).toEqual(['a', 'group', 'kick', 'b', 'mix'])
  })

  it('lets the early wait for the late, on the way and no longer', () => {
    const document = desk(strip('a', { inserts: [late('x', 10)] }), strip('b'), strip('mix'))
    expect(delays(document)).toEqual({ 'a output mix': 0, 'b output mix': 480 })
    expect(planMix(document).totalFrames).toBe(480)
  })

  it('lets the dry sound wait for a return that is late', () => {
    const document = desk(
      strip('voice', { sends: [send('room')] }),
      strip('room', { inserts: [late('x', 5)] }),
      strip('mix')
    )
    expect(delays(document)).toEqual({
      'voice send room': 0,
      'voice output mix': 240,
      'room output mix': 0
    })
  })

  it('takes an insert with a side chain for a place where two paths meet', () => {
    const key = { strip: 'kick', tap: 'post' } as const
    const document = desk(
      strip('kick', { inserts: [late('x', 10)] }),
      strip('bass', { inserts: [late('y', 2), late('duck', 1, { key })] }),
      strip('mix')
    )
    const plan = planMix(document)
    expect(delays(document)).toEqual({
      'kick key bass': 0,
      'kick output mix': 48,
      'bass output mix': 0
    })
    const bass = plan.strips.find((planned) => planned.strip.id === 'bass')
    // The sound is there after 2 ms and waits 8 ms for the key.
    expect(bass?.insertWaits).toEqual([0, 384])
    expect(bass?.postFrames).toBe(528)
  })

  it('lets a side chain wait for a sound that comes later', () => {
    const document = desk(
      strip('kick'),
      strip('bass', {
        inserts: [late('y', 2), late('duck', 0, { key: { strip: 'kick', tap: 'pre' } })]
      }),
      strip('mix')
    )
    expect(delays(document)).toMatchObject({ 'kick key bass': 96, 'kick output mix': 96 })
  })

  it('says how long the own source of a strip waits that others run into', () => {
    const document = desk(
      strip('a', { output: 'b', inserts: [late('x', 10)] }),
      strip('b'),
      strip('mix')
    )
    expect(planMix(document).strips[1].entryFrames).toBe(480)
  })

  it('of a strip whose channel comes first has its tap before the inserts', () => {
    const master = strip('mix', { channelFirst: true, inserts: [late('x', 10)], output: 'ear' })
    const document = desk(master, strip('ear', { output: undefined }))
    const [planned] = planMix(document).strips
    expect([planned.preFrames, planned.postFrames]).toEqual([0, 480])
  })
})

describe('a circle', () => {
  it('is refused by the names of its strips, in the direction of the sound', () => {
    const document = desk(
      strip('mix'),
      strip('a', { name: 'Drums', output: 'b' }),
      strip('b', { name: 'Room', sends: [send('c')] }),
      strip('c', { name: 'Hall', output: 'a' })
    )
    expect(() => planMix(document)).toThrow(
      /circle, got (Drums -> Room -> Hall -> Drums|Room -> Hall -> Drums -> Room|Hall -> Drums -> Room -> Hall)/
    )
  })

  it('through a side chain, a send that is off, or a strip itself is one too', () => {
    const keyed = strip('b', {
      inserts: [late('x', 0, { key: { strip: 'a', tap: 'pre' } })],
      output: 'a'
    })
    expect(() => planMix(desk(strip('mix'), strip('a'), keyed))).toThrow(/circle/)
    const off = strip('mix', { sends: [{ ...send('a'), on: false }] })
    expect(() => planMix(desk(off, strip('a')))).toThrow(/circle/)
    expect(() => planMix(desk(strip('mix'), strip('a', { output: 'a' })))).toThrow(/a -> a/)
  })
})

it('a strip that does not exist, exists twice or is sent to twice is refused by name', () => {
  expect(() => planMix(desk(strip('a')))).toThrow('the output of a must name a strip, got "mix"')
  expect(() => planMix(desk(strip('mix'), strip('a'), strip('a')))).toThrow(
    'ids must differ, got a'
  )
  const twice = strip('a', { sends: [send('mix'), send('mix')] })
  expect(() => planMix(desk(strip('mix'), twice))).toThrow(
    'a must have one send to a strip, got two'
  )
})
