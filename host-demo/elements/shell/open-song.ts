import { makeSession } from '../../session/session-makers.ts'
import type { HostEngine } from '../host-engine.ts'

/** Replaces the session; returns a sentence for each part of a file that could not be used. */
export async function openSong(
  engine: HostEngine,
  what: 'demo' | 'empty' | File
): Promise<readonly string[]> {
  if (what === 'empty') return engine.openSession(makeSession())
  if (what === 'demo') {
    await engine.openDemo()
    return []
  }
  const json = await readJson(what)
  if (json === undefined) return [`"${what.name}" is no session: its text is not JSON.`]
  return engine.openSession(json)
}

/** What to ask before changes are lost. */
export function replaceQuestion(title: string): {
  readonly title: string
  readonly text: string
  readonly action: string
} {
  return {
    title: 'Replace this mix?',
    text: `“${title}” has changes. Save the session to a file first if you want to come back to it.`,
    action: 'Replace'
  }
}

async function readJson(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text())
  } catch {
    return undefined
  }
}
