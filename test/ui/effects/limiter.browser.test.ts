import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/limiter/limiter-editor.ts'
import type { LimiterEditor } from '../../../ui/effects/limiter/limiter-editor.ts'
import { limiter } from '../../../worklets/effects/limiter/index.ts'
import { handleOf, inside, type MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { click, drag, middleOf } from '../core/pointer.ts'

let source: MeteredSource<typeof limiter.definition>
let editor: LimiterEditor

beforeEach(async () => {
  ;({ editor, source } = await mountEditor('twobus-limiter', limiter))
})

const within = <E extends Element = HTMLElement>(selector: string) => inside<E>(editor, selector)
const reading = (name: string) => within(`.read.${name} b`).textContent
const handle = () => handleOf(editor, 'twobus-graph-handle')
const loadPreset = async (name: string) => {
  const bar = within('twobus-common-bar').shadowRoot!
  await click(middleOf(bar.querySelector('.preset')!))
  await expect.poll(() => bar.querySelector('twobus-menu')?.matches(':popover-open')).toBe(true)
  await userEvent.keyboard(`${name}{Enter}`)
}

describe('the ceiling', () => {
  test('follows the pointer along the dB scale of the graph', async () => {
    await drag(middleOf(handle()), { x: middleOf(handle()).x, y: middleOf(handle()).y + 54 })
    // 280 px are 26 dB.
    expect(source.get('ceiling')).toBeCloseTo(-1 - (54 * 26) / 280, 0)
  })

  test('moves by keys, and says its value', async () => {
    handle().focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(source.get('ceiling')).toBeLessThan(-1)
    await expect.poll(() => handle().ariaValueText).toContain('dBTP')
  })
})

describe('the scale', () => {
  test('may be a K-scale: 0 is then 20 dB below full scale, and drags follow it', async () => {
    await page.getByRole('button', { name: 'Scale: 16 dB' }).click()
    await page.getByRole('menuitemradio', { name: 'K-20' }).click()
    await editor.updateComplete
    await drag(middleOf(handle()), { x: middleOf(handle()).x, y: middleOf(handle()).y + 28 })
    // 280 px are 58 dB.
    expect(source.get('ceiling')).toBeCloseTo(-1 - (28 * 58) / 280, 0)
  })
})

describe('the read-outs', () => {
  test('hold the greatest true peak, tell when it breaks the ceiling, and begin anew on a click', async () => {
    source.readings.outputTruePeak = -0.2
    await expect.poll(() => reading('output')).toBe('−0.2')
    source.readings.outputTruePeak = -9
    source.readings.reduction = 3.3
    await expect.poll(() => reading('reduction')).toBe('3.3')
    expect(reading('output')).toBe('−0.2')
    expect(within('.read.output').classList).toContain('broken')
    await click(middleOf(within('.read.output')))
    await expect.poll(() => reading('output')).toBe('−9.0')
    expect(within('.read.output').classList).not.toContain('broken')
  })

  test('tell the greatest reduction', async () => {
    source.readings.reduction = 6.9
    await expect.poll(() => reading('reduction')).toBe('6.9')
  })
})

describe('presets', () => {
  const wanted = limiter.presets.find(({ values }) => (values.drive ?? 0) > 0)!

  test('leave drive and ceiling alone while their padlocks are closed, and say so', async () => {
    source.set('drive', 1.5)
    await loadPreset(wanted.name)
    expect(source.get('drive')).toBe(1.5)
    await expect.poll(() => within('.notice').textContent).toContain('Drive')
  })

  test('turn drive when its padlock is open', async () => {
    await click(middleOf(within('.locked twobus-button').shadowRoot!.querySelector('button')!))
    await loadPreset(wanted.name)
    expect(source.get('drive')).toBe(wanted.values.drive)
  })
})
