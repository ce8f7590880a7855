import type { EditHistory } from '../../ui/editor/edit-history.ts'
import type { EffectDefinition } from '../../worklets/core/definition.ts'
import type { EffectSource } from '../../worklets/core/source.ts'
import type { PrintMaster } from '../audio/engine-options.ts'
import type { CompareMode } from '../audio/raw-compare.ts'
import type { WaveformPeaks } from '../audio/waveform-peaks.ts'
import type { EffectKey, Session, StripId } from '../session/session.ts'

/** What the elements need of the engine, as shapes: `MixEngine` has them, and so has a test's fake. */
export interface HostEngine extends EventTarget {
  readonly session: Session
  /** Undo of everything; editors get it too. */
  readonly history: EditHistory
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly dirty: boolean
  readonly sampleRate: number
  readonly latencyFrames: number
  readonly problems: readonly string[]
  /** Resolves when the clips of the session are loaded. */
  readonly loading: Promise<void>
  readonly insertChoices: readonly EffectDefinition[]
  readonly transport: HostTransport
  readonly clips: HostClips
  readonly compare: HostCompare
  effect(strip: StripId, key: EffectKey): EffectSource | undefined
  edit(change: (session: Session) => Session, options?: { readonly merge?: string }): void
  beginGesture(): void
  endGesture(): void
  undo(): boolean
  redo(): boolean
  addFiles(
    files: readonly File[],
    options?: { readonly onProgress?: (progress: HostProgress) => void }
  ): Promise<readonly string[]>
  openDemo(): Promise<void>
  openSession(json: unknown): Promise<readonly string[]>
  /** What an export renders: the session as it is now, once its clips are there. */
  printMaster(): Promise<PrintMaster>
}

/** Events: `statechange`, `seek`, `loop`. */
export interface HostTransport extends EventTarget {
  readonly playing: boolean
  readonly positionSeconds: number
  readonly durationSeconds: number
  play(): Promise<void>
  pause(): void
  stop(): void
  toggle(): Promise<void>
  seek(seconds: number): void
}

/** Event: `peaks`. */
export interface HostClips extends EventTarget {
  peaks(source: string): WaveformPeaks | undefined
}

/** Event: `change`. */
export interface HostCompare extends EventTarget {
  mode: CompareMode
  readonly matchDb: number
}

export interface HostProgress {
  readonly loaded: number
  readonly total: number
  readonly fileName: string
}

export interface HostRender {
  readonly blob: Blob
  readonly channels: readonly Float32Array[]
  readonly sampleRate: number
  readonly frames: number
  readonly latencyFrames: number
  readonly truncated: boolean
}
