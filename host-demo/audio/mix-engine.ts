import type { EffectDefinition } from '../../worklets/core/definition.ts'
import { demoSession } from '../session/demo-session.ts'
import { readSession } from '../session/read-session.ts'
import type { EffectKey, Session, StripId } from '../session/session.ts'
import { addTracks } from '../session/session-edits.ts'
import type { ChangeOptions } from '../session/session-history.ts'
import { makeTrack } from '../session/session-makers.ts'
import { type HostEffect, nativeFamily } from './audio-family.ts'
import { ClipLibrary, type LoadOptions, type LoadProgress } from './clip-library.ts'
import { effectDefinitions, insertDefinitions } from './effect-modules.ts'
import {
  type EngineOptions,
  type EngineParts,
  type PrintMaster,
  SAMPLE_RATE
} from './engine-options.ts'
import { keepFiles } from './keep-files.ts'
import { MixGraph } from './mix-graph.ts'
import { RawCompare } from './raw-compare.ts'
import { RecordedHistory } from './recorded-history.ts'
import { trackSources } from './track-sources.ts'
import { Transport } from './transport.ts'
import { wakeContext } from './wake-context.ts'

/**
 * The demo host's engine: session, undo, audio graph, playback, clips and storage, wired together.
 * Nothing of it is visible. Knobs talk to the effects; what they move is written into the session,
 * and what undo or an edit changes in the session is set on the effects.
 *
 * Events: `session`, `structure`, `latencychange`, `contextstate`, `problem` (CustomEvent with a
 * sentence), `loadprogress` (CustomEvent of LoadProgress).
 */
export class MixEngine extends EventTarget {
  readonly context: AudioContext
  readonly graph: MixGraph
  readonly transport: Transport
  readonly clips: ClipLibrary
  readonly compare: RawCompare
  readonly history: RecordedHistory
  /** Resolves when the clips of the session are loaded. */
  loading: Promise<void> = Promise.resolve()
  readonly #options: EngineOptions
  readonly #sleep: () => void
  readonly #problems: string[] = []
  #opened: Session

