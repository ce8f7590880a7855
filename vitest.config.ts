import { existsSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { isolationHeaders } from './vite.config.ts'
import { workletPlugin } from './vite-worklet-plugin.ts'

const chromium =
  process.env.CHROME_PATH ||
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

// A package found only while tests run would reload the page under them.
const browserPackages = [
  'lit',
  'lit/directive.js',
  'lit/directives/*.js',
  'lit/static-html.js',
  'axe-core',
  'fft.js',
  'idb',
  'immer',
  'standardized-audio-context',
  'tone',
  'wavefile'
]

/** Enough for what takes seconds on a quiet machine, on one that has no time. */
const PATIENCE_MS = 300_000

/** Made for each project: Vitest writes names into what it is given. */
const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  api: { host: '127.0.0.1' },
  provider: playwright({
    launchOptions: {
      executablePath: chromium,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-dev-shm-usage',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
        // Tests of disposal ask for a collection and look what is left.
        '--js-flags=--expose-gc'
      ]
    }
  }),
  instances: [{ browser: 'chromium' as const }]
})

/** Packages as they are shipped: the development build of Lit warns on every page. */
const shippedPackages: Plugin = {
  name: 'shipped-packages',
  enforce: 'post',
  configEnvironment(_name, { resolve }) {
    if (!resolve) return
    // Lists are only ever added to by what a hook returns.
    resolve.conditions = (resolve.conditions ?? []).map((condition) =>
      condition === 'development|production' ? 'production' : condition
    )
  }
}

export default defineConfig({
  plugins: [workletPlugin(), shippedPackages],
  publicDir: 'host-demo/public',
  server: { headers: isolationHeaders },
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    maxWorkers: 2,
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    // A state that is waited for may come late; one that never comes is told before the test ends.
    expect: { poll: { timeout: PATIENCE_MS / 5, interval: 20 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{browser,realtime}.test.ts'],
          pool: 'threads',
          provide: { writesFigures: process.argv.some((text) => text.startsWith('--update')) },
          sequence: { groupOrder: 0 }
        }
      },
      {
        extends: true,
        optimizeDeps: { include: browserPackages },
        test: {
          name: 'chromium',
          include: ['test/**/*.browser.test.ts'],
          // Two pages share one clock, one clipboard and one pointer.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          browser: browser()
        }
      },
      {
        extends: true,
        optimizeDeps: { include: browserPackages },
        test: {
          name: 'realtime',
          include: ['test/**/*.realtime.test.ts'],
          // Sound in real time must not compete with other tests for two cores.
          fileParallelism: false,
          // A shared machine may drop a quantum of it; what fails twice is broken.
          retry: 1,
          sequence: { groupOrder: 2 },
          browser: browser()
        }
      }
    ]
  }
})
