import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { addInsert } from '../../../../host-demo/session/session-edits.ts'
import { makeInsert } from '../../../../host-demo/session/session-makers.ts'
import { click, doubleClick, drag, middleOf } from '../../../ui/core/pointer.ts'
import { HostPage, toneFile } from '../host-page.ts'

let host: HostPage

const openWithTracks = async () => {
  host = await HostPage.openWithTracks()
}
afterEach(() => host.close())

const track = (index: number) => host.engine.session.tracks[index]!
const openEditor = () => host.all('twobus-host-drawer')[0]

describe('the empty host', () => {
  beforeEach(async () => {
    host = await HostPage.open()
  })

  it('says how tracks come, and exports nothing', () => {
    expect(host.find('twobus-host-empty').shadowRoot?.textContent).toContain('Drop audio files')
    expect(host.find('button.primary').matches(':disabled')).toBe(true)
  })

  it('makes tracks of dropped audio and tells why of what is none', async () => {
    const letter = new File(['dear listener'], 'letter.txt')
    host.drop([toneFile('01 Low.wav', 110), letter, toneFile('02 High.wav', 880)])
    await expect.poll(() => host.all('twobus-host-strip').length).toBe(4)
    await expect.poll(() => host.all('[role=alert]').length).toBe(1)
    expect(host.find('[role=alert]').textContent).toContain('"letter.txt" is no audio')
    // The notice slides in; a hand waits until it stands.
    await host.settle()
    await click(middleOf(host.named('Dismiss')))
    await expect.poll(() => host.all('[role=alert]').length).toBe(0)
    expect(host.all('[role=group]').map((group) => group.ariaLabel)).toEqual(
      expect.arrayContaining(['Low', 'High', 'Mix bus', 'Master'])
    )
  })
})

describe('the transport', () => {
  beforeEach(openWithTracks)

  it('plays and pauses by the space bar', async () => {
    await click(middleOf(host.find('h1')))
    await userEvent.keyboard(' ')
    await expect.poll(() => host.engine.transport.playing).toBe(true)
    await expect.poll(() => host.engine.transport.positionSeconds).toBeGreaterThan(0.1)
    await expect
      .poll(() => host.engine.effect('masterBus', 'channel')?.meter('peakLeft'))
      .toBeGreaterThan(-40)
    await userEvent.keyboard(' ')
    expect(host.engine.transport.playing).toBe(false)
  })

  it('leaves the space bar to a button that was reached by keyboard', async () => {
    host.named('Mute Low').focus()
    await userEvent.keyboard('{ArrowLeft} ')
    expect(track(0).strip.mute).toBe(true)
    expect(host.engine.transport.playing).toBe(false)
    await userEvent.keyboard(' ')
    expect(track(0).strip.mute).toBe(false)
  })

  it('takes the space bar after a click on a button', async () => {
    await click(middleOf(host.named('Mute Low')))
    await userEvent.keyboard(' ')
    expect(track(0).strip.mute).toBe(true)
    await expect.poll(() => host.engine.transport.playing).toBe(true)
    await userEvent.keyboard(' m')
    expect(track(0).strip.mute).toBe(false)
    expect(host.engine.transport.playing).toBe(false)
  })

  it('goes where the lanes are clicked', async () => {
    const lanes = host.find('.lanes')
    await click(middleOf(lanes))
    const { durationSeconds } = host.engine.transport
    const shown = Number(lanes.getAttribute('aria-valuemax'))
    // Half of what is shown, within a pixel of 1324 and the frame of a click.
    expect(host.engine.transport.positionSeconds).toBeCloseTo(
      Math.min(shown / 2, durationSeconds),
      1
    )
  })

  it('moves the playhead bar by bar and beat by beat', async () => {
    host.find('.lanes').focus()
    await userEvent.keyboard('{Home}{ArrowRight}')
    expect(host.engine.transport.positionSeconds).toBeCloseTo(2)
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}')
    expect(host.engine.transport.positionSeconds).toBeCloseTo(2.5)
    expect(host.find('.lanes').getAttribute('aria-valuetext')).toContain('bar 2.2.1')
  })

  it('loops what is dragged on the ruler, in whole bars, as one step', async () => {
    const ruler = host.find('twobus-host-ruler').getBoundingClientRect()
    const at = (seconds: number) => ({
      x: ruler.left + (seconds / 8) * ruler.width,
      y: ruler.top + 10
    })
    await drag(at(0.2), at(3.8))
    expect(host.engine.session.loop).toEqual({ start: 0, end: 4, on: true })
    await userEvent.keyboard('l')
    expect(host.engine.session.loop.on).toBe(false)
    await userEvent.keyboard('{Control>}z{/Control}')
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(host.engine.session.loop.end).toBe(0)
  })
})

