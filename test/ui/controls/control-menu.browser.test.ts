import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/controls/choice.ts'
import '../../../ui/controls/fader.ts'
import '../../../ui/graph/graph-handle.ts'
import '../../../ui/controls/knob.ts'
import '../../../ui/controls/toggle.ts'
import '../../../ui/controls/value.ts'
import type { TwobusMenu } from '../../../ui/controls/menu.ts'
import type { ParamControl } from '../../../ui/controls/param-control.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { deepestFocus } from '../../../ui/editor/deepest-focus.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import { middleOf, moveTo, rightClick } from '../core/pointer.ts'
import { liftFinger, touch, useFingers } from '../core/touch.ts'

const CONTROLS = [
  ['twobus-knob', 'threshold', '[role=slider]'],
  ['twobus-fader', 'fader', '[role=slider]'],
  ['twobus-value', 'lowCut', '[role=slider]'],
  ['twobus-graph-handle', 'gain', '[role=slider]'],
  ['twobus-toggle', 'auto', '[role=switch]'],
  ['twobus-choice', 'style', '[role=radio][tabindex="0"]'],
  ['twobus-choice', 'shape', '.list']
] as const

let source: LocalSource<typeof demoDefinition>
let control: ParamControl

async function mount(tag: string, param: string): Promise<void> {
  source = new LocalSource(demoDefinition)
  control = Object.assign(document.createElement(tag) as ParamControl, { source, param })
  document.body.append(control)
  await control.updateComplete
}

const part = (selector: string) => control.renderRoot.querySelector<HTMLElement>(selector)!
const menus = () => control.renderRoot.querySelectorAll<TwobusMenu>('twobus-menu')
const openMenus = () => [...menus()].filter((menu) => menu.matches(':popover-open')).length
const labels = () => menus()[0]?.items.map(({ label }) => label)

beforeEach(async () => {
  document.body.style.margin = '120px'
  await moveTo({ x: 1, y: 1 })
})
afterEach(() => control.remove())

describe.each(CONTROLS)('%s of %s', (tag, param, selector) => {
  beforeEach(() => mount(tag, param))

  test('has a menu at the right button', async () => {
    await rightClick(middleOf(part(selector)))
    await expect.poll(openMenus).toBe(1)
    expect(labels()?.slice(-3)).toEqual(['Reset', 'Copy', 'Paste'])
  })

  test.each(['{Shift>}{F10}{/Shift}', '{ContextMenu}'])('and at %s, once', async (keys) => {
    part(selector).focus()
    await userEvent.keyboard(keys)
    await expect.poll(openMenus).toBe(1)
    expect(menus()).toHaveLength(1)
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => menus().length).toBe(0)
    expect(deepestFocus()).toBe(part(selector))
  })
})

describe('under a finger', () => {
  beforeEach(() => useFingers(true))
  afterEach(() => useFingers(false))

  test.each(CONTROLS)('%s of %s has its menu at a long press', async (tag, param, selector) => {
    await mount(tag, param)
    const before = source.get(param)
    await touch(middleOf(part(selector)))
    await expect.poll(openMenus).toBe(1)
    await liftFinger()
    await new Promise(requestAnimationFrame)
    expect(openMenus()).toBe(1)
    expect(source.get(param)).toBe(before)
  })

  test('a short touch of a toggle only turns it', async () => {
    await mount('twobus-toggle', 'auto')
    await touch(middleOf(part('button')))
    await liftFinger()
    await expect.poll(() => source.get('auto')).toBe(true)
    expect(menus()).toHaveLength(0)
  })
})

describe('a text that means nothing', () => {
  const field = () => part('input.entry') as HTMLInputElement
  const problem = () => part('.entry-problem')

  test('stays, with a sentence that tells what would do', async () => {
    await mount('twobus-knob', 'threshold')
    part('[role=slider]').focus()
    await userEvent.keyboard('{Enter}loud{Enter}')
    expect(field().value).toBe('loud')
    expect(field().ariaInvalid).toBe('true')
    expect(problem().matches(':popover-open')).toBe(true)
    expect(problem().textContent).toBe('Threshold must be −60.0 dB to 0.0 dB, got “loud”.')
    await userEvent.keyboard('-12')
    expect(problem().matches(':popover-open')).toBe(false)
    await userEvent.keyboard('{Enter}')
    expect(source.get('threshold')).toBe(-12)
  })

  test('of a frequency tells that a note would do too', async () => {
    await mount('twobus-value', 'lowCut')
    part('[role=slider]').focus()
    await userEvent.keyboard('{Enter}deep{Enter}')
    expect(problem().textContent).toBe(
      'Low cut must be 10 Hz to 20.0 kHz or a note such as A4, got “deep”.'
    )
    await userEvent.keyboard('{Escape}')
    expect(source.get('lowCut')).toBe(90)
  })

  test('that is pasted is refused aloud', async () => {
    await mount('twobus-choice', 'style')
    const told: unknown[] = []
    control.addEventListener('notice', (event) => told.push((event as CustomEvent).detail))
    await navigator.clipboard.writeText('loud').catch(() => undefined)
    part('[tabindex="0"]').focus()
    await userEvent.keyboard('{Shift>}{F10}{/Shift}p{Enter}')
    await expect.poll(() => told).toHaveLength(1)
    expect(String(told[0])).toContain('Style must be one of Clean, Opto, Bus')
  })
})

test('a row of keys on a handle is one gesture', async () => {
  await mount('twobus-graph-handle', 'gain')
  const heard: string[] = []
  for (const type of ['gesturestart', 'gestureend']) {
    control.addEventListener(type, () => heard.push(type))
  }
  part('[role=slider]').focus()
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
  await expect.poll(() => heard).toEqual(['gesturestart', 'gestureend'])
  expect(source.get('gain')).toBeGreaterThan(1)
})
