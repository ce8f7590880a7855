import { expect, test } from 'vitest'
import { widenerDefinition } from '../../../../worklets/effects/widener/definition.ts'
import { WidenerKernel } from '../../../../worklets/effects/widener/kernel.ts'
import { type WidthSettings, widthAt } from '../../../../worklets/effects/widener/width-response.ts'
import { render } from '../../../support/render.ts'
import { sine } from '../../../support/signals.ts'

const RATE = 48000

/** Gain that the kernel gives the side of a long sine; bands that are undefined are off. */
function measured(hz: number, settings: WidthSettings): number {
  const side = sine(hz, 1, RATE, 0.5)
  const [low, middle, high] = settings.bands ?? [1, 1, 1]
  const values = {
    width: 100 * settings.width,
    multiband: settings.bands !== undefined,
    lowWidth: 100 * low,
    midWidth: 100 * middle,
    highWidth: 100 * high,
    lowCrossover: settings.lowCrossoverHz,
    highCrossover: settings.highCrossoverHz,
    bassMono: settings.bassMonoHz
  }
  const input = [side, side.map((x) => -x)] as const
  const { left, right } = render(WidenerKernel, widenerDefinition, input, { values })
  let power = 0
  for (let i = RATE / 2; i < RATE; i++) power += (0.5 * (left[i] - right[i])) ** 2
  // A sine of 0.5 over whole periods has a mean square of 1/8.
  return Math.sqrt((8 * power) / (RATE / 2))
}

const settings: WidthSettings = {
  width: 1.1,
  bands: [0.7, 1.2, 1.65],
  lowCrossoverHz: 180,
  highCrossoverHz: 3800,
  bassMonoHz: 110
}

test.each([40, 110, 180, 500, 1000, 3800, 9000, 18_000])(
  'at %i Hz the curve is what the kernel does',
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
