import { expect, test } from 'vitest'
import type { AutomationLane } from '../../../worklets/core/automation-lane.ts'
import { defaultValues, restingMeters } from '../../../worklets/core/definition.ts'
import { LanePlayer } from '../../../worklets/core/lane-player.ts'
import type { LaneOrder } from '../../../worklets/core/message.ts'
import { encodeValues } from '../../../worklets/core/values.ts'
import { channelDefinition } from '../../../worklets/effects/channel/definition.ts'
import { ChannelKernel } from '../../../worklets/effects/channel/kernel.ts'

const RATE = 48000
const QUANTUM = 128

const lane = (...moves: readonly (readonly [frame: number, value: number])[]): AutomationLane => ({
  row: 'trim',
  points: moves.map(([frame, value]) => ({ time: frame / RATE, value, curve: 'hold' }))
})

/** A player on a constant of one, and what its trim is after each quantum. */
function player(...orders: readonly LaneOrder[]) {
  let frame = 0
  const values = defaultValues(channelDefinition)
  const applied = encodeValues(channelDefinition, values)
  const kernel = new ChannelKernel(RATE)
  const meters = restingMeters(channelDefinition)
  const lanes = new LanePlayer({ kernel, values, applied, now: () => frame })
  for (const order of orders) lanes.take(order)
  const inputs = [[new Float32Array(QUANTUM).fill(1), new Float32Array(QUANTUM).fill(1)]]
  const outputs = [[new Float32Array(QUANTUM), new Float32Array(QUANTUM)]]
  const play = (quanta: number) =>
    Array.from({ length: quanta }, () => {
      lanes.process(inputs, outputs, meters)
      frame += QUANTUM
      return values.trim
    })
  return { lanes, values, applied, play }
}

test('nothing moves before the song plays, nor after it has stopped', () => {
  const { lanes, applied, play } = player([lane([0, -6], [384, -12])], { frame: 256, songFrame: 0 })
  expect(play(4)).toEqual([0, 0, -6, -6])
  lanes.take('stop')
  expect(play(4)).toEqual([-6, -6, -6, -6])
  expect(applied[channelDefinition.paramPlaces.get('trim') ?? -1]).toBe(-6)
})

test('a start that comes later makes the song go on elsewhere, once', () => {
  const { play } = player(
    [lane([0, -1], [256, -2], [512, -3])],
    { frame: 0, songFrame: 0 },
    { frame: 512, songFrame: 0 }
  )
  expect(play(8)).toEqual([-1, -1, -2, -2, -1, -1, -2, -2])
})

test('a new start forgets those that were to come after it', () => {
  const { lanes, play } = player(
    [lane([0, -1], [512, -3])],
    { frame: 0, songFrame: 0 },
    { frame: 256, songFrame: 512 }
  )
  play(1)
  lanes.take({ frame: 128, songFrame: 128 })
  expect(play(3)).toEqual([-1, -1, -1])
})

test('while it plays, lanes win over what else moves their row', () => {
  const { lanes, values, play } = player([lane([0, -6])], { frame: 0, songFrame: 0 })
  play(1)
  values.trim = 3
  lanes.update(values)
  expect(play(1)).toEqual([-6])
})

test('lanes that are set while the song plays take over at once, and none lets all stand', () => {
  const { lanes, play } = player([lane([0, -6])], { frame: 0, songFrame: 0 })
  play(1)
  lanes.take([lane([0, -9])])
  expect(play(1)).toEqual([-9])
  lanes.take([])
  expect(play(1)).toEqual([-9])
})
