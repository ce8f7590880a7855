import { expect, it } from 'vitest'
import { columns, makePeaks } from '../../../host-demo/audio/waveform-peaks.ts'
import { sine } from '../../support/signals.ts'

function waveform(...channels: readonly Float32Array[]) {
  return {
    sampleRate: 48000,
    length: channels[0]?.length ?? 0,
    numberOfChannels: channels.length,
    getChannelData: (c: number) => channels[c] ?? new Float32Array(0)
  }
}

it('a full-scale sine peaks at 1 and -1 with an RMS of 0.707', async () => {
  const peaks = await makePeaks(waveform(sine(1000, 1, 48000)), { bucketFrames: 480 })
  expect(peaks.max.length).toBe(100)
  for (let i = 0; i < 100; i++) {
    expect(peaks.max[i]).toBeCloseTo(1, 5)
    expect(peaks.min[i]).toBeCloseTo(-1, 5)
    expect(peaks.rms[i]).toBeCloseTo(Math.SQRT1_2, 5)
  }
})

it('one loud side of a stereo clip shows its full height', async () => {
  const silent = new Float32Array(480)
  const loud = new Float32Array(480).fill(0.5)
  const peaks = await makePeaks(waveform(silent, loud), { bucketFrames: 480 })
  expect(peaks.max[0]).toBe(0.5)
  // Power is the mean of both sides: 3 dB under the loud one.
  expect(peaks.rms[0]).toBeCloseTo(0.5 * Math.SQRT1_2, 6)
})

it('a click of one sample is seen at any zoom', async () => {
  const clip = new Float32Array(480_000)
  clip[333_333] = -0.8
  const peaks = await makePeaks(waveform(clip))
  const { min } = columns(peaks, { from: 0, to: 10, count: 100 })
  const seen = Array.from(min).flatMap((x, i) => (x < -0.5 ? [i] : []))
  expect(seen).toEqual([Math.floor(333_333 / 4800)])
})

it('columns past the end of a clip are empty', async () => {
  const peaks = await makePeaks(waveform(new Float32Array(48000).fill(0.3)))
  const { max, rms } = columns(peaks, { from: 0, to: 2, count: 20 })
  expect(max[5]).toBeCloseTo(0.3, 6)
  expect(max[15]).toBe(0)
  expect(rms[15]).toBe(0)
})

it('zoomed in beyond its detail every column still shows the nearest bucket', async () => {
  const peaks = await makePeaks(waveform(new Float32Array(48000).fill(0.3)))
  const { max } = columns(peaks, { from: 0.5, to: 0.501, count: 50 })
  expect(Math.min(...max)).toBeCloseTo(0.3, 6)
})

it('a cancelled computation stops', async () => {
  const controller = new AbortController()
  const work = makePeaks(waveform(new Float32Array(4_800_000)), { signal: controller.signal })
  controller.abort()
  await expect(work).rejects.toThrow(/abort/i)
})
