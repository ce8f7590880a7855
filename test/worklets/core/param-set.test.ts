import { beforeEach, describe, expect, it } from 'vitest'
import { defaultValues, defineEffect } from '../../../worklets/core/definition.ts'
import { ParamSet } from '../../../worklets/core/param-set.ts'
import { choice, decibels, faderDecibels, toggle } from '../../../worklets/core/rows.ts'
import type { ParamChange } from '../../../worklets/core/source.ts'

const definition = defineEffect({
  id: 'probe',
  title: 'Probe',
  version: 1,
  params: [
    decibels('gain', 'Gain', { range: [-60, 20], default: 0 }),
    faderDecibels('fader', 'Fader', { range: [-Infinity, 12], default: 0 }),
    choice('mode', 'Mode', { options: ['soft', 'hard'] }),
    toggle('late', 'Late')
  ],
  meters: [],
  latencyFrames: (values) => (values.late ? 100 : 0)
})

let target: EventTarget
let params: ParamSet<typeof definition>
let sent: number[][]
let told: ParamChange[]
let deferred: (() => void)[]

beforeEach(() => {
  target = new EventTarget()
  sent = []
  told = []
  deferred = []
  target.addEventListener('change', (event) => {
    told.push((event as CustomEvent<ParamChange>).detail)
  })
  params = new ParamSet(definition, defaultValues(definition), {
    target,
    sampleRate: 48000,
    send: (words) => sent.push([...words]),
    defer: (announce) => deferred.push(announce)
  })
})

describe('a change', () => {
  it('says that a hand or code has made it', () => {
    params.assign({ gain: 3 }, 'hand')
    params.assign({ mode: 'hard', gain: 3 }, 'code')
    expect(told).toEqual([
      { id: 'gain', value: 3, origin: 'hand' },
      { id: 'mode', value: 'hard', origin: 'code' }
    ])
    expect(sent).toEqual([
      [3, 0, 0, 0, 0],
      [3, 0, 1, 0, 0]
    ])
  })

  it('that automation has made says so, once, and minus infinity is heard as itself', () => {
    const effective = Float32Array.of(-6, -3.4e38, 1, 0, 0)
    params.follow(effective, () => true)
    params.follow(effective, () => true)
    expect(told).toEqual([
      { id: 'gain', value: -6, origin: 'automation' },
      { id: 'fader', value: -Infinity, origin: 'automation' },
      { id: 'mode', value: 'hard', origin: 'automation' }
    ])
    expect(sent).toEqual([])
  })

  it('that a stream has made is a hand', () => {
    const gain = params.stream('gain')
    gain.word[0] = -12
    gain.write()
    gain.word[0] = -13
    gain.write()
    expect(deferred).toHaveLength(1)
    deferred[0]!()
    expect(told).toEqual([{ id: 'gain', value: -13, origin: 'hand' }])
  })

  it('of a stream that automation has overtaken is not told as a hand', () => {
    const gain = params.stream('gain')
    gain.word[0] = -12
    gain.write()
    params.follow(Float32Array.of(-6, 0, 0, 0, 0), () => true)
    deferred[0]!()
    expect(told).toEqual([{ id: 'gain', value: -6, origin: 'automation' }])
  })

  it('with one bad value of several is none', () => {
    expect(() => params.assign({ late: true, gain: 40 }, 'code')).toThrow('probe.gain: must be')
    expect(() => params.assign({ late: true, warp: 1 }, 'code')).toThrow('probe.warp: must be one')
    expect([params.get('late'), told, sent]).toEqual([false, [], []])
  })

  it('of the latency is told after the value', () => {
    const latencies: number[] = []
    target.addEventListener('latencychange', () => latencies.push(params.latencyFrames))
    params.assign({ late: true, gain: 1 }, 'code')
    expect(latencies).toEqual([100])
  })
})

describe('a state', () => {
  const text = JSON.stringify({ effect: 'probe', version: 1, values: { gain: 1 } })

  it.each([[null], [{}], [text], [[]], [{ effect: 'other', version: 1, values: { gain: 1 } }]])(
    'that is refused (%j) changes nothing',
    (state) => {
      params.assign({ gain: -7, mode: 'hard', late: true }, 'hand')
      const before = params.getState()
      told.length = 0
      expect(params.setState(state)).toHaveLength(1)
      expect(params.getState()).toEqual(before)
      expect(told).toEqual([])
    }
  )

  it('that is loaded is a change of code, and what it does not name is at its default', () => {
    params.assign({ gain: -7, mode: 'hard' }, 'hand')
    told.length = 0
    expect(params.setState({ effect: 'probe', version: 1, values: { gain: 1 } })).toEqual([])
    expect(told).toEqual([
      { id: 'gain', value: 1, origin: 'code' },
      { id: 'mode', value: 'soft', origin: 'code' }
    ])
  })
})

it('a closed set takes no more and tells no more', () => {
  const gain = params.stream('gain')
  gain.word[0] = -12
  gain.write()
  params.close()
  deferred[0]!()
  params.assign({ late: true }, 'code')
  expect([told, sent.length]).toEqual([[], 1])
})
