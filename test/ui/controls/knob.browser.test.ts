import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/controls/knob.ts'
import '../../../ui/controls/menu.ts'
import type { TwobusKnob } from '../../../ui/controls/knob.ts'
import { frameLoopState } from '../../../ui/core/frame.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { mappableControls } from '../../../ui/core/mappable.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import {
  CTRL,
  click,
  doubleClick,
  drag,
  middleOf,
  moveTo,
  moveWithRightButton,
  press,
  release,
  rightClick,
  SHIFT,
  wheel
} from '../core/pointer.ts'

let source: LocalSource<typeof demoDefinition>
let knob: TwobusKnob
let events: { type: string; value: unknown }[]

async function mount(param: string): Promise<void> {
  source = new LocalSource(demoDefinition)
  knob = document.createElement('twobus-knob')
  knob.source = source
  knob.param = param
  document.body.append(knob)
  events = []
  for (const type of ['gesturestart', 'input', 'change', 'gestureend']) {
    document.body.addEventListener(type, record)
  }
  await knob.updateComplete
}

const record = (event: Event) => {
  if (event instanceof CustomEvent) events.push({ type: event.type, value: event.detail.value })
}

const slider = () => knob.renderRoot.querySelector<HTMLElement>('[role=slider]')!
const dial = (dy = 0) => middleOf(knob.renderRoot.querySelector('svg')!, 0, dy)
const typesOf = () => events.map(({ type }) => type)

beforeEach(async () => {
  document.body.style.margin = '120px'
  await moveTo({ x: 1, y: 1 })
  await mount('threshold')
})

afterEach(() => {
  knob.remove()
  for (const type of ['gesturestart', 'input', 'change', 'gestureend']) {
    document.body.removeEventListener(type, record)
  }
})

describe('a knob under a hand', () => {
  test('goes up half its range when dragged 90 px up', async () => {
    source.set('threshold', -60)
    // 180 px are 60 dB; the first 2 px of a drag only tell it from a click.
    await drag(dial(), dial(-90))
    expect(source.get('threshold')).toBeGreaterThan(-60 + 18)
    expect(source.get('threshold')).toBeLessThanOrEqual(-30)
  })

  test('moves a tenth as far with Shift', async () => {
    source.set('threshold', -60)
    await drag(dial(), dial(-60), SHIFT)
    expect(source.get('threshold')).toBeGreaterThan(-59)
    expect(source.get('threshold')).toBeLessThan(-57.9)
  })

  test('does not jump when Shift is pressed in the middle of a drag', async () => {
    source.set('threshold', -60)
    await press(dial())
    await moveTo(dial(-10))
    await moveTo(dial(-60))
    const before = source.get('threshold')
    await moveTo(dial(-61), SHIFT)
    const after = source.get('threshold')
    await release(dial(-61), SHIFT)
    // 1 px fine is 0.1 px: a thirtieth of a decibel.
    expect(after - before).toBeCloseTo(60 / 1800, 5)
  })

  test('tells a drag as one gesture: start, moves, one change, end', async () => {
    await drag(dial(), dial(-40))
    expect(typesOf()[0]).toBe('gesturestart')
    expect(typesOf().filter((type) => type === 'input').length).toBeGreaterThan(1)
    expect(typesOf().slice(-2)).toEqual(['change', 'gestureend'])
    expect(events.at(-1)?.value).toBe(source.get('threshold'))
  })

  test('stays inside its range however far the hand goes', async () => {
    await drag(dial(), dial(-2000))
    expect(source.get('threshold')).toBe(0)
    await drag(dial(), dial(2000))
    expect(source.get('threshold')).toBe(-60)
  })

  test('a click without a move is no gesture', async () => {
    await click(dial())
    expect(events).toEqual([])
  })

  test('double-click brings back the default', async () => {
    source.set('threshold', -3)
    await doubleClick(dial())
    expect(source.get('threshold')).toBe(-20)
  })

  test('Ctrl-click brings back the default', async () => {
    source.set('threshold', -3)
    await click(dial(), CTRL)
    expect(source.get('threshold')).toBe(-20)
  })

  test('a wheel notch is one step when the knob has the focus', async () => {
    slider().focus()
    source.set('threshold', -20)
    await wheel(dial(), -100)
    await expect.poll(() => source.get('threshold')).toBeCloseTo(-19.5, 6)
  })

  test('a notch told in lines is one step, however many lines it has', async () => {
    slider().focus()
    source.set('threshold', -20)
    const notch = { deltaMode: WheelEvent.DOM_DELTA_LINE, deltaY: -6, bubbles: true }
    slider().dispatchEvent(new WheelEvent('wheel', { ...notch, composed: true, cancelable: true }))
    expect(source.get('threshold')).toBeCloseTo(-19.5, 6)
  })

  test('a drag ends when only another button is still held', async () => {
    const from = dial()
    await press(from)
    await moveTo({ x: from.x, y: from.y - 10 })
    await moveTo({ x: from.x, y: from.y - 40 })
    await expect.poll(() => source.get('threshold')).toBeGreaterThan(-20)
    const moved = source.get('threshold')
    await moveWithRightButton({ x: from.x, y: from.y - 60 })
    await moveTo({ x: from.x, y: from.y - 80 })
    expect(source.get('threshold')).toBe(moved)
    await release({ x: from.x, y: from.y - 80 })
  })

  test('a wheel that only passes over scrolls the page instead', async () => {
    slider().blur()
    await moveTo(dial())
    await wheel(dial(), -100)
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    expect(source.get('threshold')).toBe(-20)
  })

  test('right-click offers to type, reset, copy and paste', async () => {
    await rightClick(dial())
    const menu = () => knob.renderRoot.querySelector('twobus-menu')
    await expect.poll(() => menu()?.renderRoot.querySelectorAll('.item').length).toBe(4)
    const labels = [...menu()!.renderRoot.querySelectorAll('.item')].map((item) =>
      item.textContent?.trim()
    )
    expect(labels).toEqual(['Type a value', 'Reset', 'Copy', 'Paste'])
  })
})

