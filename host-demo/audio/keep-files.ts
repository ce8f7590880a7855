import type { Clip } from '../session/session.ts'
import type { SessionStore } from '../session/session-store.ts'
import type { ClipLibrary, LoadProgress } from './clip-library.ts'

export interface KeepFilesOptions {
  readonly library: ClipLibrary
  readonly store: SessionStore | undefined
  readonly onProgress?: (progress: LoadProgress) => void
}

export interface KeptFiles {
  readonly clips: readonly Clip[]
  readonly problems: readonly string[]
}

/** Decodes dropped files one after the other and keeps those that are audio for the next visit. */
export async function keepFiles(
  files: readonly File[],
  { library, store, onProgress }: KeepFilesOptions
): Promise<KeptFiles> {
  const clips: Clip[] = []
  const problems: string[] = []
  for (const [loaded, file] of files.entries()) {
    const { name } = file
    onProgress?.({ loaded, total: files.length, fileName: name })
    const added = await library.addFile(file)
    if (added.clip === undefined) {
      problems.push(added.problem)
      continue
    }
    clips.push(added.clip)
    await store?.putAudio(added.clip.source, name, added.bytes).catch(() => {
      problems.push(`"${name}" plays, but this browser has no room to keep it for the next visit.`)
    })
  }
  return { clips, problems }
}
