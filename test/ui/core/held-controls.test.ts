import { beforeEach, expect, test } from 'vitest'
import { HeldControls } from '../../../ui/core/held-controls.ts'

let told: string[]
let held: HeldControls
const [knob, fader] = [new EventTarget(), new EventTarget()]

beforeEach(() => {
  told = []
  held = new HeldControls({ begin: () => told.push('begin'), end: () => told.push('end') })
})

function tell(control: EventTarget, type: 'gesturestart' | 'gestureend'): void {
  control.addEventListener(type, held.listener, { once: true })
  control.dispatchEvent(new CustomEvent(type))
}

test('two controls at once are one gesture, whichever is let go first', () => {
  tell(knob, 'gesturestart')
  tell(fader, 'gesturestart')
  tell(knob, 'gestureend')
  expect(told).toEqual(['begin'])
  tell(fader, 'gestureend')
  expect(told).toEqual(['begin', 'end'])
})

test('a control that is held twice is let go twice', () => {
  tell(knob, 'gesturestart')
  tell(knob, 'gesturestart')
  tell(knob, 'gestureend')
  expect(told).toEqual(['begin'])
  tell(knob, 'gestureend')
  expect(told).toEqual(['begin', 'end'])
})

test('an end without a beginning is none, and neither is a native event of the name', () => {
  tell(knob, 'gestureend')
  knob.addEventListener('gesturestart', held.listener, { once: true })
  knob.dispatchEvent(new Event('gesturestart'))
  expect(told).toEqual([])
})

test('what is forgotten ends nothing', () => {
  tell(knob, 'gesturestart')
  held.clear()
  tell(knob, 'gestureend')
  expect(told).toEqual(['begin'])
})
