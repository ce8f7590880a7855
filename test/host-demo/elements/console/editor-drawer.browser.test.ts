import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { makeInsert } from '../../../../host-demo/session/session-makers.ts'
import { plainTrack, sessionOf } from '../../audio/test-session.ts'
import { HostPage } from '../host-page.ts'

const TRACK = 'one'
const INSERT = 'eq-1'

let host: HostPage

beforeEach(async () => {
  host = await HostPage.open(sessionOf(plainTrack(TRACK, [makeInsert('eq', {}, INSERT)])))
  const detail = { strip: TRACK, insert: INSERT }
  host.app.dispatchEvent(new CustomEvent('openinsert', { detail }))
  await expect.poll(() => host.all('twobus-eq').length).toBe(1)
  await host.settle()
  host.all('[role=tab]', host.find('twobus-host-drawer').shadowRoot!)[2]!.click()
  await expect.poll(() => host.all('[param="band3.enabled"]').length).toBe(1)
})
afterEach(() => host.close())

const effect = () => host.engine.effect(TRACK, INSERT)!
const channel = () => host.engine.effect(TRACK, 'channel')!

/** All that sounds, as the effects have it, and which preset the editor shows. */
function state() {
  const preset = host.find('.preset').textContent?.trim()
  return { eq: effect().getState().values, channel: channel().getState().values, preset }
}

async function press(keys: string): Promise<void> {
  await userEvent.keyboard(keys)
  await host.settle()
}

interface Change {
  readonly focus: () => HTMLElement
  readonly keys: string
}

const enable: Change = { focus: () => host.find('[param="band3.enabled"]'), keys: ' ' }
const frequency: Change = {
  focus: () => host.find('[param="band3.frequency"]'),
  keys: '{ArrowUp}{ArrowUp}{ArrowUp}'
}
const fader: Change = {
  focus: () => host.all('twobus-fader', host.find('twobus-host-strip').shadowRoot!)[0]!,
  keys: '{ArrowDown}'
}
const gain: Change = { focus: () => host.find('[param="band3.gain"]'), keys: '{PageUp}' }
const preset: Change = { focus: () => host.named('Next preset'), keys: '{Enter}' }
const slot: Change = {
  focus: () => host.find('.slots [aria-checked="true"]'),
  keys: '{ArrowRight}'
}
const mute: Change = { focus: () => host.named('Mute one'), keys: 'm' }
const CHANGES = [enable, frequency, fader, gain, preset, slot, fader, enable, mute]

async function make(changes: readonly Change[]) {
  const states = [state()]
  for (const { focus, keys } of changes) {
    focus().focus()
    await press(keys)
    const next = state()
    expect(next).not.toEqual(states.at(-1))
    states.push(next)
  }
  return states
}

describe('undo with an editor open', () => {
  for (const [where, focus] of [
    ['in the editor', [preset.focus]],
    ['in the host', [fader.focus]],
    ['now here, now there', [fader.focus, preset.focus]]
  ] as const) {
    it(`takes back each change by one step, in order, by keys ${where}`, async () => {
      const states = await make(CHANGES)
      for (let step = CHANGES.length; step > 0; step--) {
        expect(host.engine.canUndo).toBe(true)
        focus[step % focus.length]!().focus()
        await press('{Control>}z{/Control}')
        expect(state()).toEqual(states[step - 1])
      }
      expect(host.engine.canUndo).toBe(false)
      for (let step = 1; step <= CHANGES.length; step++) {
        focus[step % focus.length]!().focus()
        await press('{Control>}{Shift>}z{/Shift}{/Control}')
        expect(state()).toEqual(states[step])
      }
      expect(host.engine.canRedo).toBe(false)
    })
  }

  it("has the host's steps behind the editor's own buttons", async () => {
    const states = await make([fader, enable])
    await host.settle()
    const button = (label: string) =>
      host.find(`twobus-button[label="${label}"]`).shadowRoot!.querySelector('button')!
    button('Undo').click()
    await host.settle()
    expect(state()).toEqual(states[1])
    button('Undo').click()
    await host.settle()
    expect(state()).toEqual(states[0])
    expect(button('Undo').disabled).toBe(true)
    button('Redo').click()
    await host.settle()
    expect(state()).toEqual(states[1])
  })
})