describe('a section', () => {
  beforeEach(openWithTracks)

  it('is looped by a double-click', async () => {
    const sections = [
      { bar: 1, name: 'One' },
      { bar: 2, name: 'Two' }
    ]
    host.engine.edit((session) => ({ ...session, sections }))
    await host.settle()
    const [first] = host.all('twobus-host-ruler')[0]!.shadowRoot!.querySelectorAll('button')
    await doubleClick(middleOf(first!))
    expect(host.engine.session.loop).toEqual({ start: 0, end: 2, on: true })
    expect(host.engine.transport.positionSeconds).toBe(0)
  })
})

describe('a strip', () => {
  beforeEach(openWithTracks)

  it('solos by its key while it is chosen, and silences the others', async () => {
    await click(middleOf(host.find('twobus-host-strip-name')))
    await userEvent.keyboard('s')
    await host.settle()
    expect(host.named('Solo Low').ariaPressed).toBe('true')
    expect(host.all('.strip.silent').map((strip) => strip.ariaLabel)).toEqual(['High'])
    await userEvent.keyboard('s')
    expect(track(0).strip.solo).toBe(false)
  })

  it('moves its fader under the hand and undoes the move at once', async () => {
    const fader = host.find('twobus-fader .travel, .travel[aria-label=Fader]')
    const fromDb = Number(host.engine.effect(track(0).id, 'channel')?.get('fader'))
    await drag(middleOf(fader), middleOf(fader, 0, 40))
    await host.settle()
    const toDb = Number(host.engine.effect(track(0).id, 'channel')?.get('fader'))
    expect(toDb).toBeLessThan(fromDb - 1)
    expect(track(0).strip.channel.values.fader).toBe(toDb)
    await click(middleOf(host.named('Undo')))
    expect(host.engine.effect(track(0).id, 'channel')?.get('fader')).toBe(fromDb)
  })

  it('is renamed in place', async () => {
    host.find('twobus-host-strip-name').focus()
    await userEvent.keyboard('{F2}Bass m{Enter}')
    expect(track(0).name).toBe('Bass m')
    expect(track(0).strip.mute).toBe(false)
  })

  it('hands the focus to the same control of its neighbor', async () => {
    host.named('Mute Low').focus()
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt} ')
    expect(track(1).strip.mute).toBe(true)
  })
})

describe('inserts', () => {
  beforeEach(openWithTracks)

  const effectsOfFirst = () => track(0).strip.inserts.map(({ effect }) => effect)
  const inEditor = (selector: string) => openEditor()?.shadowRoot?.querySelector(selector)
  const giveFirst = async (...effects: readonly string[]) => {
    for (const effect of effects) {
      host.engine.edit((session) => addInsert(session, track(0).id, makeInsert(effect)))
    }
    await host.engine.graph.update(host.engine.session)
    await host.settle()
  }

  it('come by the plus menu and open their editor', async () => {
    await click(middleOf(host.named('Add an effect to Low')))
    const item = () =>
      host.all('[role=menuitem]').find(({ textContent }) => textContent?.includes('Compressor'))
    await expect.poll(item).toBeDefined()
    item()!.click()
    await expect.poll(() => inEditor('twobus-compressor')).toBeTruthy()
    expect(effectsOfFirst()).toEqual(['compressor'])
  })

  it('open an equalizer from its picture, and step to the next', async () => {
    await giveFirst('compressor')
    await click(middleOf(host.named('Add an equalizer to Low')))
    await expect.poll(() => inEditor('twobus-eq')).toBeTruthy()
    await expect.poll(() => openEditor()?.shadowRoot?.activeElement?.ariaLabel).toBe('Close')
    expect(effectsOfFirst()).toEqual(['eq', 'compressor'])
    await host.settle()
    await click(middleOf(host.named('Next insert')))
    await expect.poll(() => inEditor('twobus-compressor')).toBeTruthy()
    await userEvent.keyboard('{Escape}')
    await expect.poll(openEditor).toBeUndefined()
  })

  it('switch off, move and go by keys', async () => {
    await giveFirst('eq', 'compressor')
    const first = track(0).strip.inserts[0]!
    host.find('twobus-host-insert').focus()
    await userEvent.keyboard('b')
    expect(host.engine.effect(track(0).id, first.id)?.get('bypass')).toBe(true)
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
    expect(effectsOfFirst()).toEqual(['compressor', 'eq'])
    await host.settle()
    await userEvent.keyboard('{Delete}')
    expect(effectsOfFirst()).toEqual(['compressor'])
  })
})

