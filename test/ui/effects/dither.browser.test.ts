import { beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/effects/dither/dither-editor.ts'
import type { DitherEditor } from '../../../ui/effects/dither/dither-editor.ts'
import { dither } from '../../../worklets/effects/dither/index.ts'
import { inside, type MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { click, middleOf } from '../core/pointer.ts'

let source: MeteredSource<typeof dither.definition>
let editor: DitherEditor

beforeEach(async () => {
  ;({ editor, source } = await mountEditor('twobus-dither', dither))
})

const within = <E extends Element = HTMLElement>(selector: string) => inside<E>(editor, selector)
const tile = (bits: string) =>
  [...editor.renderRoot.querySelectorAll<HTMLElement>('.tile')].find(
    ({ textContent }) => textContent?.trim() === bits
  )!

describe('the word length', () => {
  test('is chosen by a click on its tile', async () => {
    await click(middleOf(tile('20')))
    expect(source.get('bits')).toBe('20')
    await expect.poll(() => tile('20').ariaChecked).toBe('true')
  })

  test('is walked through by arrow keys, from the longest to the shortest', async () => {
    tile('16').focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    expect(source.get('bits')).toBe('8')
    await userEvent.keyboard('{ArrowRight}')
    expect(source.get('bits')).toBe('24')
  })
})

test('the picture says how loud the noise is to the ear, and follows the shaping', async () => {
  const spoken = () => Number(/−([\d.]+) dBFS/.exec(within('#noise').ariaLabel ?? '')?.[1])
  source.set('shaping', 'none')
  await editor.updateComplete
  const flat = spoken()
  source.set('shaping', 'f9')
  await editor.updateComplete
  expect(spoken() - flat).toBeGreaterThan(6)
  expect(within('.audible b').textContent).toBe(`−${spoken().toFixed(1)} dBFS`)
})

test('clipped samples are counted and marked', async () => {
  source.readings.clippedSamples = 12
  source.readings.errorLevel = -93.4
  await expect.poll(() => within('.clipped').textContent).toContain('12')
  expect(within('.clipped').className).toContain('over')
  expect(within('.error b').textContent).toBe('−93.4 dBFS')
})
