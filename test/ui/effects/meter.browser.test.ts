import { beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/effects/meter/meter-editor.ts'
import type { MeterEditor } from '../../../ui/effects/meter/meter-editor.ts'
import type { Tap } from '../../../worklets/core/source.ts'
import { meter } from '../../../worklets/effects/meter/index.ts'
import { inside, MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { settled } from '../../support/settled.ts'
import { click, middleOf } from '../core/pointer.ts'

let source: MeteredSource<typeof meter.definition>
let editor: MeterEditor

beforeEach(async () => {
  ;({ editor, source } = await mountEditor('twobus-meter', meter))
})

const within = <E extends Element = HTMLElement>(selector: string) => inside<E>(editor, selector)
const reading = (id: string) => within(`[data-reading="${id}"]`).textContent

describe('the readings', () => {
  test('stand in large figures, with a verdict in words', async () => {
    source.readings.integrated = -12
    source.readings.shortTerm = -10.9
    await expect.poll(() => reading('integrated')).toBe('−12.0')
    expect(reading('shortTerm')).toBe('−10.9')
    expect(within('.verdict').textContent?.trim()).toBe('2.0 LU above target')
    source.readings.integrated = -14.4
    await expect.poll(() => within('.verdict').textContent?.trim()).toBe('On target')
  })

  test('mark a true peak that a codec would clip, not by color alone', async () => {
    source.readings.maxTruePeak = -0.2
    await expect.poll(() => within('[data-reading=maxTruePeak]').className).toContain('over')
    expect(reading('maxTruePeak')).toBe('−0.2 dBTP')
    source.readings.maxTruePeak = -3
    await expect.poll(() => within('[data-reading=maxTruePeak]').className).not.toContain('over')
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
  const undo = within('twobus-common-bar').shadowRoot!.querySelector('[icon=undo]')!
  await click(middleOf(undo))
  expect(source.get('target')).toBe(-14)
})

test('the history goes on with the sound and stands when that stops', async () => {
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
  const picture = () => within<HTMLCanvasElement>('#history').toDataURL()
  // The balance is read in the same frames as the loudness, and no part of the picture.
  const drawnWith = async (balance: number) => {
    source.readings.balance = balance
    await expect.poll(() => reading('balance')).toBe(`R ${balance}.0 dB`)
    await settled()
  }
  await drawnWith(1)
  const still = picture()
  await drawnWith(2)
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
