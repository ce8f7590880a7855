import { afterAll, beforeAll, expect, it } from 'vitest'
import { FakeAccess, FakeController } from '../../../ui/midi/fake-midi.ts'
import { HostPage, toneFile } from '../host-page.ts'

/** The mixer with a Mackie Control on its strips. */

const asked = navigator.requestMIDIAccess
let host: HostPage
let unit: FakeController

const KEYS = ['twobus.midi', 'twobus.midi.surfaces', 'twobus.midi.places']
const track = (at: number) => host.engine.session.tracks[at]!
const fader = (at: number) =>
  Number(host.engine.effect(track(at).id, 'channel')?.get('fader' as never))
const button = (text: string) =>
  host.all('button').find(({ textContent }) => textContent?.trim() === text)!
const press = (key: number) => {
  unit.note(key, 127)
  unit.note(key, 0)
}

beforeAll(async () => {
  for (const key of KEYS) localStorage.removeItem(key)
  unit = new FakeController('X-Touch', '')
  Object.defineProperty(navigator, 'requestMIDIAccess', {
    value: async () => Object.assign(new FakeAccess(unit), { sysexEnabled: true }).midi,
    configurable: true
  })
  host = await HostPage.open()
})

afterAll(async () => {
  await host.close()
  for (const key of KEYS) localStorage.removeItem(key)
  Object.defineProperty(navigator, 'requestMIDIAccess', { value: asked, configurable: true })
})

it('takes a device for a Mackie Control at a press in the panel', async () => {
  host.drop([toneFile('Low.wav', 110), toneFile('High.wav', 440)])
  await expect.poll(() => host.engine.session.tracks.length).toBe(2)
  host.named('MIDI').click()
  await expect.poll(() => button('Connect controllers')).toBeDefined()
  button('Connect controllers').click()
  await expect.poll(() => button('Mackie Control')).toBeDefined()
  button('Mackie Control').click()
  await expect.poll(() => host.all('twobus-mackie-card').length).toBe(1)
  unit.note(0x5d, 0)
  await expect.poll(() => unit.sent).toContainEqual([0x90, 0x10, 0])
})

it('moves a fader of the mixer by one of the surface, in one step to undo', async () => {
  const before = fader(1)
  unit.note(0x69, 127)
  for (const value of [9000, 6000, 3000]) unit.bend(value, 2)
  expect(fader(1)).toBeLessThan(before)
  const moved = fader(1)
  unit.note(0x69, 0)
  await expect.poll(() => track(1).strip.channel.values.fader).toBe(moved)
  host.engine.undo()
  await expect.poll(() => fader(1)).toBe(before)
})

it('sends the motors where the mixer moves its faders', async () => {
  unit.sent.length = 0
  host.engine.effect(track(0).id, 'channel')?.set('fader' as never, 12 as never)
  await expect.poll(() => unit.sent).toContainEqual([0xe0, 15_935 & 127, 15_935 >> 7])
})

it('mutes, solos and selects, and lights the lamps of what is on', async () => {
  press(0x10)
  press(0x09)
  press(0x19)
  expect([track(0).strip.mute, track(1).strip.solo]).toEqual([true, true])
  expect(host.app.selected).toBe(track(1).id)
  for (const key of [0x10, 0x09, 0x19]) {
    await expect.poll(() => unit.sent).toContainEqual([0x90, key, 127])
  }
})

it('plays, stops and loops', async () => {
  press(0x5e)
  await expect.poll(() => host.engine.transport.playing).toBe(true)
  press(0x5d)
  await expect.poll(() => host.engine.transport.playing).toBe(false)
  press(0x56)
  expect(host.engine.session.loop.on).toBe(true)
})

it('has the open effect on its encoders', async () => {
  host.app.open({ strip: track(0).id, insert: 'channel' })
  press(0x2b)
  const channel = host.engine.effect(track(0).id, 'channel')
  const before = Number(channel?.get('trim' as never))
  unit.cc(0x10, 3)
  expect(Number(channel?.get('trim' as never))).toBeGreaterThan(before)
})

it('shows on the console which strips it holds', async () => {
  const row = () => host.all('twobus-host-surface-row .pill, .pill')
  await expect.poll(() => row()[0]?.textContent).toContain('X-Touch holds strips 1 to 3')
  await expect.poll(() => host.all('.bracket').filter(({ hidden }) => !hidden).length).toBe(2)
  const bracket = host.all('.bracket')[0]!.getBoundingClientRect()
  const strips = host.all('twobus-host-strip').map((each) => each.getBoundingClientRect())
  expect(bracket.left).toBeGreaterThanOrEqual(strips[0]!.left)
  expect(bracket.right).toBeLessThanOrEqual(strips[2]!.right)
})
