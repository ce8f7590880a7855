import axe from 'axe-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { GalleryPage } from '../../../host-demo/gallery/gallery-page.ts'
import '../../../host-demo/gallery/gallery-page.ts'
import { effectModules } from '../../../host-demo/audio/effect-modules.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'
import { settled } from '../../support/settled.ts'

let gallery: GalleryPage

beforeEach(async () => {
  await page.viewport(1200, 900)
  document.body.style.margin = '0'
  location.hash = '#compressor'
  gallery = document.createElement('twobus-gallery')
  document.body.append(gallery)
  await expect.poll(() => editor()?.localName).toBe('twobus-compressor')
})
afterEach(() => {
  gallery.remove()
  delete document.documentElement.dataset.theme
  document.documentElement.style.colorScheme = ''
  history.replaceState(null, '', location.pathname + location.search)
})

const inside = <E extends Element = HTMLElement>(selector: string) =>
  gallery.renderRoot.querySelector<E>(selector)!
const editor = () =>
  gallery.renderRoot.querySelector('.editor')?.firstElementChild as
    | (HTMLElement & { effect: EffectSource })
    | null
    | undefined
const code = () => inside('twobus-gallery-code').shadowRoot!
const level = () => editor()!.effect.meter('inputLevel')

test('shows every effect by its address', async () => {
  for (const id of effectModules().keys()) {
    location.hash = `#${id}`
    await expect.poll(() => editor()?.localName).toBe(`twobus-${id}`)
  }
})

test('sends what is chosen through the effect, until it is stopped', async () => {
  inside<HTMLElement>('.play').click()
  await userEvent.selectOptions(inside('.sound select'), 'tone')
  await expect.poll(level).toBeGreaterThan(-24)
  await userEvent.selectOptions(inside('.sound select'), 'noise')
  await expect.poll(level).toBeGreaterThan(-24)
  inside<HTMLElement>('.play').click()
  await expect.poll(level).toBeLessThan(-60)
})

test('writes the code anew when a control moves', async () => {
  editor()!.effect.set('threshold' as never, -33 as never)
  await expect.poll(() => code().querySelector('pre')!.textContent).toContain('threshold: -33')
})

test('shows the code for each way of embedding, by keyboard, and copies what it shows', async () => {
  const tab = () => code().querySelector<HTMLElement>('[aria-selected="true"]')!
  await expect.poll(() => tab()?.textContent?.trim()).toBe('Page without a bundler')
  tab().focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.poll(() => tab().textContent?.trim()).toBe('With a bundler')
  expect(code().activeElement).toBe(tab())
  const copied: string[] = []
  const write = navigator.clipboard.writeText
  navigator.clipboard.writeText = async (text) => {
    copied.push(text)
  }
  const button = code().querySelector<HTMLElement>('.text-button')!
  button.click()
  await expect.poll(() => button.textContent?.trim()).toBe('Copied')
  expect(copied).toEqual([code().querySelector('pre')!.textContent])
  // Where the page may not write the clipboard, the person can.
  navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))
  button.click()
  await expect.poll(() => button.textContent?.trim()).toContain('press Ctrl+C')
  navigator.clipboard.writeText = write
})

test('plays a file that is dropped anywhere, and says so of one that is no audio', async () => {
  inside<HTMLElement>('.play').click()
  const drop = (name: string, bytes: BlobPart) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([bytes], name))
    const options = { dataTransfer, bubbles: true, composed: true, cancelable: true }
    inside('nav').dispatchEvent(new DragEvent('dragenter', options))
    inside('nav').dispatchEvent(new DragEvent('drop', options))
  }
  drop('mine.wav', wavOfTone())
  const list = inside<HTMLSelectElement>('.sound select')
  await expect.poll(() => list.selectedOptions[0]?.textContent).toBe('mine.wav')
  await expect.poll(level).toBeGreaterThan(-60)
  drop('notes.txt', 'hello')
  const toasts = () => inside('twobus-host-toasts').shadowRoot!.textContent
  await expect.poll(toasts).toContain('"notes.txt" is no audio')
  expect(list.selectedOptions[0]?.textContent).toBe('mine.wav')
})

test('keeps the sound going when another effect is chosen, without a click', async () => {
  inside<HTMLElement>('.play').click()
  await userEvent.selectOptions(inside('.sound select'), 'tone')
  await expect.poll(level).toBeGreaterThan(-24)
  location.hash = '#limiter'
  await expect.poll(() => editor()?.localName).toBe('twobus-limiter')
  expect(inside('.play').getAttribute('aria-label')).toBe('Stop')
  const peak = () => editor()!.effect.meter('inputTruePeak' as never)
  await expect.poll(peak).toBeGreaterThan(-40)
})

/** Half a second of 440 Hz at -12 dBFS: 16 bits, mono. */
function wavOfTone(): Uint8Array<ArrayBuffer> {
  const samples = Int16Array.from({ length: 24000 }, (_, i) => 8230 * Math.sin(i * 0.0576))
  const head = new DataView(new ArrayBuffer(44))
  const text = (at: number, word: string) => {
    for (const [i, letter] of [...word].entries()) head.setUint8(at + i, letter.charCodeAt(0))
  }
  text(0, 'RIFF')
  head.setUint32(4, 36 + samples.byteLength, true)
  text(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, 48000, true)
  head.setUint32(28, 96000, true)
  head.setUint16(32, 2, true)
  head.setUint16(34, 16, true)
  text(36, 'data')
  head.setUint32(40, samples.byteLength, true)
  return new Uint8Array([...new Uint8Array(head.buffer), ...new Uint8Array(samples.buffer)])
}

test('shows the editor as wide as a page may have it', async () => {
  const radios = gallery.renderRoot.querySelectorAll<HTMLInputElement>('.widths input')
  radios[0]!.focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.poll(() => editor()!.getBoundingClientRect().width).toBe(340)
})

test('keeps the controls in reach while the MIDI panel is open', async () => {
  for (const width of [1440, 1200, 560, 340]) {
    await page.viewport(width, 800)
    const button = gallery.renderRoot.querySelector<HTMLElement>('header .text-button')!
    if (!inside('twobus-midi-panel')) button.click()
    await expect.poll(() => inside('twobus-midi-panel')).not.toBeNull()
    const panel = inside('twobus-midi-panel').getBoundingClientRect()
    const beside = panel.left >= editor()!.getBoundingClientRect().right
    const below = panel.top > 300
    expect(beside || below, `${width} px`).toBe(true)
    expect(panel.right).toBeLessThanOrEqual(width)
  }
})

test('is easy to read and to reach, in dark and in light', async () => {
  for (const theme of ['dark', 'light']) {
    document.documentElement.dataset.theme = theme
    document.documentElement.style.colorScheme = theme
    await settled()
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
