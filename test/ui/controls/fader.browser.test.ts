import { afterEach, beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/controls/fader.ts'
import '../../../ui/controls/value.ts'
import type { TwobusFader } from '../../../ui/controls/fader.ts'
import type { TwobusValue } from '../../../ui/controls/value.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import { click, doubleClick, drag, middleOf, moveTo } from '../core/pointer.ts'

let source: LocalSource<typeof demoDefinition>
let fader: TwobusFader

beforeEach(async () => {
  source = new LocalSource(demoDefinition)
  fader = document.createElement('twobus-fader')
  fader.source = source
  fader.param = 'fader'
  document.body.append(fader)
  await moveTo({ x: 1, y: 1 })
  await expect.poll(() => fader.renderRoot.querySelector('.cap')).not.toBeNull()
})
afterEach(() => fader.remove())

const cap = () => fader.renderRoot.querySelector('.cap')!
const slider = () => fader.renderRoot.querySelector<HTMLElement>('[role=slider]')!

test('0 dB lies at 62 per cent of a fader that goes to +12', () => {
  const slot = fader.renderRoot.querySelector('.slot')!.getBoundingClientRect()
  const place = (slot.bottom - middleOf(cap()).y) / slot.height
  // The design says 62; the taper gives 0.782 / 1.261.
  expect(place).toBeCloseTo(0.62, 2)
})

test('the cap stays under the hand', async () => {
  const from = middleOf(cap())
  await drag(from, { x: from.x, y: from.y + 50 })
  await fader.updateComplete
  // The first 2 px only tell a drag from a click; steps of the drag are 12.5 px.
  expect(middleOf(cap()).y - from.y).toBeGreaterThan(36)
  expect(middleOf(cap()).y - from.y).toBeLessThanOrEqual(50.5)
})

test('at the bottom it is silent and says minus infinity', async () => {
  slider().focus()
  await userEvent.keyboard('{Home}')
  expect(source.get('fader')).toBe(Number.NEGATIVE_INFINITY)
  await fader.updateComplete
  expect(slider().ariaValueText).toBe('−∞ dB')
  expect(slider().ariaValueNow).toBe('0')
})

test('double-click brings back 0 dB', async () => {
  source.set('fader', -20)
  await fader.updateComplete
  await doubleClick(middleOf(cap()))
  expect(source.get('fader')).toBe(0)
})

test('a value field opens by click, takes -12,5 and drags like a knob', async () => {
  const value: TwobusValue = document.createElement('twobus-value')
  value.source = source
  value.param = 'gain'
  document.body.append(value)
  await value.updateComplete
  const field = () => value.renderRoot.querySelector<HTMLInputElement>('input.entry')
  await click(middleOf(value.renderRoot.querySelector('.travel')!))
  await expect.poll(() => field()).not.toBeNull()
  await userEvent.keyboard('-12,5{Enter}')
  expect(source.get('gain')).toBe(-12.5)
  await value.updateComplete
  const from = middleOf(value.renderRoot.querySelector('.travel')!)
  await drag(from, { x: from.x, y: from.y - 40 })
  expect(source.get('gain')).toBeGreaterThan(-12.5)
  expect(field()).toBeNull()
  value.remove()
})
