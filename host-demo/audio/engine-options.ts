import type { Session } from '../session/session.ts'
import type { SessionStore } from '../session/session-store.ts'
import type { AudioFamily } from './audio-family.ts'
import type { ClipLibrary } from './clip-library.ts'
import type { MixGraph } from './mix-graph.ts'
import type { RawCompare } from './raw-compare.ts'

export interface EngineOptions {
  readonly family?: AudioFamily
  /** How parameters reach the audio thread; see `createEffect`. */
  readonly transport?: 'auto' | 'shared' | 'message'
  /** Keeps session and audio over a reload; without it nothing is kept. */
  readonly store?: SessionStore
  /** Folder of the demo song's files. */
  readonly demoUrl?: string
  /** The session to open; else the stored one, else the demo song. */
  readonly session?: Session
  readonly sampleRate?: number
}

/** What has to stand before there is an engine. */
export interface EngineParts {
  readonly context: AudioContext
  readonly compare: RawCompare
  readonly graph: MixGraph
}

/** What an export needs of the engine. */
export interface PrintMaster {
  readonly session: Session
  readonly clips: ClipLibrary
  readonly transport: EngineOptions['transport']
}

/** 48 kHz is what the demo song has, so export and ear get the same samples. */
export const SAMPLE_RATE = 48_000
