import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright'

/** A headless Chromium for tests that drive whole pages. */
export function launchChromium(): Promise<Browser> {
  const known = [process.env.CHROME_PATH, '/usr/bin/chromium']
  return chromium.launch({
    executablePath: known.find((path) => path && existsSync(path)),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required'
    ]
  })
}
