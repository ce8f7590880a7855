import type { Clip } from '../session/session.ts'
import { newId } from '../session/session-makers.ts'
import { makePeaks, type WaveformPeaks } from './waveform-peaks.ts'

export interface ClipLibraryOptions {
  /** Decodes to its own sample rate. */
  readonly context: BaseAudioContext
  /** Folder of the demo song's files. */
  readonly demoUrl: string
  /** Where dropped audio of an earlier visit lies. */
  readonly readAudio?: (source: string) => Promise<ArrayBuffer | undefined>
}

export interface LoadProgress {
  /** Files loaded, in parts of a file. */
  readonly loaded: number
  readonly total: number
  readonly fileName: string
}

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void
  readonly signal?: AbortSignal
}

export type AddedFile =
  | { readonly clip: Clip; readonly bytes: ArrayBuffer }
  | { readonly clip: undefined; readonly problem: string }

/** Share of a file's loading that is its download; the rest is decoding. */
const DOWNLOAD_SHARE = 0.8

/**
 * The audio of a session: decoded clips by source, and their peaks for the lanes.
 *
 * Event: `peaks` (CustomEvent with {source}) when a clip's peaks can be drawn.
 */
export class ClipLibrary extends EventTarget {
  readonly #options: ClipLibraryOptions
  readonly #buffers = new Map<string, AudioBuffer>()
  readonly #peaks = new Map<string, WaveformPeaks>()
  /** Dropped files of this visit; a File keeps its bytes on disk. */
  readonly #files = new Map<string, Blob>()

  constructor(options: ClipLibraryOptions) {
    super()
    this.#options = options
  }

  get buffers(): ReadonlyMap<string, AudioBuffer> {
    return this.#buffers
  }

  peaks(source: string): WaveformPeaks | undefined {
    return this.#peaks.get(source)
  }

  /** Loads what is not there yet; returns a sentence for each clip that could not be. */
  async load(clips: readonly Clip[], options: LoadOptions = {}): Promise<readonly string[]> {
    const missing = clips.filter((clip) => !this.#buffers.has(clip.source))
    const parts = missing.map(() => 0)
    const problems = await Promise.all(
      missing.map(async (clip, i) => {
        const report = (part: number) => {
          parts[i] = part
          const loaded = parts.reduce((sum, each) => sum + each, 0)
          options.onProgress?.({ loaded, total: missing.length, fileName: clip.fileName })
        }
        return this.#loadClip(clip, report, options.signal)
      })
    )
    return problems.filter((problem) => problem !== undefined)
  }

  /** Takes a dropped file. What is no audio harms nothing and is returned with a reason. */
  async addFile(file: File): Promise<AddedFile> {
    const source = newId('file').replace('-', ':')
    try {
      const bytes = await file.arrayBuffer()
      if (bytes.byteLength === 0) return refused(`"${file.name}" is empty.`)
      const buffer = await this.#options.context.decodeAudioData(bytes.slice(0))
      this.#files.set(source, file)
      this.#keep(source, buffer)
      const channels = Math.min(2, buffer.numberOfChannels)
      return { clip: { source, fileName: file.name, channels }, bytes }
    } catch {
      return refused(
        `"${file.name}" is no audio that this browser can read. WAV, FLAC, MP3 and Ogg files work, M4A in most browsers.`
      )
    }
  }

  /** The clips at another sample rate, decoded anew: better than resampling while rendering. */
  async buffersAt(
    sampleRate: number,
    clips: readonly Clip[]
  ): Promise<ReadonlyMap<string, AudioBuffer>> {
    if (sampleRate === this.#options.context.sampleRate) return this.#buffers
    const decoder = new OfflineAudioContext(1, 1, sampleRate)
    const entries = await Promise.all(
      clips
        .filter((clip) => this.#buffers.has(clip.source))
        .map(async ({ source }) => {
          const buffer = await decoder.decodeAudioData(await this.#read(source))
          return [source, buffer] as const
        })
    )
    return new Map(entries)
  }

  async #loadClip(
    { source, fileName }: Clip,
    report: (part: number) => void,
    signal: AbortSignal | undefined
  ): Promise<string | undefined> {
    try {
      const bytes = await this.#read(source, {
        signal,
        onPart: (part) => report(part * DOWNLOAD_SHARE)
      })
      this.#keep(source, await this.#options.context.decodeAudioData(bytes))
      report(1)
      return undefined
    } catch (error) {
      signal?.throwIfAborted()
      const reason = error instanceof Error ? error.message : String(error)
      return `"${fileName}" could not be loaded; its track is silent (${reason}).`
    }
  }

  #keep(source: string, buffer: AudioBuffer): void {
    this.#buffers.set(source, buffer)
    void makePeaks(buffer).then((peaks) => {
      this.#peaks.set(source, peaks)
      this.dispatchEvent(new CustomEvent('peaks', { detail: { source } }))
    })
  }

  async #read(source: string, options: ReadOptions = {}): Promise<ArrayBuffer> {
    const [kind, name] = source.split(':', 2)
    if (kind === 'demo') return download(`${this.#options.demoUrl}${name}`, options)
    const file = this.#files.get(source)
    const bytes = file ? await file.arrayBuffer() : await this.#options.readAudio?.(source)
    if (bytes === undefined) throw new Error('this browser no longer has the file: drop it again')
    return bytes
  }
}

interface ReadOptions {
  readonly signal?: AbortSignal
  readonly onPart?: (part: number) => void
}

function refused(problem: string): AddedFile {
  return { clip: undefined, problem }
}

async function download(url: string, { signal, onPart }: ReadOptions): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  const total = Number(response.headers.get('content-length'))
  if (response.body === null || !(total > 0)) return response.arrayBuffer()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let received = 0
  const reader = response.body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    pieces.push(part.value)
    received += part.value.length
    onPart?.(Math.min(1, received / total))
  }
  return new Blob(pieces).arrayBuffer()
}
