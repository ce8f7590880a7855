import { expect, it } from 'vitest'
import { BassShare } from '../../../../worklets/effects/limiter/bass-share.ts'
import { silence, sine, whiteNoise } from '../../../support/signals.ts'

function lastShare(
  left: Float32Array,
  right: Float32Array,
  sampleRate = 48000,
  blockFrames = 128
): number {
  const bass = new BassShare(sampleRate, blockFrames)
  let last = 0
  for (let start = 0; start + blockFrames <= left.length; start += blockFrames) {
    const cut = (x: Float32Array) => Float64Array.from(x.subarray(start, start + blockFrames))
    bass.process(cut(left), cut(right), blockFrames)
    last = bass.shares[blockFrames - 1]
  }
  return last
}

it('tells a bass tone from a high one, at any sample rate', () => {
  for (const rate of [44100, 48000, 96000]) {
    const share = (hertz: number) => {
      const tone = sine(hertz, 0.5, rate)
      return lastShare(tone, tone, rate)
    }
    expect(share(50)).toBeGreaterThan(0.85)
    expect(share(100)).toBeGreaterThan(0.7)
    expect(share(1000)).toBeLessThan(0.1)
    expect(share(8000)).toBeLessThan(0.02)
  }
})

it('hears bass on one side alone, and in opposite polarity', () => {
  const tone = sine(50, 0.5, 48000)
  expect(lastShare(tone, silence(0.5, 48000))).toBeGreaterThan(0.85)
  expect(
    lastShare(
      tone,
      tone.map((x) => -x)
    )
  ).toBeGreaterThan(0.85)
})

it('falls in proportion when higher sound joins the bass', () => {
  const high = sine(3000, 0.5, 48000, 0.6)
  const mix = sine(50, 0.5, 48000, 0.4).map((x, i) => x + high[i])
  const share = lastShare(mix, mix)
  expect(share).toBeGreaterThan(0.3)
  expect(share).toBeLessThan(0.45)
})

it('reads the same in blocks of any length', () => {
  const noise = whiteNoise(0.32, 48000, 4)
  const share = (blockFrames: number) => lastShare(noise, noise, 48000, blockFrames)
  expect(share(1)).toBe(share(128))
  expect(share(60)).toBe(share(512))
})
