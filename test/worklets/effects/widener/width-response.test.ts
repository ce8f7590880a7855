import { expect, test } from 'vitest'
import { SideHighPass } from '../../../../worklets/dsp/width/side-high-pass.ts'
import { ThreeBandWidth } from '../../../../worklets/dsp/width/three-band-width.ts'
import { type WidthSettings, widthAt } from '../../../../worklets/effects/widener/width-response.ts'

const RATE = 48000

/** Gain of a long sine through the blocks themselves. */
function measured(hz: number, { width, bands, ...settings }: WidthSettings): number {
  const frames = 48000
  const side = Float64Array.from({ length: frames }, (_, i) =>
    Math.sin((2 * Math.PI * hz * i) / RATE)
  )
  const mid = side.slice()
  if (bands) {
    const split = new ThreeBandWidth(RATE, frames)
    split.jump(settings.lowCrossoverHz, settings.highCrossoverHz)
    split.process(mid, side, frames)
    for (let i = 0; i < frames; i++) {
      side[i] =
        bands[0] * (split.low[i] ?? 0) +
        bands[1] * (split.middle[i] ?? 0) +
        bands[2] * (split.high[i] ?? 0)
    }
  }
  if (settings.bassMonoHz > 0) {
    const bass = new SideHighPass(RATE)
    bass.jump(settings.bassMonoHz)
    bass.process(mid, side, frames)
  }
  const power = side.subarray(frames / 2).reduce((sum, value) => sum + value * value, 0)
  return width * Math.sqrt((2 * power) / (frames / 2))
}

const settings: WidthSettings = {
  width: 1.1,
  bands: [0.7, 1.2, 1.65],
  lowCrossoverHz: 180,
  highCrossoverHz: 3800,
  bassMonoHz: 110
}

test.each([40, 110, 180, 500, 1000, 3800, 9000, 18_000])(
  'at %i Hz the curve is what the filters do',
  (hz) => {
    for (const variant of [
      settings,
      { ...settings, bassMonoHz: 0 },
      { ...settings, bands: undefined }
    ]) {
      expect(widthAt(hz, variant, RATE)).toBeCloseTo(measured(hz, variant), 3)
    }
  }
)

test('equal bands are as flat as none, however near the crossovers are to each other', () => {
  for (const hz of [50, 300, 700, 1000, 1300, 5000]) {
    const near: WidthSettings = {
      ...settings,
      bands: [1, 1, 1],
      lowCrossoverHz: 800,
      highCrossoverHz: 1000,
      bassMonoHz: 0
    }
    expect(widthAt(hz, near, RATE)).toBeCloseTo(1.1, 9)
  }
})
