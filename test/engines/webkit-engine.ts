import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Engine, EnginePage } from './engine-page.ts'
import { type SoundServer, soundServerMissing, startSoundServer } from './sound-server.ts'

const DRIVER = '/usr/bin/WebKitWebDriver'
const BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'
const SCREEN = '/usr/bin/Xvfb'

/**
 * WebKit by its own WebDriver over HTTP: WebKitGTK's small browser on a screen in memory. It has no
 * shared memory, so it is also the test of the message transport.
 */
export const webkitEngine: Engine = {
  name: 'WebKit',
  missing: () =>
    [DRIVER, BROWSER, SCREEN].every(existsSync)
      ? soundServerMissing()
      : 'WebKit is missing: apt-get install webkit2gtk-driver libwebkit2gtk-4.1-0 xvfb gstreamer1.0-plugins-good gstreamer1.0-pulseaudio.',
  async launch() {
    const sound = await startSoundServer()
    const screen = await startScreen()
    const port = await freePort()
    const driver = spawn(DRIVER, [`--port=${port}`, '--host=127.0.0.1'], {
      env: environment(sound, screen.display),
      stdio: 'ignore'
    })
    const session = await startSession(`http://127.0.0.1:${port}`)
    return {
      version: session.version,
      open: async () => session.page,
      close: async () => {
        await session.end()
        driver.kill('SIGKILL')
        screen.process.kill('SIGKILL')
        sound.close()
      }
    }
  }
}

function environment(sound: SoundServer, display: string): Record<string, string> {
  return {
    ...(process.env as Record<string, string>), // A spawned process takes what this one has.
    ...sound.env,
    DISPLAY: display,
    GDK_BACKEND: 'x11',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1'
  }
}

interface Screen {
  readonly process: ChildProcess
  readonly display: string
}

/** An X server that picks a free number and writes it to its third descriptor. */
async function startScreen(): Promise<Screen> {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  const child = spawn(SCREEN, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)))
    child.stdio[3]?.once('data', (bytes: Buffer) => resolve(bytes.toString().trim()))
  })
  return { process: child, display: `:${number}` }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** Keys that WebDriver writes as private characters. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010'
}

async function startSession(base: string) {
  const capabilities = {
    alwaysMatch: {
      'webkitgtk:browserOptions': {
        binary: BROWSER,
        args: ['--automation', '--autoplay-policy=allow']
      }
    }
  }
  const started = await patiently(() => send(`${base}/session`, 'POST', { capabilities }))
  const { sessionId, capabilities: given } = started as {
    readonly sessionId: string
    readonly capabilities: { readonly browserName: string; readonly browserVersion: string }
  }
  const at = `${base}/session/${sessionId}`
  await send(`${at}/timeouts`, 'POST', { script: 300_000, pageLoad: 300_000 })
  await send(`${at}/window/rect`, 'POST', { x: 0, y: 0, width: 1440, height: 900 })
  const actions = (list: readonly unknown[]) => send(`${at}/actions`, 'POST', { actions: list })
  const page: EnginePage = {
    goto: async (url) => void (await send(`${at}/url`, 'POST', { url })),
    evaluate: async <T>(expression: string) => {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${expression})).then(
          (value) => done({ value: value ?? null }), (error) => done({ error: String(error) }))`
      const answer = await send(`${at}/execute/async`, 'POST', { script, args: [] })
      const { value, error } = answer as { readonly value: T; readonly error?: string }
      if (error) throw new Error(error)
      return value
    },
    click: async (x, y) => {
      const move = { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) }
      const press = [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 }
      ]
      await actions([
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [move, ...press]
        }
      ])
    },
    press: async (key) => {
      const value = KEYS[key] ?? key
      const stroke = [
        { type: 'keyDown', value },
        { type: 'keyUp', value }
      ]
      await actions([{ type: 'key', id: 'keyboard', actions: stroke }])
    },
    // The session has this one window; the next claim goes on in it.
    close: async () => void (await send(`${at}/url`, 'POST', { url: 'about:blank' }))
  }
  const end = () => send(at, 'DELETE').catch(() => undefined)
  return { page, end, version: `${given.browserName} ${given.browserVersion}` }
}

/** The driver needs a moment until it listens. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

async function send(url: string, method: 'POST' | 'DELETE', body?: unknown): Promise<unknown> {
  const response = await fetch(url, { method, body: body ? JSON.stringify(body) : null })
  const { value } = (await response.json()) as {
    readonly value: { readonly message?: string } | null
  }
  if (!response.ok) throw new Error(`WebDriver: ${value?.message ?? response.status}`)
  return value
}
