import { afterEach, beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/controls/knob.ts'
import '../../../ui/controls/toggle.ts'
import type { AnySource } from '../../../ui/core/any-source.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { ParamChange } from '../../../worklets/core/source.ts'
import { demoDefinition } from './demo-effect.ts'

let source: LocalSource<typeof demoDefinition>
let box: HTMLElement
/** What the page hears: gestures, and moves with who made them. */
let told: string[]

beforeEach(() => {
  source = new LocalSource(demoDefinition)
  told = []
  box = document.createElement('div')
  document.body.append(box)
  for (const type of ['gesturestart', 'gestureend']) {
    box.addEventListener(type, (event) => told.push(`${type} ${(event as CustomEvent).detail.id}`))
  }
  source.addEventListener('change', (event) => {
    const { id, origin } = (event as CustomEvent<ParamChange>).detail
    told.push(`${origin} ${id}`)
  })
})
afterEach(() => box.remove())

async function control(tag: 'twobus-knob' | 'twobus-toggle', param: string): Promise<HTMLElement> {
  const element = document.createElement(tag)
  // Any source serves as one of unknown parameters; the compiler cannot see it.
  element.source = source as unknown as AnySource
  element.param = param
  box.append(element)
  await element.updateComplete
  return element
}

test('keys move a parameter by hand', async () => {
  const toggle = await control('twobus-toggle', 'auto')
  toggle.focus()
  await userEvent.keyboard(' ')
  expect(told).toEqual(['gesturestart auto', 'hand auto', 'gestureend auto'])
})

test('a row of nudges is one gesture, and ends when a hand does something else', async () => {
  const gain = await control('twobus-knob', 'gain')
  const pan = await control('twobus-knob', 'pan')
  gain.focus()
  await userEvent.keyboard('{ArrowUp}{Shift>}{ArrowUp}{/Shift}')
  expect(told).toEqual(['gesturestart gain', 'hand gain', 'hand gain'])
  pan.focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(told.slice(3)).toEqual(['gestureend gain', 'gesturestart pan', 'hand pan'])
  await userEvent.keyboard('m')
  expect(told.slice(6)).toEqual(['gestureend pan'])
})