describe('a knob under the keys', () => {
  beforeEach(() => slider().focus())

  test('arrows move one step, Shift a tenth, Page keys ten', async () => {
    await userEvent.keyboard('{ArrowUp}')
    expect(source.get('threshold')).toBeCloseTo(-19.5, 6)
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(source.get('threshold')).toBeCloseTo(-19.55, 6)
    await userEvent.keyboard('{PageDown}')
    expect(source.get('threshold')).toBeCloseTo(-24.55, 6)
  })

  test('Home and End go to the ends', async () => {
    await userEvent.keyboard('{End}')
    expect(source.get('threshold')).toBe(0)
    await userEvent.keyboard('{Home}')
    expect(source.get('threshold')).toBe(-60)
  })

  test('Delete brings back the default', async () => {
    await userEvent.keyboard('{Home}{Delete}')
    expect(source.get('threshold')).toBe(-20)
  })

  test('a row of arrow keys is one gesture', async () => {
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
    knob.remove()
    expect(typesOf().filter((type) => type === 'gesturestart')).toHaveLength(1)
    document.body.append(knob)
  })
})

describe('typing into a knob', () => {
  const field = () => knob.renderRoot.querySelector<HTMLInputElement>('input.entry')

  test('1k typed at a low cut is 1000 Hz', async () => {
    knob.remove()
    await mount('lowCut')
    slider().focus()
    await userEvent.keyboard('1k{Enter}')
    expect(source.get('lowCut')).toBe(1000)
    expect(field()).toBeNull()
  })

  test('a click on the value opens the field with the figure selected', async () => {
    await click(middleOf(knob.renderRoot.querySelector('.value')!))
    await expect.poll(() => field()?.value).toBe('−20.0')
    await userEvent.keyboard('-18 dB{Enter}')
    expect(source.get('threshold')).toBe(-18)
  })

  test('a wrong text is marked and the old value returns on blur', async () => {
    slider().focus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => field()).not.toBeNull()
    await userEvent.keyboard('loud{Enter}')
    expect(field()?.getAttribute('aria-invalid')).toBe('true')
    field()?.blur()
    await knob.updateComplete
    expect(field()).toBeNull()
    expect(source.get('threshold')).toBe(-20)
  })

  test('Escape leaves the value alone and gives the focus back', async () => {
    slider().focus()
    await userEvent.keyboard('5{Escape}')
    await expect.poll(() => knob.shadowRoot?.activeElement).toBe(slider())
    expect(source.get('threshold')).toBe(-20)
  })

  test('what is typed never leaves the knob as an input event without a value', async () => {
    slider().focus()
    let stray = 0
    const count = (event: Event) => {
      if (!(event instanceof CustomEvent)) stray++
    }
    document.body.addEventListener('input', count)
    await userEvent.keyboard('-12{Enter}')
    document.body.removeEventListener('input', count)
    expect(stray).toBe(0)
  })
})

describe('what a knob says', () => {
  test('a screen reader hears label, range and value with its unit', () => {
    expect(slider().getAttribute('aria-label')).toBe('Threshold')
    expect(slider().getAttribute('aria-valuemin')).toBe('-60')
    expect(slider().getAttribute('aria-valuemax')).toBe('0')
    expect(slider().getAttribute('aria-valuenow')).toBe('-20')
    expect(slider().getAttribute('aria-valuetext')).toBe('−20.0 dB')
  })

  test('it follows the source, whoever moves the parameter', async () => {
    source.set('threshold', -6)
    await knob.updateComplete
    expect(slider().getAttribute('aria-valuetext')).toBe('−6.0 dB')
  })

  test('a bipolar knob at its neutral value has no lit arc, only a notch', async () => {
    knob.remove()
    await mount('gain')
    expect(knob.renderRoot.querySelector('.lit')).toBeNull()
    expect(knob.renderRoot.querySelector('.notch')).not.toBeNull()
  })

  test('a whole-number knob stops only at whole numbers', async () => {
    knob.remove()
    await mount('voices')
    await drag(dial(), dial(-50))
    expect(Number.isInteger(source.get('voices'))).toBe(true)
    expect(source.get('voices')).toBeGreaterThan(2)
  })

  test('without a source it works on its own row and value', async () => {
    knob.source = undefined
    knob.row = demoDefinition.params.find(({ id }) => id === 'mix')
    knob.value = 40
    await knob.updateComplete
    expect(slider().getAttribute('aria-valuetext')).toBe('40 %')
    slider().focus()
    await userEvent.keyboard('{ArrowUp}')
    expect(knob.value).toBe(41)
  })

  test('a disabled knob does not move', async () => {
    knob.disabled = true
    await knob.updateComplete
    await drag(dial(), dial(-60))
    expect(source.get('threshold')).toBe(-20)
  })
})

test('a removed knob lets go of its source, the frame loop and the controller map', async () => {
  knob.remove()
  let asked = 0
  knob.requestUpdate = () => asked++
  source.set('threshold', -1)
  expect(asked).toBe(0)
  expect(mappableControls.all.has(knob)).toBe(false)
  expect(frameLoopState().tasks).toBe(0)
})
