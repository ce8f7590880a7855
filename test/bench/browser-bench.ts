import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { createServer } from 'vite'
import { isolationHeaders } from '../../vite.config.ts'
import { workletPlugin } from '../../vite-worklet-plugin.ts'
import type { BrowserTiming } from './page.ts'

/** Times worklets and native nodes through OfflineAudioContext in a page of its own. */
export async function measureInBrowser(): Promise<readonly BrowserTiming[]> {
  const server = await createServer({
    configFile: false,
    root: process.cwd(),
    logLevel: 'error',
    plugins: [workletPlugin()],
    server: { host: '127.0.0.1', port: 0, headers: isolationHeaders }
  })
  await server.listen()
  const named = process.env.CHROME_PATH
  const executablePath = [named, '/usr/bin/chromium'].find((path) => path && existsSync(path))
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    await page.goto(`${server.resolvedUrls?.local[0]}test/bench/page.html`)
    await page.waitForFunction('window.timings !== undefined', undefined, { timeout: 300_000 })
    return await page.evaluate<readonly BrowserTiming[]>('window.timings')
  } finally {
    await browser.close()
    await server.close()
  }
}
