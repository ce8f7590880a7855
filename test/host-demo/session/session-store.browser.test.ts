import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { effectDefinitions } from '../../../host-demo/audio/effect-modules.ts'
import { demoSession } from '../../../host-demo/session/demo-session.ts'
import { setTitle } from '../../../host-demo/session/session-edits.ts'
import { makeSession, makeTrack } from '../../../host-demo/session/session-makers.ts'
import { SessionStore } from '../../../host-demo/session/session-store.ts'

const definitions = effectDefinitions()
const clip = { source: 'file:a1', fileName: 'a.wav', channels: 2 }
const session = makeSession([makeTrack(clip, 0)])

let name: string
let stores: SessionStore[]
let problems: string[]

beforeEach(() => {
  name = `test ${crypto.randomUUID()}`
  stores = []
  problems = []
})

afterEach(async () => {
  await Promise.all(stores.map((store) => store.dispose()))
  indexedDB.deleteDatabase(name)
})

/** Opens the store as a reload of the page would. */
async function visit(): Promise<SessionStore> {
  const store = await SessionStore.open((problem) => problems.push(problem), name)
  stores.push(store)
  return store
}

async function putRaw(document: unknown): Promise<void> {
  await visit()
  const db = await openDB(name)
  await db.put('sessions', document, 'current')
  db.close()
}

describe('a reload', () => {
  it('finds the session that was saved last', async () => {
    const store = await visit()
    store.save(session)
    store.save(setTitle(session, 'Later'))
    await store.flush()
    const { session: loaded, problems: told } = await (await visit()).load(definitions)
    expect(loaded?.title).toBe('Later')
    expect(told).toEqual([])
  })

  it('finds a session that was saved only as the page was left', async () => {
    const store = await visit()
    store.save(session)
    window.dispatchEvent(new Event('pagehide'))
    const { session: loaded } = await (await visit()).load(definitions)
    expect(loaded?.tracks).toHaveLength(1)
  })

  it('finds dropped audio byte for byte', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(10_000))
    await (await visit()).putAudio('file:a1', 'a.wav', bytes.buffer)
    const kept = await (await visit()).getAudio('file:a1')
    expect(new Uint8Array(kept ?? new ArrayBuffer(0))).toEqual(bytes)
  })

  it('finds nothing on the first visit, and says nothing', async () => {
    expect(await (await visit()).load(definitions)).toEqual({ session: undefined, problems: [] })
  })
})

describe('documents that cannot be read', () => {
  it('a newer session is set aside unchanged and named in a sentence', async () => {
    const newer = { ...demoSession(), version: 9, hologram: true }
    await putRaw(newer)
    const store = await visit()
    const { session: loaded, problems: told } = await store.load(definitions)
    expect(loaded).toBeUndefined()
    expect(told[0]).toMatch(/newer version.*set aside/)
    store.save(session)
    await store.flush()
    const kept = await (await visit()).setAside()
    expect([...kept.values()]).toEqual([newer])
  })

  it('rubbish is set aside too', async () => {
    await putRaw('not a session')
    const store = await visit()
    expect((await store.load(definitions)).problems).toHaveLength(1)
    expect([...(await store.setAside()).values()]).toEqual(['not a session'])
  })

  it('a session with an unknown effect is loaded without it, and kept whole aside', async () => {
    const strange = structuredClone(demoSession()) as ReturnType<typeof demoSession>
    const insert = {
      id: 'x',
      effect: 'flanger',
      state: { effect: 'flanger', version: 1, values: {} }
    }
    const document = { ...strange, mixBus: { ...strange.mixBus, inserts: [insert] } }
    await putRaw(document)
    const store = await visit()
    const { session: loaded, problems: told } = await store.load(definitions)
    expect(loaded?.mixBus.inserts).toEqual([])
    expect(told[0]).toContain('flanger')
    expect([...(await store.setAside()).values()]).toEqual([document])
  })
})

describe('audio that no track plays', () => {
  it('is removed', async () => {
    const store = await visit()
    await store.putAudio('file:a1', 'a.wav', new ArrayBuffer(8))
    await store.putAudio('file:b2', 'b.wav', new ArrayBuffer(8))
    await store.dropUnusedAudio(session)
    expect(await store.getAudio('file:a1')).toBeDefined()
    expect(await store.getAudio('file:b2')).toBeUndefined()
  })

  it('stays while a session that was set aside names it', async () => {
    await putRaw({ version: 9, tracks: [{ clip: { source: 'file:b2' } }] })
    const store = await visit()
    await store.load(definitions)
    await store.putAudio('file:b2', 'b.wav', new ArrayBuffer(8))
    await store.dropUnusedAudio(session)
    expect(await store.getAudio('file:b2')).toBeDefined()
  })
})

it('a save that fails is told in a sentence and does not throw', async () => {
  const store = await visit()
  const broken = { ...session, title: (() => 'no data') as unknown as string }
  store.save(broken)
  await store.flush()
  expect(problems[0]).toMatch(/could not be saved/)
})
