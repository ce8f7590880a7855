import { afterEach, describe, expect, it } from 'vitest'
import { loadStandardizedFamily } from '../../../host-demo/audio/audio-family.ts'
import type { EngineOptions } from '../../../host-demo/audio/engine-options.ts'
import { MixEngine } from '../../../host-demo/audio/mix-engine.ts'
import { waitUntil } from '../../../host-demo/audio/wait-until.ts'
import { wavBlob } from '../../../host-demo/export/wav-writer.ts'
import { demoSession } from '../../../host-demo/session/demo-session.ts'
import { findStrip, type Session } from '../../../host-demo/session/session.ts'
import {
  addInsert,
  setEffectValues,
  setMute,
  setSolo
} from '../../../host-demo/session/session-edits.ts'
import { makeInsert } from '../../../host-demo/session/session-makers.ts'
import { SessionStore } from '../../../host-demo/session/session-store.ts'
import { sine } from '../../support/signals.ts'
import { plainTrack, sessionOf } from './test-session.ts'

const eq = makeInsert('eq', {}, 'eq-1')
const session = addInsert(sessionOf(plainTrack('one'), plainTrack('two')), 'one', eq)
const wav = new File([wavBlob([sine(440, 3, 48000, 0.5)], 48000)], 'tone.wav')
const engines: MixEngine[] = []

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.dispose()))
})

async function open(options: EngineOptions = { session }): Promise<MixEngine> {
  const engine = await MixEngine.open({ demoUrl: '/demo-song/', ...options })
  engines.push(engine)
  return engine
}

function valueIn(document: Session, strip: string, key: string, id: string): unknown {
  const nodes = findStrip(document, strip)
  const state = key === 'channel' ? nodes?.channel : nodes?.inserts.find((i) => i.id === key)?.state
  return state?.values[id]
}

