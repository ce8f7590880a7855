import { afterEach, beforeEach, expect, test } from 'vitest'
import '../../../ui/graph/correlation.ts'
import '../../../ui/controls/level-meter.ts'
import type { TwobusLevelMeter } from '../../../ui/controls/level-meter.ts'
import { frameLoopState } from '../../../ui/core/frame.ts'
import { colorTokens } from '../../../ui/core/tokens.ts'

let meter: TwobusLevelMeter

beforeEach(async () => {
  meter = document.createElement('twobus-level-meter')
  meter.values = [Number.NEGATIVE_INFINITY]
  meter.style.colorScheme = 'dark'
  meter.noScale = true
  document.body.append(meter)
  await meter.updateComplete
})
afterEach(() => meter.remove())

const bars = () => meter.renderRoot.querySelector<HTMLElement>('[role=meter]')!

/** Color of the bar at a height of 0 (bottom) to 1, as rgba. */
function colorAt(position: number): readonly number[] {
  const canvas = meter.renderRoot.querySelector('canvas')!
  const context = canvas.getContext('2d')!
  const top = 14 * devicePixelRatio
  const y = Math.round(top + (1 - position) * (canvas.height - top - 2))
  return [...context.getImageData(3 * devicePixelRatio, y, 1, 1).data]
}

const rgb = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))

test('a level of -12 dB fills the bar to its place and no further', async () => {
  meter.values = [-12]
  const filled = rgb(colorTokens.level.dark)
  // -12 dB lies at 0.45 + 0.4 * 0.55 = 0.67.
  await expect.poll(() => colorAt(0.6).slice(0, 3)).toEqual(filled)
  expect(colorAt(0.72).slice(0, 3)).not.toEqual(filled)
})

test('full scale lights the clip latch until it is clicked', async () => {
  const clip = rgb(colorTokens.clip.dark)
  const latch = () => {
    const context = meter.renderRoot.querySelector('canvas')!.getContext('2d')!
    return [...context.getImageData(3, 3, 1, 1).data].slice(0, 3)
  }
  meter.values = [0]
  await expect.poll(latch).toEqual(clip)
  meter.values = [-80]
  await expect.poll(() => bars().ariaValueText).toContain('clipped')
  expect(latch()).toEqual(clip)
  bars().click()
  await expect.poll(latch).not.toEqual(clip)
})

test('a screen reader can ask for the level', async () => {
  meter.values = [-9.5]
  await expect.poll(() => bars().ariaValueText).toBe('−9.5 dBFS')
  expect(bars().ariaValueNow).toBe('-9.5')
})

test('a correlation below 0 warns by a sign, not by color alone', async () => {
  const bar = document.createElement('twobus-correlation')
  bar.value = -0.4
  document.body.append(bar)
  await expect
    .poll(() => getComputedStyle(bar.renderRoot.querySelector('twobus-icon')!).display)
    .not.toBe('none')
  bar.value = 0.4
  await expect
    .poll(() => getComputedStyle(bar.renderRoot.querySelector('twobus-icon')!).display)
    .toBe('none')
  bar.remove()
})

test('a removed meter asks for no more frames', () => {
  expect(frameLoopState().tasks).toBeGreaterThan(0)
  meter.remove()
  expect(frameLoopState().tasks).toBe(0)
})
