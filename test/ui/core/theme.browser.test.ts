import { afterEach, expect, test } from 'vitest'
import '../../../ui/controls/knob.ts'
import { themeColors, withAlpha } from '../../../ui/core/theme-colors.ts'
import { colorTokens } from '../../../ui/core/tokens.ts'

afterEach(() => {
  document.documentElement.style.colorScheme = ''
  document.body.replaceChildren()
})

async function mountKnob(theme?: 'dark' | 'light'): Promise<HTMLElement> {
  const knob = document.createElement('twobus-knob')
  if (theme) knob.setAttribute('theme', theme)
  document.body.append(knob)
  await knob.updateComplete
  return knob
}

const rgb = (color: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).join(', ')})`

test('an element on a page that says nothing is dark', async () => {
  const knob = await mountKnob()
  expect(themeColors(knob).surface).toBe(colorTokens.surface.dark)
  expect(getComputedStyle(knob).color).toBe(rgb(colorTokens.text.dark))
})

test('an element follows the color scheme of the page', async () => {
  document.documentElement.style.colorScheme = 'light'
  const knob = await mountKnob()
  expect(themeColors(knob).surface).toBe(colorTokens.surface.light)
  expect(getComputedStyle(knob).color).toBe(rgb(colorTokens.text.light))
})

test('the theme attribute wins over the page', async () => {
  document.documentElement.style.colorScheme = 'light'
  const knob = await mountKnob('dark')
  expect(themeColors(knob).accent).toBe(colorTokens.accent.dark)
  expect(getComputedStyle(knob).color).toBe(rgb(colorTokens.text.dark))
})

test('colors of canvases change with the page, and are looked up only once until then', async () => {
  document.documentElement.style.colorScheme = 'dark'
  const knob = await mountKnob()
  const before = themeColors(knob)
  expect(themeColors(knob)).toBe(before)
  document.documentElement.style.colorScheme = 'light'
  await expect.poll(() => themeColors(knob).text).toBe(colorTokens.text.light)
})

test('a page can replace a token', async () => {
  const style = document.createElement('style')
  style.textContent = ':root { --twobus-accent: rgb(1, 2, 3) }'
  document.head.append(style)
  const knob = await mountKnob()
  expect(themeColors(knob).accent).toBe('rgb(1, 2, 3)')
  style.remove()
})

test('any color can be made translucent for a canvas', () => {
  expect(withAlpha('#102030', 0.5)).toBe('#10203080')
  const context = document.createElement('canvas').getContext('2d')!
  context.fillStyle = withAlpha('rgb(255, 0, 0)', 0.5)
  context.fillRect(0, 0, 1, 1)
  const [red, , , alpha] = context.getImageData(0, 0, 1, 1).data
  expect(red).toBeGreaterThan(250)
  expect(alpha).toBeGreaterThan(120)
  expect(alpha).toBeLessThan(135)
})
