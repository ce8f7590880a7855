import { describe, expect, it } from 'vitest'
import { renderMix } from '../../../host-demo/audio/render-mix.ts'
import { setMute, setSolo } from '../../../host-demo/session/session-edits.ts'
import { whiteNoise } from '../../support/signals.ts'
import { clipsOf, differenceDb, peakOf, plainTrack, sessionOf } from './test-session.ts'

const noise = whiteNoise(0.5, 48000, 1)
const other = whiteNoise(0.5, 48000, 2)
const clips = clipsOf({ one: noise, two: other })
const session = sessionOf(plainTrack('one'), plainTrack('two'))

async function mixOf(edited = session): Promise<Float32Array> {
  const { channels } = await renderMix(edited, clips)
  return channels[0] ?? new Float32Array(0)
}

describe('a session without effects', () => {
  it('sounds as the sum of its clips, within single precision', async () => {
    const sum = noise.map((x, i) => x + (other[i] ?? 0))
    expect(differenceDb(await mixOf(), sum)).toBeLessThan(-130)
  })

  it('a single track comes out bit for bit', async () => {
    expect(await mixOf(setMute(session, 'two', true))).toEqual(noise)
  })

  it('solo leaves the soloed track alone, bit for bit', async () => {
    expect(await mixOf(setSolo(session, 'two', true))).toEqual(other)
  })

  it('a muted mix bus is silent', async () => {
    expect(peakOf(await mixOf(setMute(session, 'mixBus', true)))).toBe(0)
  })
})
