import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { ChannelEditor } from '../../../ui/effects/channel/channel-editor.ts'
import '../../../ui/effects/channel/channel-editor.ts'
import { channelDefinition } from '../../../worklets/effects/channel/definition.ts'
import { doubleClick, drag, middleOf } from '../core/pointer.ts'
import { spilled } from './spilled.ts'

let editor: ChannelEditor
let source: LocalSource<typeof channelDefinition>

beforeEach(async () => {
  await page.viewport(1000, 800)
  source = new LocalSource(channelDefinition)
  editor = document.createElement('twobus-channel')
  editor.style.width = '900px'
  editor.effect = source
  document.body.append(editor)
  await settled()
})

afterEach(() => editor.remove())

async function settled(): Promise<void> {
  await editor.updateComplete
  await new Promise((done) => setTimeout(done, 60))
}

const slider = (name: string) => page.getByRole('slider', { name }).element() as HTMLElement

describe('the fader', () => {
  it('is drawn down by hand and comes back to 0 dB by a double-click', async () => {
    const from = middleOf(slider('Fader'))
    await drag(from, { x: from.x, y: from.y + 60 })
    await settled()
    expect(source.get('fader')).toBeLessThan(-6)
    await doubleClick(middleOf(slider('Fader')))
    expect(source.get('fader')).toBe(0)
  })
})

describe('the keyboard', () => {
  it('pans, mutes and turns the polarity', async () => {
    slider('Pan').focus()
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(source.get('pan')).toBeLessThan(0)
    for (const [name, id] of [
      ['Mute', 'mute'],
      ['Invert left', 'invertLeft']
    ] as const) {
      const button = page.getByRole('switch', { name })
      ;(button.element() as HTMLElement).focus()
      await userEvent.keyboard(' ')
      expect(source.get(id)).toBe(true)
    }
  })
})

it.each([
  [900, 'dark'],
  [560, 'light'],
  [340, 'dark'],
  [320, 'light']
] as const)('at %i px in %s nothing is cut off or hard to read', async (width, theme) => {
  editor.theme = theme
  editor.style.width = `${width}px`
  // Colors change over 90 ms.
  for (let i = 0; i < 4; i++) await settled()
  expect(spilled(editor)).toEqual([])
  const { violations } = await axe.run(editor, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})