/** Lets the moves of this task reach the session. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve))

describe('knobs and the session', () => {
  it('a fader moved on the effect is saved in the session and undone from there', async () => {
    const engine = await open()
    engine.effect('one', 'channel')?.set('fader', -12, 'hand')
    await settle()
    expect(valueIn(engine.session, 'one', 'channel', 'fader')).toBe(-12)
    engine.undo()
    expect(engine.effect('one', 'channel')?.get('fader')).toBe(0)
    expect(engine.session).toBe(session)
    engine.redo()
    expect(engine.effect('one', 'channel')?.get('fader')).toBe(-12)
  })

  it('a move of many steps within a gesture is undone at once', async () => {
    const engine = await open()
    engine.beginGesture()
    for (const fader of [-1, -2, -3]) {
      engine.effect('one', 'channel')?.set('fader', fader, 'hand')
      await settle()
    }
    engine.endGesture()
    engine.undo()
    expect(engine.session).toBe(session)
    expect(engine.canUndo).toBe(false)
  })

  it('many values at once, as a preset sets them, are one step', async () => {
    const engine = await open()
    engine.effect('one', 'eq-1')?.setMany({ 'band2.enabled': true, 'band2.gain': 3 }, 'hand')
    await settle()
    expect(valueIn(engine.session, 'one', 'eq-1', 'band2.gain')).toBe(3)
    engine.undo()
    expect(engine.effect('one', 'eq-1')?.get('band2.enabled')).toBe(false)
    expect(engine.canUndo).toBe(false)
  })

  it('undo itself is no new step', async () => {
    const engine = await open()
    engine.effect('one', 'channel')?.set('pan', 30, 'hand')
    await settle()
    engine.undo()
    await settle()
    expect(engine.canUndo).toBe(false)
    expect(engine.canRedo).toBe(true)
  })
})

describe('a session that is refused', () => {
  it.each([[null], [{}], ['{"tracks":[]}'], [{ version: 99, tracks: [] }]])(
    '(%j) changes nothing',
    async (json) => {
      const engine = await open()
      engine.edit((next) => setMute(next, 'one', true))
      const before = engine.session
      expect(await engine.openSession(json)).toHaveLength(1)
      expect(engine.session).toBe(before)
      expect(engine.canUndo).toBe(true)
    }
  )
})

describe('a value that the session moves', () => {
  it('compares no other insert of its strip', async () => {
    const two = addInsert(session, 'one', makeInsert('compressor', {}, 'comp-1'))
    const engine = await open({ session: two })
    const read: string[] = []
    for (const key of ['channel', 'eq-1', 'comp-1']) {
      const effect = engine.effect('one', key)!
      const getState = effect.getState.bind(effect)
      effect.getState = () => {
        read.push(key)
        return getState()
      }
    }
    engine.edit((next) => setEffectValues(next, 'one', 'eq-1', { output: -3 }))
    expect(engine.effect('one', 'eq-1')?.get('output')).toBe(-3)
    expect(read).toEqual(['eq-1'])
    engine.undo()
    expect(read).toEqual(['eq-1', 'eq-1'])
  })
})

describe('mute and solo', () => {
  it('solo mutes the other channel without writing its mute into the session', async () => {
    const engine = await open()
    engine.edit((next) => setSolo(next, 'one', true))
    await settle()
    expect(engine.effect('two', 'channel')?.get('mute')).toBe(true)
    expect(findStrip(engine.session, 'two')?.mute).toBe(false)
    engine.undo()
    expect(engine.effect('two', 'channel')?.get('mute')).toBe(false)
    expect(engine.canUndo).toBe(false)
  })

  it("a mute switched on the channel itself becomes the strip's mute", async () => {
    const engine = await open()
    engine.effect('one', 'channel')?.set('mute', true, 'hand')
    expect(findStrip(engine.session, 'one')?.mute).toBe(true)
    engine.edit((next) => setMute(next, 'one', false))
    expect(engine.effect('one', 'channel')?.get('mute')).toBe(false)
  })
})

describe('a page without shared memory', () => {
  it('plays, shows levels and follows the fader all the same', async () => {
    const engine = await open({ session, transport: 'message' })
    await engine.addFiles([wav])
    const master = () => engine.effect('masterBus', 'channel')?.meter('peakLeft') ?? -Infinity
    // Messages come only while someone reads, as a meter on screen does.
    const watch = async (seconds: number) => {
      const end = engine.context.currentTime + seconds
      while (engine.context.currentTime < end) {
        master()
        await waitUntil(engine.context, engine.context.currentTime + 0.05)
      }
    }
    await engine.transport.play()
    await watch(0.4)
    const playing = master()
    expect(playing).toBeGreaterThan(-20)
    engine.effect('masterBus', 'channel')?.set('fader', -Infinity, 'hand')
    await watch(1)
    // A peak falls 11.8 dB in this second, less what setting and telling take.
    expect(master()).toBeLessThan(playing - 8)
  })
})

describe('structure', () => {
  it('an insert that undo takes away comes back with its values by redo', async () => {
    const engine = await open()
    const added = makeInsert('eq', { 'band1.enabled': true }, 'eq-2')
    engine.edit((next) => addInsert(next, 'two', added))
    await engine.graph.update(engine.session)
    engine.undo()
    await engine.graph.update(engine.session)
    expect(engine.effect('two', 'eq-2')).toBeUndefined()
    engine.redo()
    await engine.graph.update(engine.session)
    expect(engine.effect('two', 'eq-2')?.get('band1.enabled')).toBe(true)
  })

  it('knobs of an insert that came later are saved too', async () => {
    const engine = await open()
    engine.edit((next) => addInsert(next, 'two', makeInsert('eq', {}, 'eq-2')))
    await engine.graph.update(engine.session)
    engine.effect('two', 'eq-2')?.set('output', -3, 'hand')
    await settle()
    expect(valueIn(engine.session, 'two', 'eq-2', 'output')).toBe(-3)
  })

  it('a menu of inserts offers every effect but the channel', async () => {
    const engine = await open()
    const ids = engine.insertChoices.map((choice) => choice.id)
    expect(ids).toContain('eq')
    expect(ids).not.toContain('channel')
  })
})

describe('files', () => {
  it('a dropped file plays as a new track, another that is no audio is refused', async () => {
    const engine = await open()
    const problems = await engine.addFiles([wav, new File(['no'], 'no.txt')])
    expect(problems).toHaveLength(1)
    expect(engine.session.tracks.at(-1)?.name).toBe('tone')
    expect(engine.transport.durationSeconds).toBeCloseTo(3, 3)
  })

  it('session and dropped audio survive a reload', async () => {
    const name = `test ${crypto.randomUUID()}`
    const openStore = () => SessionStore.open(() => undefined, name)
    const first = await MixEngine.open({ store: await openStore(), demoUrl: '/demo-song/' })
    await first.loading
    await first.addFiles([wav])
    first.effect('bass', 'channel')?.set('fader', -20, 'hand')
    await first.dispose()
    const second = await open({ store: await openStore() })
    await second.loading
    expect(second.problems).toEqual([])
    expect(second.session.tracks).toHaveLength(9)
    expect(second.effect('bass', 'channel')?.get('fader')).toBe(-20)
    expect(second.clips.buffers.size).toBe(9)
    indexedDB.deleteDatabase(name)
  })

  it('a session file that is none is refused and the open one stays', async () => {
    const engine = await open()
    expect(await engine.openSession({ hello: 1 })).toHaveLength(1)
    expect(engine.session).toBe(session)
  })
})

describe('the demo song', () => {
  it('plays and is metered', async () => {
    const engine = await open({})
    await engine.loading
    expect(engine.problems).toEqual([])
    expect(engine.session.title).toBe(demoSession().title)
    await engine.transport.play()
    await waitUntil(engine.context, engine.context.currentTime + 0.5)
    expect(engine.effect('masterBus', 'channel')?.meter('peakLeft')).toBeGreaterThan(-60)
    expect(engine.transport.positionSeconds).toBeGreaterThan(0)
  })

  it('plays on standardized-audio-context too', async () => {
    const engine = await open({ family: await loadStandardizedFamily() })
    await engine.loading
    await engine.transport.play()
    await waitUntil(engine.context, engine.context.currentTime + 0.5)
    expect(engine.problems).toEqual([])
    expect(engine.effect('masterBus', 'channel')?.meter('peakLeft')).toBeGreaterThan(-60)
  })
})
