import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright'
import { transformWithOxc } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embedCode } from '../../host-demo/gallery/embed-code.ts'
import { defaultValues } from '../../worklets/core/definition.ts'
import { launchChromium } from '../support/chromium.ts'
import { effects } from '../support/effects.ts'
import { type StaticServer, serveFolder } from '../support/static-server.ts'

/** The code that the gallery shows, as it is shown, on the built package. */

const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist')
const song = '/host-demo/public/demo-song/drums.opus'

/** With values, so that the lines which set them are run as well. */
const codes = effects.map(({ id, definition, presets }) => {
  const values = { ...defaultValues(definition), ...presets[0]?.values }
  const [page, bundler, kernel] = embedCode(definition, values).map(({ code }) => code)
  return { id, definition, values, page: page ?? '', bundler: bundler ?? '', kernel: kernel ?? '' }
})

const importMap = {
  imports: {
    twobus: '/dist/index.js',
    lit: '/node_modules/lit/index.js',
    ...Object.fromEntries(
      codes.flatMap(({ id }) => [
        [`twobus/${id}`, `/dist/${id}.js`],
        [`twobus/define/${id}`, `/dist/define/${id}.js`]
      ])
    )
  }
}

/** The script as a bundler would hand it out, its function where the test can call it. */
async function bundlerPage(code: string): Promise<string> {
  const { code: script } = await transformWithOxc(code, 'page.ts')
  const named = script.replace(
    /export async function (\w+)/,
    'window.insert = $1; async function $1'
  )
  return `<!doctype html><script type="importmap">${JSON.stringify(importMap)}</script>
<script type="module">${named}</script>`
}

let browser: Browser
let server: StaticServer
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'twobus-'))
  browser = await launchChromium()
  const pages = codes.map(async ({ id, page, bundler }) => [
    [`/${id}.html`, `<!doctype html>\n${page.replace('song.mp3', song)}`],
    [`/${id}-bundler.html`, await bundlerPage(bundler)]
  ])
  server = await serveFolder(root, Object.fromEntries((await Promise.all(pages)).flat()))
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(codes.map((code) => [code.id, code] as const))('the code of %s', (id, code) => {
  it('plays a song through the effect on a page without a bundler, and shows its editor', async () => {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.goto(`${server.url}/${id}.html`)
    await page.waitForFunction(`customElements.get('twobus-${id}') !== undefined`)
    await page.evaluate("document.querySelector('audio').play()")
    // The editor's own stand-in has no node; a running effect does.
    await page.waitForFunction(`document.querySelector('twobus-${id}').effect?.node !== undefined`)
    const state = await page.evaluate(`document.querySelector('twobus-${id}').effect.getState()`)
    for (const [param, value] of Object.entries((state as { values: object }).values)) {
      const wanted = (code.values as Record<string, unknown>)[param]
      if (typeof value === 'number') expect(value, param).toBeCloseTo(Number(wanted), 3)
      else if (value !== '-inf') expect(value, param).toBe(wanted)
    }
    expect(errors).toEqual([])
    await page.close()
  })

  it('inserts the effect where a bundler has put it together', async () => {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.goto(`${server.url}/${id}-bundler.html`)
    await page.waitForFunction('window.insert !== undefined')
    const tag = await page.evaluate(`(async () => {
      const context = new AudioContext()
      const source = new ConstantSourceNode(context)
      const effect = await window.insert(context, source, document.body)
      const editor = document.body.lastElementChild
      return editor.effect === effect ? editor.localName : 'no effect'
    })()`)
    expect(tag).toBe(`twobus-${id}`)
    expect(errors).toEqual([])
    await page.close()
  })

  it('makes sound without Web Audio', async () => {
    const file = join(folder, `${id}.mjs`)
    const url = pathToFileURL(join(dist, 'kernels.js')).href
    writeFileSync(file, code.kernel.replace('twobus/kernels', url))
    const { process } = await import(/* @vite-ignore */ pathToFileURL(file).href)
    const block = Float32Array.from({ length: 480 }, (_, i) => Math.sin(i / 7) / 4)
    const out: Float32Array[] = process(block, block)
    for (const channel of out) expect(channel.every(Number.isFinite)).toBe(true)
    expect(out[0]).toHaveLength(480)
  })
})

it('is right by the types that the package brings', () => {
  for (const { id, bundler } of codes) writeFileSync(join(folder, `${id}.ts`), bundler)
  const config = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: 'ES2022',
      module: 'ESNext',
      moduleResolution: 'Bundler',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      types: [],
      paths: { twobus: [join(dist, 'index.d.ts')], 'twobus/*': [join(dist, '*.d.ts')] }
    },
    include: ['*.ts']
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { stdout, status } = spawnSync(tsc, ['-p', folder], { encoding: 'utf8' })
  expect(stdout).toBe('')
  expect(status).toBe(0)
})
