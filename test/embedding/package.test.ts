import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type StaticServer, serveFolder } from '../support/static-server.ts'

/** The built package on pages that know no bundler, as any static server gives them out. */

const dist = join(import.meta.dirname, '../../dist')

const effectPage = (moduleUrl: string) => `<!doctype html><title>Effect</title>
<script type="module">
  import { createEffect, channel } from '/index.js'
  try {
    const context = new OfflineAudioContext(2, 4096, 48000)
    const effect = await createEffect(context, channel, { values: { fader: -6, source: 'stereo' }, ${moduleUrl} })
    const source = new ConstantSourceNode(context, { offset: 1 })
    source.connect(effect.node).connect(context.destination)
    source.start()
    window.result = (await context.startRendering()).getChannelData(0)[3000]
  } catch (error) {
    window.result = error.message
  }
</script>`

const elementPage = `<!doctype html><title>Element</title>
<script type="module" src="/define/compressor.js"></script>
<twobus-compressor></twobus-compressor>`

const midiPage = `<!doctype html><title>MIDI</title>
<script type="module">
  import '/define/compressor.js'
  import { MidiControl, MidiOverlay } from '/define/midi.js'
  const controller = { id: '1', name: 'Knobs', manufacturer: 'Maker', state: 'connected', send() {} }
  const access = Object.assign(new EventTarget(), {
    inputs: new Map([['1', controller]]),
    outputs: new Map()
  })
  const midi = new MidiControl({ request: async () => access })
  const overlay = new MidiOverlay(midi)
  Object.assign(document.querySelector('twobus-midi-panel'), { midi, overlay })
  window.turn = (value) =>
    controller.onmidimessage({ data: Uint8Array.of(0xb0, 70, value), timeStamp: performance.now() })
</script>
<twobus-compressor></twobus-compressor><twobus-midi-panel></twobus-midi-panel>`

let browser: Browser
let server: StaticServer
let strict: StaticServer

beforeAll(async () => {
  const pages = {
    '/effect.html': effectPage(''),
    '/element.html': elementPage,
    '/midi.html': midiPage
  }
  browser = await launchChromium()
  server = await serveFolder(dist, pages)
  // The page's own inline script is allowed by a nonce; blob: is not.
  const csp = { 'content-security-policy': "script-src 'self' 'nonce-page'" }
  const nonce = (page: string) => page.replace('<script', '<script nonce="page"')
  strict = await serveFolder(
    dist,
    {
      '/effect.html': nonce(effectPage('')),
      '/with-url.html': nonce(effectPage("moduleUrl: '/worklets/channel.js'"))
    },
    csp
  )
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await strict?.close()
})

async function open(url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  return page
}

async function resultOf(url: string): Promise<unknown> {
  const page = await open(url)
  // Not waitForFunction, which the strict page's policy forbids.
  const read = () => page.evaluate('window.result')
  await expect.poll(read).toBeDefined()
  const result = await read()
  await page.close()
  return result
}

describe('the built package', () => {
  it('plays on a page without bundler and without isolation headers', async () => {
    const page = await open(`${server.url}/effect.html`)
    expect(await page.evaluate('typeof SharedArrayBuffer')).toBe('undefined')
    await page.close()
    expect(await resultOf(`${server.url}/effect.html`)).toBeCloseTo(10 ** (-6 / 20), 5)
  })

  it('says what to do on a page whose policy refuses blob scripts', async () => {
    expect(await resultOf(`${strict.url}/effect.html`)).toMatch(
      /allow blob: in script-src.*moduleUrl/
    )
  })

  it('plays under that policy when told where the processor file lies', async () => {
    expect(await resultOf(`${strict.url}/with-url.html`)).toBeCloseTo(10 ** (-6 / 20), 5)
  })

  it('has an editor that stands alone, unconnected, and works by keyboard', async () => {
    const page = await open(`${server.url}/element.html`)
    const threshold = page.getByRole('slider', { name: 'Threshold', exact: true }).first()
    await threshold.focus()
    await threshold.press('Home')
    expect(await threshold.getAttribute('aria-valuetext')).toBe('\u221260.0 dB')
    await page.close()
  })

  it('is played from a controller that the page has learned', async () => {
    const page = await open(`${server.url}/midi.html`)
    const threshold = page.getByRole('slider', { name: 'Threshold', exact: true }).first()
    await page.getByRole('button', { name: 'Learn' }).click()
    await threshold.click()
    await page.evaluate('turn(64)')
    await page.getByText('Ready').waitFor()
    await page.evaluate('turn(127); turn(0)')
    await expect.poll(() => threshold.getAttribute('aria-valuetext')).toBe('\u221260.0 dB')
    await page.close()
  })

  it('publishes each processor, and what plays lanes, as one file without imports', () => {
    const files = readdirSync(join(dist, 'worklets'))
    const effects = files.filter((file) => file !== 'automation.js')
    expect(effects.length).toBeGreaterThan(2)
    expect(files).toContain('automation.js')
    for (const file of files) {
      expect(readFileSync(join(dist, 'worklets', file), 'utf8')).not.toMatch(
        /\b(import|export)\b[^.]/
      )
    }
    for (const file of effects) {
      expect(existsSync(join(dist, file)), file).toBe(true)
      expect(existsSync(join(dist, 'define', file)), file).toBe(true)
    }
  })

  it('can be imported on a server, where it does nothing', async () => {
    const library = await import(/* @vite-ignore */ join(dist, 'index.js'))
    const kernels = await import(/* @vite-ignore */ join(dist, 'kernels.js'))
    expect(typeof library.createEffect).toBe('function')
    const kernel = new kernels.ChannelKernel(48000)
    const out = [new Float32Array(4), new Float32Array(4)]
    const input = [Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6, 7, 8)]
    kernel.process([input], [out], {})
    expect(out).toEqual(input)
  })

  it('renders a mix on a server', async () => {
    const { planMix, MixRenderer } = await import(/* @vite-ignore */ join(dist, 'mix.js'))
    const { ChannelKernel } = await import(/* @vite-ignore */ join(dist, 'kernels.js'))
    const channel = { effect: 'channel', values: {} }
    const strip = { inserts: [], channel, sends: [], mute: false, solo: false }
    const plan = planMix({
      strips: [
        { ...strip, id: 'a', output: 'mix' },
        { ...strip, id: 'mix' }
      ]
    })
    const mix = new MixRenderer(plan, { kernels: { channel: ChannelKernel }, sampleRate: 48000 })
    const out = [new Float32Array(4), new Float32Array(4)]
    const input = [Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6, 7, 8)]
    mix.render({ a: input }, { mix: out }, 4)
    expect(out).toEqual(input)
  })
})
