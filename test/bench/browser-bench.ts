import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright'
import { createServer } from 'vite'
import { isolationHeaders } from '../../vite.config.ts'
import { workletPlugin } from '../../vite-worklet-plugin.ts'
import { type EditorCost, type EditorRemains, editorCost, editorRemains } from './editor-bench.ts'
import type { BrowserTiming } from './page.ts'
import type { SessionTiming } from './session-page.ts'

/** Measures in pages of Chromium, each opened anew so that nothing is left of the one before. */
export interface BrowserBench {
  /** A worklet, and the native node it competes with, through OfflineAudioContext. */
  effect(id: string): Promise<readonly BrowserTiming[]>
  /** The demo's song, or so many strips of it. */
  session(strips?: number): Promise<SessionTiming>
  /** An editor that is open, or so many that are closed, at twice the density of pixels. */
  editor(id: string, closed?: number): Promise<EditorCost>
  /** What is left behind for each editor put on the page and taken off. */
  remains(id: string, times: number): Promise<EditorRemains>
  /** A page with an editor on it; `editor-page.ts` says what the query may hold. */
  onEditorPage<T>(query: string, ask: (page: Page) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const PATIENCE_MS = 600_000

export async function openBrowserBench(): Promise<BrowserBench> {
  const server = await createServer({
    configFile: false,
    root: process.cwd(),
    logLevel: 'error',
    plugins: [workletPlugin()],
    // A dependency that is found late would reload a page that measures.
    optimizeDeps: { include: ['lit', 'immer', 'idb'], entries: ['test/bench/*.html'] },
    server: { host: '127.0.0.1', port: 0, headers: isolationHeaders }
  })
  await server.listen()
  const named = process.env.CHROME_PATH
  const executablePath = [named, '/usr/bin/chromium'].find((path) => path && existsSync(path))
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required']
  })

  async function answer<T>(path: string, name: string): Promise<T> {
    const page = await browser.newPage()
    const failure = new Promise<never>((_, reject) => page.once('pageerror', reject))
    try {
      await page.goto(`${server.resolvedUrls?.local[0]}test/bench/${path}`)
      const answered = page.waitForFunction(`window.${name} !== undefined`, undefined, {
        timeout: PATIENCE_MS
      })
      await Promise.race([answered, failure])
      const result = await page.evaluate<T & { readonly error?: string }>(`window.${name}`)
      if (result.error) throw new Error(`bench: ${path}: ${result.error}`)
      return result
    } finally {
      await page.close()
    }
  }

  async function onEditorPage<T>(query: string, ask: (page: Page) => Promise<T>): Promise<T> {
    const page = await browser.newPage({
      viewport: { width: 1000, height: 1200 },
      deviceScaleFactor: 2
    })
    try {
      await page.goto(`${server.resolvedUrls?.local[0]}test/bench/editor-page.html?${query}`)
      await page.waitForFunction('window.editorReady !== undefined')
      const problem = await page.evaluate<string | undefined>('window.editorReady.error')
      if (problem) throw new Error(`bench: editor-page.html?${query}: ${problem}`)
      return await ask(page)
    } finally {
      await page.close()
    }
  }

  return {
    onEditorPage,
    editor: (id, closed = 0) => onEditorPage(`effect=${id}&closed=${closed}`, editorCost),
    remains: (id, times) => onEditorPage(`effect=${id}`, (page) => editorRemains(page, times)),
    effect: (id) => answer(`page.html?effect=${id}`, 'timings'),
    session: (strips) =>
      answer(`session-page.html${strips === undefined ? '' : `?strips=${strips}`}`, 'timing'),
    close: async () => {
      await browser.close()
      await server.close()
    }
  }
}