describe('the top bar', () => {
  beforeEach(openWithTracks)

  it('compares with the raw stems', async () => {
    await click(middleOf(host.find('h1')))
    await userEvent.keyboard('c')
    expect(host.engine.compare.mode).toBe('raw')
    await host.settle()
    await click(middleOf(host.named('End the comparison')))
    expect(host.engine.compare.mode).toBe('off')
  })

  it('turns the theme and keeps it', async () => {
    await click(middleOf(host.named('Light theme')))
    expect(document.documentElement.dataset.theme).toBe('light')
    expect(localStorage.getItem('twobus theme')).toBe('light')
    await host.settle()
    await click(middleOf(host.named('Dark theme')))
    expect(document.documentElement.dataset.theme).toBe('dark')
  })
})

describe('export', () => {
  const exportDialog = () => host.app.renderRoot.querySelector('twobus-host-export')!
  const dialog = () => exportDialog().shadowRoot!
  const buttons = () => Array.from(dialog().querySelectorAll<HTMLElement>('footer button'))
  const told = () => dialog().querySelector('footer p')?.textContent

  beforeEach(async () => {
    await openWithTracks()
    await click(middleOf(host.find('button.primary')))
    await expect.poll(() => buttons().length).toBe(2)
    await host.settle()
  })

  it('can be cancelled while it runs, and saves nothing then', async () => {
    const [cancel, start] = buttons()
    start!.click()
    // Not a task later: a song of four seconds is rendered in no time.
    await exportDialog().updateComplete
    expect(dialog().querySelector('[role=progressbar]')).not.toBeNull()
    cancel!.click()
    await expect.poll(told).toContain('Cancelled')
  })

  it('saves the mix and says what it is', async () => {
    const names: string[] = []
    host.app.addEventListener('click', (event) => {
      const link = event.composedPath()[0]
      if (!(link instanceof HTMLAnchorElement)) return
      names.push(link.download)
      event.preventDefault()
    })
    buttons()[1]!.click()
    await expect
      .poll(told)
      .toMatch(/Saved “Untitled mix\.wav”: 0:04\.0, 1\.5 MB, peak −\d+\.\d dBFS/)
    await expect.poll(() => names).toEqual(['Untitled mix.wav'])
    buttons()[0]!.click()
    await expect.poll(() => dialog().querySelector('dialog')).toBeNull()
  })
})

describe('the layout', () => {
  beforeEach(openWithTracks)

  it('shows one strip at a time where there is little room, chosen by its name', async () => {
    await page.viewport(340, 720)
    await expect.poll(() => host.all('[role=tab]').length).toBe(4)
    const [first, second] = host.all('[role=tab]')
    await click(middleOf(second!))
    await host.settle()
    expect(host.all('twobus-host-strip').map((strip) => strip.getAttribute('name'))).toEqual([
      'High'
    ])
    second!.focus()
    await userEvent.keyboard('{ArrowLeft}')
    await expect.poll(() => first!.ariaSelected).toBe('true')
    expect(document.documentElement.scrollWidth).toBe(340)
  })

  it('keeps mix bus and master in sight beside many tracks', async () => {
    await page.viewport(760, 720)
    await expect.poll(() => host.all('twobus-host-strip').length).toBe(4)
    const master = host.all('twobus-host-strip').at(-1)!.getBoundingClientRect()
    expect(master.right).toBe(760)
  })

  for (const theme of ['dark', 'light'] as const) {
    it(`holds what axe checks, ${theme}`, async () => {
      document.documentElement.dataset.theme = theme
      document.documentElement.lang = 'en'
      document.documentElement.style.colorScheme = theme
      document.title = 'Twobus'
      await host.settle()
      const { violations } = await axe.run(host.app, { resultTypes: ['violations'] })
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([])
    })
  }
})
