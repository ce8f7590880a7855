import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, runNode, tools } from './tools.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * The path of a Chromium for the browser tests, installed if need be: CHROME_PATH, one on PATH,
 * Debian's package, Playwright's download, in this order.
 * @returns {Promise<string | undefined>}
 */
export const findChromium = async () => {
  const named = process.env.CHROME_PATH
  if (named) {
    if (existsSync(named)) return named
    console.error(`CHROME_PATH: must be the path of a Chromium, got ${named}`)
    return undefined
  }
  const found = onPath() ?? (await fromDebian()) ?? (await fromPlaywright())
  if (!found) {
    console.error(
      'The browser tests need Chromium: install it (on Debian: apt-get install chromium) or set CHROME_PATH to its program.'
    )
  }
  return found
}

const onPath = () => NAMES.map(programOnPath).find((program) => program !== undefined)

/** @param {string} name */
const programOnPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isProgram)

/** @param {string} path */
const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const fromDebian = async () => {
  if (process.getuid?.() !== 0 || !programOnPath('apt-get')) return undefined
  console.log('Installing Chromium with apt-get.')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], env)
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], env)
  return onPath()
}

const fromPlaywright = async () => {
  const { chromium } = await import('playwright')
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  console.log('Downloading Chromium with Playwright.')
  await runNode(tools.playwright, ['install', 'chromium'])
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}
