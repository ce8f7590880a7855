import { existsSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { isolationHeaders } from './vite.config.ts'
import { workletPlugin } from './vite-worklet-plugin.ts'

const chromium =
  process.env.CHROME_PATH ||
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

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

export default defineConfig({
  plugins: [workletPlugin()],
  publicDir: 'host-demo/public',
  server: { headers: isolationHeaders },
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts'],
          pool: 'threads',
          provide: { writesFigures: process.argv.some((text) => text.startsWith('--update')) },
          sequence: { groupOrder: 0 }
        }
      },
      {
        extends: true,
        // A package found only while tests run would reload the page under them.
        optimizeDeps: { include: browserPackages },
        test: {
          name: 'chromium',
          include: ['test/**/*.browser.test.ts'],
          // Real-time audio must not compete with other tests for two cores.
          fileParallelism: false,
          // A shared machine may drop a quantum of real-time sound; what fails twice is broken.
          retry: 1,
          sequence: { groupOrder: 1 },
          browser: {
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
            instances: [{ browser: 'chromium' }]
          }
        }
      }
    ]
  }
})
