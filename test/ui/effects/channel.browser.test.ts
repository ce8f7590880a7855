import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import '../../../ui/effects/channel/channel-editor.ts'
import { channel } from '../../../worklets/effects/channel/index.ts'
import { type MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { settled } from '../../support/settled.ts'
import { doubleClick, drag, middleOf } from '../core/pointer.ts'

let source: MeteredSource<typeof channel.definition>

beforeEach(async () => {
  ;({ source } = await mountEditor('twobus-channel', channel))
})

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