  private constructor(options: EngineOptions, session: Session, parts: EngineParts) {
    super()
    const { context, compare, graph } = parts
    this.#options = options
    this.#opened = session
    this.context = context
    this.compare = compare
    this.graph = graph
    this.transport = new Transport(context, () => graph.latencyFrames / context.sampleRate)
    this.clips = new ClipLibrary({
      context,
      demoUrl: options.demoUrl ?? 'demo-song/',
      readAudio: (source) => options.store?.getAudio(source) ?? Promise.resolve(undefined)
    })
    this.history = new RecordedHistory(session)
    this.history.addEventListener('change', () => this.#followSession())
    this.#sleep = wakeContext(context)
    compare.measureWhile(() => this.transport.playing)
    this.#listen()
    this.#followGraph()
  }

  /** @throws Error that says what to do where the browser cannot run effects at all. */
  static async open(options: EngineOptions = {}): Promise<MixEngine> {
    const { family = nativeFamily, transport, store } = options
    const context = family.createContext({ sampleRate: options.sampleRate ?? SAMPLE_RATE })
    const stored = options.session ? undefined : await store?.load(effectDefinitions())
    const session = options.session ?? stored?.session ?? demoSession()
    const compare = await RawCompare.create(context, { family, transport })
    const destination = compare.mixInput
    const graph = await MixGraph.create(context, session, { destination, family, transport })
    const engine = new MixEngine(options, session, { context, compare, graph })
    await store?.dropUnusedAudio(session)
    for (const problem of [...(stored?.problems ?? []), ...graph.problems]) engine.#tell(problem)
    engine.#load()
    return engine
  }

  get session(): Session {
    return this.history.session
  }

  get canUndo(): boolean {
    return this.history.canUndo
  }

  get canRedo(): boolean {
    return this.history.canRedo
  }

  /** Whether the session differs from what was opened. */
  get dirty(): boolean {
    return this.session !== this.#opened
  }

  get sampleRate(): number {
    return this.context.sampleRate
  }

  get latencyFrames(): number {
    return this.graph.latencyFrames
  }

  /** Sentences about what went wrong so far. */
  get problems(): readonly string[] {
    return this.#problems
  }

  /** The effects that can be inserted: all but the channel, which every strip has. */
  get insertChoices(): readonly EffectDefinition[] {
    return insertDefinitions()
  }

  effect(strip: StripId, key: EffectKey): HostEffect | undefined {
    return this.graph.effect(strip, key)
  }

  /** Changes the session by one of the functions of `session-edits.ts`: one step of undo. */
  edit(change: (session: Session) => Session, options: ChangeOptions = {}): void {
    this.history.edit(change, options)
  }

  /** Everything until `endGesture` is one step of undo. */
  beginGesture(): void {
    this.history.beginGesture()
  }

  endGesture(): void {
    this.history.endGesture()
  }

  undo(): boolean {
    return this.history.undo()
  }

  redo(): boolean {
    return this.history.redo()
  }

  /** Dropped files become tracks. Returns a sentence for each that cannot be one. */
  async addFiles(files: readonly File[], options: LoadOptions = {}): Promise<readonly string[]> {
    const { clips, problems } = await keepFiles(files, {
      library: this.clips,
      store: this.#options.store,
      onProgress: options.onProgress
    })
    const first = this.session.tracks.length
    const tracks = clips.map((clip, i) => makeTrack(clip, first + i))
    if (tracks.length > 0) this.edit((session) => addTracks(session, tracks))
    await this.graph.update(this.session)
    return problems
  }

  openDemo(): Promise<void> {
    return this.#open(demoSession())
  }

  /** Opens a session document; returns a sentence for each part that could not be used. */
  async openSession(json: unknown): Promise<readonly string[]> {
    const reading = readSession(json, effectDefinitions())
    if (reading.session === undefined) return [reading.refusal]
    await this.#open(reading.session)
    return reading.problems
  }

  /** The session as it is now, once its clips are there: what an export renders. */
  async printMaster(): Promise<PrintMaster> {
    this.history.flush()
    const { session, clips } = this
    await this.loading
    return { session, clips, transport: this.#options.transport }
  }

  async dispose(): Promise<void> {
    this.#sleep()
    this.history.dispose()
    this.transport.dispose()
    await this.graph.dispose()
    this.compare.dispose()
    await this.#options.store?.dispose()
    await this.context.close()
  }

  async #open(session: Session): Promise<void> {
    this.history.flush()
    this.transport.stop()
    this.#opened = session
    this.history.reset(session)
    await this.graph.update(session)
    this.#load()
    await this.loading
  }

  #listen(): void {
    const pass = (source: EventTarget, type: string, as = type) =>
      source.addEventListener(type, () => this.dispatchEvent(new Event(as)))
    pass(this.context, 'statechange', 'contextstate')
    pass(this.graph, 'latencychange')
    this.graph.addEventListener('latencychange', () =>
      this.compare.follow(this.graph, this.session)
    )
    this.graph.addEventListener('structure', () => this.#followGraph())
    this.graph.addEventListener('problem', (event) => {
      this.#tell((event as CustomEvent<string>).detail) // the graph's own event
    })
  }

  #followSession(): void {
    const { session } = this
    void this.graph.update(session).catch((error: unknown) => this.#tell(String(error)))
    this.compare.follow(this.graph, session)
    this.transport.setLoop(session.loop)
    this.#options.store?.save(session)
    this.dispatchEvent(new Event('session'))
  }

  #followGraph(): void {
    this.history.follow(this.graph)
    this.compare.follow(this.graph, this.session)
    this.transport.setLoop(this.session.loop)
    this.#connectTracks()
    this.dispatchEvent(new Event('structure'))
  }

  #connectTracks(): void {
    this.transport.setTracks(trackSources(this.session, this.clips.buffers, this.graph))
  }

  #load(): void {
    const clips = this.session.tracks.map((track) => track.clip)
    const onProgress = (detail: LoadProgress) =>
      this.dispatchEvent(new CustomEvent('loadprogress', { detail }))
    this.loading = this.clips.load(clips, { onProgress }).then((problems) => {
      for (const problem of problems) this.#tell(problem)
      this.#connectTracks()
    })
  }

  #tell(problem: string): void {
    this.#problems.push(problem)
    this.dispatchEvent(new CustomEvent('problem', { detail: problem }))
  }
}
