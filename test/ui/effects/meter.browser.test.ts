import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/meter/meter-editor.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { MeterEditor } from '../../../ui/effects/meter/meter-editor.ts'
import type { Tap } from '../../../worklets/core/source.ts'
import { meter } from '../../../worklets/effects/meter/index.ts'
import { click, middleOf } from '../core/pointer.ts'

/** An effect whose meters a test sets by hand. */
class MeteredSource extends LocalSource<typeof meter.definition> {
  readonly readings: Record<string, number> = {}
  override meter(id: Parameters<LocalSource<typeof meter.definition>['meter']>[0]): number {
    return this.readings[id] ?? super.meter(id)
  }
}

let source: MeteredSource
let box: HTMLDivElement
let editor: MeterEditor

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new MeteredSource(meter.definition, meter.presets)
  box = document.createElement('div')
  box.style.width = '900px'
  document.body.style.margin = '0'
  document.body.append(box)
  editor = document.createElement('twobus-meter')
  editor.effect = source
  box.append(editor)
  await editor.updateComplete
})
afterEach(() => box.remove())

const inside = <E extends Element = HTMLElement>(selector: string) =>
  editor.renderRoot.querySelector<E>(selector)!
const reading = (id: string) => inside(`[data-reading="${id}"]`).textContent

describe('the readings', () => {
  test('stand in large figures, with a verdict in words', async () => {
    source.readings.integrated = -12
    source.readings.shortTerm = -10.9
    await expect.poll(() => reading('integrated')).toBe('−12.0')
    expect(reading('shortTerm')).toBe('−10.9')
    expect(inside('.verdict').textContent?.trim()).toBe('2.0 LU above target')
    source.readings.integrated = -14.4
    await expect.poll(() => inside('.verdict').textContent?.trim()).toBe('On target')
  })

  test('mark a true peak that a codec would clip, not by color alone', async () => {
    source.readings.maxTruePeak = -0.2
    await expect.poll(() => inside('[data-reading=maxTruePeak]').className).toContain('over')
    expect(reading('maxTruePeak')).toBe('−0.2 dBTP')
    source.readings.maxTruePeak = -3
    await expect.poll(() => inside('[data-reading=maxTruePeak]').className).not.toContain('over')
  })

  test('say on which side the balance lies', async () => {
    source.readings.balance = -0.4
    await expect.poll(() => reading('balance')).toBe('L 0.4 dB')
  })
})

test('a usual target is one click, and one step of undo', async () => {
  const button = [...editor.renderRoot.querySelectorAll<HTMLElement>('.targets button')].find(
    ({ textContent }) => textContent?.includes('EBU')
  )!
  await click(middleOf(button))
  expect(source.get('target')).toBe(-23)
  await expect.poll(() => button.ariaPressed).toBe('true')
  const undo = inside('twobus-common-bar').shadowRoot!.querySelector('[icon=undo]')!
  await click(middleOf(undo))
  expect(source.get('target')).toBe(-14)
})

test('the history goes on with the sound and stands when that stops', async () => {
  editor.remove()
  const tap = {
    sampleRate: 48_000,
    position: 0,
    copyNewest: () => undefined,
    copySince: () => 0,
    close: () => undefined
  } satisfies Tap
  source = Object.assign(new MeteredSource(meter.definition, meter.presets), { openTap: () => tap })
  source.readings.momentary = -18
  source.readings.shortTerm = -18
  editor.effect = source
  box.append(editor)
  await editor.updateComplete
  const picture = () => inside<HTMLCanvasElement>('#history').toDataURL()
  const frames = (count: number) =>
    Array.from({ length: count }).reduce<Promise<unknown>>(
      (before) => before.then(() => new Promise((resolve) => requestAnimationFrame(resolve))),
      Promise.resolve()
    )
  await frames(20)
  const still = picture()
  await frames(20)
  expect(picture()).toBe(still)
  tap.position += 96_000
  await expect.poll(picture).not.toBe(still)
})

test('the scale of EBU +18 is one click away from +9', async () => {
  const [nine, eighteen] = editor.renderRoot.querySelectorAll<HTMLElement>('.head button')
  expect(nine!.ariaPressed).toBe('true')
  await click(middleOf(eighteen!))
  await expect.poll(() => eighteen!.ariaPressed).toBe('true')
  expect(nine!.ariaPressed).toBe('false')
})

test('reset is switched on and back by itself', async () => {
  const seen: unknown[] = []
  source.addEventListener('change', () => seen.push(source.get('reset')))
  const reset = [...editor.renderRoot.querySelectorAll<HTMLElement>('twobus-button')].at(-1)!
  reset.shadowRoot!.querySelector('button')!.focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => seen).toEqual([true, false])
})

test.each([
  [900, 'dark'],
  [560, 'light'],
  [340, 'dark'],
  [320, 'light'],
  [900, 'light']
] as const)('at %i px in %s nothing is cut off, hard to read or to reach', async (width, theme) => {
  editor.remove()
  editor.theme = theme
  await editor.updateComplete
  box.style.width = `${width}px`
  box.append(editor)
  await editor.updateComplete
  document.body.style.background = theme === 'dark' ? '#0c0e11' : '#e4e7eb'
  await expect.poll(() => inside('.editor').scrollWidth).toBeLessThanOrEqual(width)
  const { violations } = await axe.run(editor, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})
