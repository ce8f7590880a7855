import { existsSync } from 'node:fs'
import { type KeyInput, launch } from 'puppeteer-core'
import type { Engine, EnginePage } from './engine-page.ts'
import { soundServerMissing, startSoundServer } from './sound-server.ts'

const PROGRAMS = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox']
const program = () => PROGRAMS.find((path) => path && existsSync(path))

/** Firefox by WebDriver BiDi: Gecko and SpiderMonkey. Its contexts run only on a sound server. */
export const firefoxEngine: Engine = {
  name: 'Firefox',
  missing: () =>
    program() === undefined
      ? 'Firefox is missing: on Debian, apt-get install firefox-esr; elsewhere set FIREFOX_PATH.'
      : soundServerMissing(),
  async launch() {
    const sound = await startSoundServer()
    const browser = await launch({
      browser: 'firefox',
      executablePath: program() ?? '',
      headless: true,
      env: { ...process.env, ...sound.env },
      protocolTimeout: 300_000,
      extraPrefsFirefox: { 'media.autoplay.default': 0, 'media.autoplay.blocking_policy': 0 }
    })
    return {
      version: (await browser.version()).replace('/', ' '),
      open: async (): Promise<EnginePage> => {
        const page = await browser.newPage()
        await page.setViewport({ width: 1440, height: 900 })
        return {
          goto: async (url) => void (await page.goto(url, { timeout: 120_000 })),
          evaluate: async <T>(expression: string) => (await page.evaluate(expression)) as T,
          click: (x, y) => page.mouse.click(x, y),
          press: (key) => page.keyboard.press(key as KeyInput),
          close: () => page.close()
        }
      },
      close: async () => {
        await browser.close()
        sound.close()
      }
    }
  }
}
