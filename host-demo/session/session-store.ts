import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { type Definitions, readSession } from './read-session.ts'
import type { Session } from './session.ts'

/** Saves wait this long for the next change, so that a fader's move is written once. */
const SAVE_DELAY_MS = 500

const CURRENT = 'current'

interface StoredAudio {
  readonly fileName: string
  readonly bytes: ArrayBuffer
}

interface Schema extends DBSchema {
  sessions: { key: string; value: unknown }
  audio: { key: string; value: StoredAudio }
}

export interface StoreReading {
  /** Undefined where nothing is saved, or what is saved cannot be used. */
  readonly session: Session | undefined
  readonly problems: readonly string[]
}

/**
 * Keeps the session and dropped audio in the browser (IndexedDB), so that they survive a reload.
 * A document that cannot be read is set aside under a name of its own and never overwritten.
 */
export class SessionStore {
  readonly #db: IDBPDatabase<Schema>
  readonly #onProblem: (problem: string) => void
  #pending: Session | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<void> = Promise.resolve()
  readonly #leave = () => void this.flush()
  readonly #hide = () => {
    if (document.visibilityState === 'hidden') void this.flush()
  }

  private constructor(db: IDBPDatabase<Schema>, onProblem: (problem: string) => void) {
    this.#db = db
    this.#onProblem = onProblem
    // A phone that switches away may never show the page again and sends only visibilitychange.
    globalThis.addEventListener('pagehide', this.#leave)
    document.addEventListener('visibilitychange', this.#hide)
  }

  /** @throws Error where the browser keeps nothing (private windows, full disk). */
  static async open(onProblem: (problem: string) => void, name = 'twobus'): Promise<SessionStore> {
    const db = await openDB<Schema>(name, 1, {
      upgrade(database) {
        database.createObjectStore('sessions')
        database.createObjectStore('audio')
      }
    })
    return new SessionStore(db, onProblem)
  }

  async load(definitions: Definitions): Promise<StoreReading> {
    const json = await this.#db.get('sessions', CURRENT)
    if (json === undefined) return { session: undefined, problems: [] }
    const reading = readSession(json, definitions)
    if (reading.session && reading.problems.length === 0) return reading
    // Whatever could not be read would be lost with the next save: keep the document as it is.
    const key = `set aside ${new Date().toISOString()}`
    await this.#db.put('sessions', json, key)
    if (reading.session) return reading
    await this.#db.delete('sessions', CURRENT)
    return {
      session: undefined,
      problems: [`${reading.refusal} It was set aside unchanged as "${key}".`]
    }
  }

  /** Documents that could not be read, by the name they were set aside under. */
  async setAside(): Promise<ReadonlyMap<string, unknown>> {
    const keys = (await this.#db.getAllKeys('sessions')).filter((key) => key !== CURRENT)
    const documents = await Promise.all(keys.map((key) => this.#db.get('sessions', key)))
    return new Map(keys.map((key, i) => [key, documents[i]]))
  }

  /** Saves soon; of several in a row the last. */
  save(session: Session): void {
    this.#pending = session
    this.#timer ??= setTimeout(() => void this.flush(), SAVE_DELAY_MS)
  }

  /** Writes what waits to be saved, and resolves when all is on disk. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const session = this.#pending
    this.#pending = undefined
    if (session) this.#saving = this.#write(session)
    return this.#saving
  }

  /** Keeps a dropped file under the source that its clip names. */
  async putAudio(source: string, fileName: string, bytes: ArrayBuffer): Promise<void> {
    await this.#db.put('audio', { fileName, bytes }, source)
  }

  async getAudio(source: string): Promise<ArrayBuffer | undefined> {
    return (await this.#db.get('audio', source))?.bytes
  }

  /** Removes audio that no track plays, neither of the session nor of one set aside. */
  async dropUnusedAudio(session: Session): Promise<void> {
    const aside = Array.from((await this.setAside()).values(), (json) => JSON.stringify(json))
    const documents = [JSON.stringify(session), ...aside]
    const sources = await this.#db.getAllKeys('audio')
    const unused = sources.filter((source) => !documents.some((json) => json?.includes(source)))
    await Promise.all(unused.map((source) => this.#db.delete('audio', source)))
  }

  async dispose(): Promise<void> {
    globalThis.removeEventListener('pagehide', this.#leave)
    document.removeEventListener('visibilitychange', this.#hide)
    await this.flush()
    this.#db.close()
  }

  async #write(session: Session): Promise<void> {
    try {
      await this.#db.put('sessions', session, CURRENT)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#onProblem(
        `The session could not be saved in this browser (${reason}). Free some space, or export the session to a file.`
      )
    }
  }
}
