import { expect, it } from 'vitest'
import { KWeightedEnergy } from '../../../../worklets/dsp/loudness/k-weighted-energy.ts'
import { SmallRoom } from '../../../../worklets/dsp/reverb/small-room.ts'
import { RoomLoudness } from '../../../../worklets/effects/monitor/room-loudness.ts'
import { pinkNoise } from '../../../support/signals.ts'

const BLOCK = 128
const RATE = 48_000

/** K-weighted energy of a room's answer to ten seconds of pink noise against the noise, in dB. */
function reflectionsDb(room: SmallRoom): number {
  const direct = new KWeightedEnergy(RATE)
  const reflected = new KWeightedEnergy(RATE)
  const noise = Float64Array.from(pinkNoise(10, RATE, 1, 0.5))
  for (let from = 0; from + BLOCK <= noise.length; from += BLOCK) {
    const block = noise.slice(from, from + BLOCK)
    room.process(block, block, BLOCK)
    direct.process(block, block, 0, BLOCK)
    reflected.process(room.left, room.right, 0, BLOCK)
  }
  return 10 * Math.log10(reflected.takeEnergy() / direct.takeEnergy())
}

it.each([0.08, 0.35, 0.75, 1.4])('a room of %s s answers as loud as it was asked to', (seconds) => {
  const loudness = new RoomLoudness(RATE, BLOCK, seconds)
  while (!loudness.isKnown) loudness.step()
  const room = new SmallRoom(RATE, BLOCK, seconds)
  room.gain = loudness.takeGain(-15)
  // A click takes the place of noise, and an estimate that of what comes after a quarter second.
  expect(Math.abs(reflectionsDb(room) + 15)).toBeLessThan(1)
})
