import axe from 'axe-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { GalleryPage } from '../../../host-demo/gallery/gallery-page.ts'
import '../../../host-demo/gallery/gallery-page.ts'
import { effectModules } from '../../../host-demo/audio/effect-modules.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'

let gallery: GalleryPage

beforeEach(async () => {
  await page.viewport(1200, 900)
  document.body.style.margin = '0'
  location.hash = '#compressor'
  gallery = document.createElement('twobus-gallery')
  document.body.append(gallery)
  await expect.poll(() => editor()?.localName, { timeout: 10_000 }).toBe('twobus-compressor')
})
afterEach(() => {
  gallery.remove()
  history.replaceState(null, '', location.pathname + location.search)
})

const inside = <E extends Element = HTMLElement>(selector: string) =>
  gallery.renderRoot.querySelector<E>(selector)!
const editor = () =>
  gallery.renderRoot.querySelector('.editor')?.firstElementChild as
    | (HTMLElement & { effect: EffectSource })
    | null
    | undefined
const level = () => editor()!.effect.meter('inputLevel')

test('shows every effect by its address', async () => {
  for (const id of effectModules().keys()) {
    location.hash = `#${id}`
    await expect.poll(() => editor()?.localName, { timeout: 10_000 }).toBe(`twobus-${id}`)
  }
})

test('sends what is chosen through the effect, until it is stopped', async () => {
  inside<HTMLElement>('.play').click()
  await userEvent.selectOptions(inside('.sound select'), 'tone')
  await expect.poll(level, { timeout: 10_000 }).toBeGreaterThan(-24)
  await userEvent.selectOptions(inside('.sound select'), 'noise')
  await expect.poll(level).toBeGreaterThan(-24)
  inside<HTMLElement>('.play').click()
  await expect.poll(level, { timeout: 5000 }).toBeLessThan(-60)
})

test('writes the code anew when a control moves', async () => {
  editor()!.effect.set('threshold' as never, -33 as never)
  await expect.poll(() => inside('pre').textContent).toContain('threshold: -33')
})

test('is easy to read and to reach, in dark and in light', async () => {
  for (const theme of ['dark', 'light']) {
    document.documentElement.dataset.theme = theme
    document.documentElement.style.colorScheme = theme
    await new Promise((resolve) => setTimeout(resolve, 300))
    const { violations } = await axe.run(gallery, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
    })
    expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html}`)).toEqual([])
  }
})

test('has room on a phone', async () => {
  await page.viewport(360, 800)
  await gallery.updateComplete
  await expect.poll(() => document.documentElement.scrollWidth).toBeLessThanOrEqual(360)
})
