import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import wavefile from 'wavefile'
import { CLIP_NAMES, clip } from '../support/clips.ts'

it('the reader knows every clip of the folder', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.wav'))
  expect(files.map((name) => name.replace('.wav', '')).sort()).toEqual([...CLIP_NAMES])
})

it.each(CLIP_NAMES)('%s is read as another library reads it', (name) => {
  const wav = new wavefile.WaveFile(readFileSync(new URL(`${name}.wav`, import.meta.url)))
  const { sampleRate, channels } = clip(name)
  expect(sampleRate).toBe(48000)
  const codes = [wav.getSamples(false, Int16Array)].flat()
  for (const [c, channel] of channels.entries()) {
    const wrong = channel.findIndex((x, i) => x * 2 ** 15 !== codes[c][i])
    expect(wrong, `channel ${c}`).toBe(-1)
  }
})
