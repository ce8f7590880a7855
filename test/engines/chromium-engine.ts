import { existsSync } from 'node:fs'
import { launchChromium } from '../support/chromium.ts'
import type { Engine, EnginePage } from './engine-page.ts'

const PROGRAMS = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']

/** Chromium by Playwright: Blink and V8. */
export const chromiumEngine: Engine = {
  name: 'Chromium',
  missing: () =>
    PROGRAMS.some((path) => path && existsSync(path))
      ? undefined
      : 'Chromium is missing: on Debian, apt-get install chromium; elsewhere set CHROME_PATH.',
  async launch() {
    const browser = await launchChromium()
    return {
      version: `Chromium ${browser.version()}`,
      open: async (): Promise<EnginePage> => {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
        return {
          goto: async (url) => void (await page.goto(url)),
          evaluate: (expression) => page.evaluate(expression),
          click: (x, y) => page.mouse.click(x, y),
          press: (key) => page.keyboard.press(key === ' ' ? 'Space' : key),
          close: () => page.close()
        }
      },
      close: () => browser.close()
    }
  }
}
