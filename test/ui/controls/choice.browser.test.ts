import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../ui/controls/choice.ts'
import '../../../ui/controls/menu.ts'
import '../../../ui/controls/toggle.ts'
import type { TwobusChoice } from '../../../ui/controls/choice.ts'
import type { TwobusToggle } from '../../../ui/controls/toggle.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { demoDefinition } from '../core/demo-effect.ts'
import { click, middleOf, moveTo } from '../core/pointer.ts'

let source: LocalSource<typeof demoDefinition>
let box: HTMLDivElement

beforeEach(async () => {
  source = new LocalSource(demoDefinition)
  box = document.createElement('div')
  document.body.append(box)
  await moveTo({ x: 1, y: 1 })
})
afterEach(() => box.remove())

async function mountChoice(param: string): Promise<TwobusChoice> {
  const choice = document.createElement('twobus-choice')
  choice.source = source
  choice.param = param
  box.append(choice)
  await choice.updateComplete
  return choice
}

const radios = (choice: TwobusChoice) => [
  ...choice.renderRoot.querySelectorAll<HTMLElement>('[role=radio]')
]

describe('a choice', () => {
  test('of three options shows three segments, one of them chosen', async () => {
    const choice = await mountChoice('style')
    expect(radios(choice).map((radio) => radio.textContent?.trim())).toEqual([
      'Clean',
      'Opto',
      'Bus'
    ])
    expect(radios(choice).map((radio) => radio.ariaChecked)).toEqual(['true', 'false', 'false'])
  })

  test('takes the option that is clicked', async () => {
    const choice = await mountChoice('style')
    await click(middleOf(radios(choice)[2]!))
    expect(source.get('style')).toBe('bus')
  })

  test('is one tab stop and moves by arrows, round the end', async () => {
    const choice = await mountChoice('style')
    expect(radios(choice).filter((radio) => radio.tabIndex === 0)).toHaveLength(1)
    radios(choice)[0]!.focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(source.get('style')).toBe('opto')
    await userEvent.keyboard('{ArrowLeft}')
    await choice.updateComplete
    await userEvent.keyboard('{ArrowLeft}')
    expect(source.get('style')).toBe('bus')
    await choice.updateComplete
    expect(choice.shadowRoot?.activeElement?.textContent?.trim()).toBe('Bus')
  })

  test('of seven options is a button with a list', async () => {
    const choice = await mountChoice('shape')
    expect(radios(choice)).toHaveLength(0)
    await click(middleOf(choice.renderRoot.querySelector('.list')!))
    const items = () => [
      ...(choice.renderRoot
        .querySelector('twobus-menu')
        ?.renderRoot.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [])
    ]
    await expect.poll(() => items().length).toBe(7)
    await expect
      .poll(() => choice.renderRoot.querySelector('twobus-menu')?.matches(':popover-open'))
      .toBe(true)
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(source.get('shape')).toBe('c')
    await expect.poll(() => choice.renderRoot.querySelector('twobus-menu')).toBeNull()
  })

  test('that has no room becomes a list, and segments again when there is room', async () => {
    box.style.width = '60px'
    const choice = await mountChoice('style')
    await expect.poll(() => radios(choice).length).toBe(0)
    box.style.width = '400px'
    await expect.poll(() => radios(choice).length).toBe(3)
  })

  test('is one gesture per click, so that undo takes it back whole', async () => {
    const choice = await mountChoice('style')
    const types: string[] = []
    for (const type of ['gesturestart', 'input', 'change', 'gestureend']) {
      choice.addEventListener(type, () => types.push(type))
    }
    await click(middleOf(radios(choice)[1]!))
    expect(types).toEqual(['gesturestart', 'input', 'change', 'gestureend'])
  })
})

describe('a toggle', () => {
  async function mountToggle(): Promise<TwobusToggle> {
    const toggle = document.createElement('twobus-toggle')
    toggle.source = source
    toggle.param = 'auto'
    box.append(toggle)
    await toggle.updateComplete
    return toggle
  }
  const switchOf = (toggle: TwobusToggle) =>
    toggle.renderRoot.querySelector<HTMLElement>('[role=switch]')!

  test('turns on by click and says so', async () => {
    const toggle = await mountToggle()
    await click(middleOf(switchOf(toggle)))
    expect(source.get('auto')).toBe(true)
    await toggle.updateComplete
    expect(switchOf(toggle).ariaChecked).toBe('true')
  })

  test('turns by the space bar', async () => {
    const toggle = await mountToggle()
    switchOf(toggle).focus()
    await userEvent.keyboard(' ')
    expect(source.get('auto')).toBe(true)
  })

  test('a power button is lit while bypass is off', async () => {
    const toggle = await mountToggle()
    toggle.param = 'bypass'
    toggle.inverted = true
    await toggle.updateComplete
    expect(switchOf(toggle).ariaChecked).toBe('true')
    await click(middleOf(switchOf(toggle)))
    expect(source.get('bypass')).toBe(true)
  })
})
