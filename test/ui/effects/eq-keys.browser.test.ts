import { beforeEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { deepestFocus } from '../../../ui/editor/deepest-focus.ts'
import '../../../ui/effects/eq/eq-editor.ts'
import { eq } from '../../../worklets/effects/eq/index.ts'
import { eqPresets as presets } from '../../../worklets/effects/eq/presets.ts'
import { type MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { settled } from '../../support/settled.ts'

/** More stops than any editor has. */
const MOST_STOPS = 200

let source: MeteredSource<typeof eq.definition>

beforeEach(async () => {
  ;({ source } = await mountEditor('twobus-eq', eq))
})

async function press(keys: string): Promise<void> {
  await userEvent.keyboard(keys)
  await settled()
}

/** Presses Tab until what has the focus is what is looked for. */
async function tabTo(isIt: (element: HTMLElement) => boolean): Promise<HTMLElement> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await userEvent.keyboard('{Tab}')
    const focused = deepestFocus()
    if (focused && isIt(focused)) return focused
  }
  throw new Error('Tab never came to it')
}

/** To the control of a parameter. */
function tabToParam(param: string): Promise<HTMLElement> {
  return tabTo((element) => {
    const root = element.getRootNode()
    return root instanceof ShadowRoot && root.host.getAttribute('param') === param
  })
}

function tabToNamed(name: string): Promise<HTMLElement> {
  return tabTo((element) => element.ariaLabel?.startsWith(name) ?? false)
}

/** What a screen reader says of the focus after its name. */
function spoken(): string | null | undefined {
  return deepestFocus()?.ariaValueText
}

/** Takes the next option, be they side by side or in a list. */
async function chooseNext(): Promise<void> {
  if (deepestFocus()?.role === 'radio') await press('{ArrowRight}')
  else await press('{Enter}{ArrowDown}{Enter}')
}

test('a whole equalizer is set without a pointer', async () => {
  await tabTo((element) => element.role === 'tab')
  await press('{ArrowRight}{ArrowRight}')
  expect(deepestFocus()?.textContent).toContain('3')

  await tabToParam('band3.enabled')
  await press(' ')
  expect(source.get('band3.enabled')).toBe(true)
  await tabToParam('band3.type')
  await chooseNext()
  expect(source.get('band3.type')).toBe('lowShelf')
  await tabToParam('band3.placement')
  await chooseNext()
  expect(source.get('band3.placement')).not.toBe('stereo')

  await tabToParam('band3.frequency')
  await press('1k{Enter}')
  expect(spoken()).toBe('1.00 kHz')
  await press('{Enter}nonsense{Enter}')
  expect(deepestFocus()?.ariaInvalid).toBe('true')
  await press('{Escape}')
  expect(source.get('band3.frequency')).toBe(1000)
  await tabToParam('band3.gain')
  await press('-6dB{Enter}{ArrowUp}')
  expect(spoken()).toBe('−5.5 dB')
  await tabToParam('band3.q')
  await press('{PageUp}')
  expect(source.get('band3.q')).toBeGreaterThan(0.8)

  await tabToParam('band3.dynamic')
  await press(' ')
  expect(source.get('band3.dynamic')).toBe(true)
  await tabToParam('band3.range')
  await press('-4{Enter}')
  expect(source.get('band3.range')).toBe(-4)
  await tabToParam('phase')
  await chooseNext()
  expect(source.get('phase')).toBe('natural')

  await tabTo((element) => element.role === 'slider' && !!element.ariaLabel?.startsWith('Band 3,'))
  await press('{ArrowRight}')
  expect(source.get('band3.frequency')).toBeGreaterThan(1000)
})

test('steps are undone and done again from wherever the focus is', async () => {
  await tabToParam('output')
  await press('3{Enter}')
  await tabToParam('gainScale')
  await press('50{Enter}')
  await press('{Control>}z{/Control}')
  expect([source.get('output'), source.get('gainScale')]).toEqual([3, 100])
  await press('{Control>}z{/Control}')
  expect(source.get('output')).toBe(0)
  await press('{Control>}{Shift>}z{/Shift}{/Control}')
  await press('{Control>}y{/Control}')
  expect([source.get('output'), source.get('gainScale')]).toEqual([3, 50])
})

test('the menu of a control opens by its keys', async () => {
  await tabToParam('output')
  await press('3{Enter}')
  for (const keys of ['{Shift>}{F10}{/Shift}', '{ContextMenu}']) {
    await press(keys)
    expect(deepestFocus()?.role).toBe('menuitem')
    await press('{Escape}')
    expect(deepestFocus()?.ariaLabel).toBe('Output')
  }
  await press('{Shift>}{F10}{/Shift}r{Enter}')
  expect(source.get('output')).toBe(0)
})

test('A and B, presets and help need no pointer either', async () => {
  await tabTo((element) => element.role === 'radio' && element.textContent?.trim() === 'A')
  await press('{ArrowRight}')
  await tabToNamed('Preset:')
  await press(`{Enter}${presets[2].name}{Enter}`)
  expect(deepestFocus()?.ariaLabel).toBe(`Preset: ${presets[2].name}`)

  await tabTo((element) => element.role === 'radio' && element.textContent?.trim() === 'B')
  const b = source.getState().values
  await press('{ArrowLeft}')
  expect(source.getState().values).not.toEqual(b)
  await press('{ArrowRight}')
  expect(source.getState().values).toEqual(b)

  await tabToNamed('Help')
  await press('{Enter}')
  expect(deepestFocus()?.ariaLabel).toBe('Help')
  expect(deepestFocus()?.role).toBe('region')
  await press('{Escape}')
  expect(deepestFocus()?.localName).toBe('button')
})

test('a preset is saved under a name, renamed and deleted', async () => {
  await tabToParam('output')
  await press('3{Enter}')
  const openList = async () => {
    await tabToNamed('Preset:')
    await press('{Enter}')
  }
  await openList()
  const toAction = async (label: string) => {
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await press('{ArrowUp}')
      const list = deepestFocus()?.getRootNode() as ShadowRoot
      if (list.querySelector('.item.active')?.textContent?.trim().startsWith(label)) return
    }
    throw new Error(`no ${label}`)
  }
  await toAction('Save as')
  await press('{Enter}')
  await press('Mine{Enter}')
  await openList()
  expect(deepestFocus()?.ariaLabel).toBe('Search')
  await toAction('Rename')
  await press('{Enter}')
  await press('{Control>}a{/Control}Ours{Enter}')
  await tabToNamed('Preset: Ours')
  await press('{Enter}')
  await toAction('Delete')
  await press('{Enter}')
  await tabToNamed('Undo delete')
  await press('{Enter}')
  await tabToNamed('Preset: Ours')
})
