import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { FakeAccess, FakeController } from '../../../ui/midi/fake-midi.ts'
import { HostPage, toneFile } from '../host-page.ts'

/** The mixer with a controller in the place where the browser has its own. */

const asked = navigator.requestMIDIAccess
let host: HostPage
let controller: FakeController

beforeAll(async () => {
  localStorage.removeItem('twobus.midi')
  controller = new FakeController()
  const access = new FakeAccess(controller)
  Object.defineProperty(navigator, 'requestMIDIAccess', {
    value: async () => access.midi,
    configurable: true
  })
  host = await HostPage.open()
})
afterAll(async () => {
  await host.close()
  localStorage.removeItem('twobus.midi')
  Object.defineProperty(navigator, 'requestMIDIAccess', { value: asked, configurable: true })
})

const button = (text: string) =>
  host.all('button').find(({ textContent }) => textContent?.trim() === text)!
const fader = () => {
  const [track] = host.engine.session.tracks
  return host.engine.effect(track!.id, 'channel')!.get('fader' as never) as number
}
const savedFader = () => host.engine.session.tracks[0]!.strip.channel.values.fader

it('learns a fader of the mixer, moves it, records it, and takes it back in one step', async () => {
  host.drop([toneFile('Low.wav', 110)])
  await expect.poll(() => host.all('twobus-host-strip').length).toBe(3)
  host.named('MIDI').click()
  await expect.poll(() => button('Learn')).toBeDefined()
  button('Learn').click()
  const control = host.find('twobus-fader')
  await expect.poll(() => control.shadowRoot?.querySelector('.frame.mappable')).not.toBeNull()
  control.dispatchEvent(
    new PointerEvent('pointerdown', { bubbles: true, composed: true, button: 0 })
  )
  controller.cc(70, 40)
  await expect.poll(() => control.shadowRoot?.querySelector('.tag')?.textContent).toContain('CC 70')
  const before = fader()
  const endGesture = vi.spyOn(host.engine, 'endGesture')
  for (let value = 40; value <= 120; value += 4) controller.cc(70, value)
  expect(fader()).toBeGreaterThan(before)
  const moved = fader()
  await expect.poll(savedFader).toBe(moved)
  // The gesture ends when the hand rests.
  await expect.poll(() => endGesture.mock.calls.length).toBe(1)
  host.engine.undo()
  await expect.poll(fader).toBe(before)
  host.engine.redo()
  await expect.poll(fader).toBe(moved)
})
