import { expect, it } from 'vitest'
import { renderMix } from '../../../host-demo/export/render-mix.ts'
import { demoSession } from '../../../host-demo/session/demo-session.ts'
import { peakOf } from './test-session.ts'

/** Five seconds of the chorus, the loudest there is, of every stem. */
async function loudestBars(): Promise<ReadonlyMap<string, AudioBuffer>> {
  const decoder = new OfflineAudioContext(1, 1, 48000)
  const clips = demoSession().tracks.map((track) => track.clip)
  const entries = clips.map(async ({ source, fileName }) => {
    const response = await fetch(`/demo-song/${fileName}`)
    const whole = await decoder.decodeAudioData(await response.arrayBuffer())
    const { numberOfChannels, sampleRate } = whole
    const part = new AudioBuffer({ numberOfChannels, sampleRate, length: 5 * sampleRate })
    for (let c = 0; c < numberOfChannels; c++) {
      part.copyToChannel(whole.getChannelData(c).slice(50 * sampleRate, 55 * sampleRate), c)
    }
    return [source, part] as const
  })
  return new Map(await Promise.all(entries))
}

it('the mix of the demo song is loud and keeps a decibel in reserve at its loudest', async () => {
  const { channels, problems, truncated } = await renderMix(demoSession(), await loudestBars())
  expect(problems).toEqual([])
  expect(truncated).toBe(false)
  const peakDb = 20 * Math.log10(Math.max(...channels.map(peakOf)))
  expect(peakDb).toBeLessThan(-1)
  const power = channels.map((x) => x.reduce((sum, y) => sum + y * y, 0) / x.length)
  const rmsDb = 10 * Math.log10(power.reduce((sum, p) => sum + p, 0) / power.length)
  // -13 LUFS in this part; unweighted RMS lies 2 to 4 dB lower with this much treble and bass.
  expect(rmsDb).toBeGreaterThan(-18)
  expect(rmsDb).toBeLessThan(-13)
})
