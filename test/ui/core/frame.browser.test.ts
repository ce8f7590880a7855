/// <reference types="@vitest/browser-playwright" />
import { afterEach, describe, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { CanvasController, type CanvasView } from '../../../ui/core/canvas.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { FrameTask, frameLoopState, onFrame } from '../../../ui/core/frame.ts'

const box = document.createElement('div')
box.style.cssText = 'width: 50px; height: 50px'

/** As many frames of the loop as a witness beside what is watched is given. */
async function framesOfAnother(count: number): Promise<void> {
  const witness = document.createElement('div')
  witness.style.cssText = 'width: 50px; height: 50px'
  document.body.append(witness)
  let frames = 0
  const life = new AbortController()
  onFrame(witness, () => frames++, life.signal)
  await expect.poll(() => frames).toBeGreaterThan(count)
  life.abort()
  witness.remove()
}

afterEach(() => box.remove())

describe('the frame loop', () => {
  test('gives frames to what is seen, and stops when nothing wants any', async () => {
    document.body.append(box)
    let frames = 0
    const life = new AbortController()
    onFrame(box, () => frames++, life.signal)
    await expect.poll(() => frames).toBeGreaterThan(3)
    life.abort()
    expect(frameLoopState().tasks).toBe(0)
    await expect.poll(() => frameLoopState().running).toBe(false)
  })

  test('gives none to what is not seen', async () => {
    let frames = 0
    box.style.display = 'none'
    document.body.append(box)
    const life = new AbortController()
    onFrame(box, () => frames++, life.signal)
    await framesOfAnother(5)
    expect(frames).toBe(0)
    box.style.display = ''
    await expect.poll(() => frames).toBeGreaterThan(0)
    life.abort()
  })

  test('comes at most 10 times a second where less motion is asked for', async () => {
    const ask = (value: string) =>
      cdp().send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-reduced-motion', value }]
      })
    await ask('reduce')
    document.body.append(box)
    const times: number[] = []
    const life = new AbortController()
    onFrame(box, (now) => times.push(now), life.signal)
    await expect.poll(() => times.length).toBeGreaterThan(3)
    life.abort()
    await ask('')
    const gaps = times.slice(1).map((time, i) => time - times[i]!)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(98)
  })

  test('a single request is a single frame', async () => {
    document.body.append(box)
    let frames = 0
    const life = new AbortController()
    const task = new FrameTask(box, () => frames++, life.signal)
    task.request()
    await expect.poll(() => frames).toBe(1)
    await framesOfAnother(5)
    expect(frames).toBe(1)
    life.abort()
  })
})

class Picture extends TwobusElement {
  drawn = 0
  grounds = 0
  view: CanvasView | undefined
  readonly picture = new CanvasController(this, {
    canvas: 'canvas',
    drawStatic: () => {
      this.grounds++
    },
    draw: (_context, view) => {
      this.drawn++
      this.view = view
    }
  })

  override createRenderRoot(): HTMLElement {
    const canvas = document.createElement('canvas')
    canvas.style.cssText = 'display: block; width: 80px; height: 40px'
    this.append(canvas)
    return this
  }
}
customElements.define('test-picture', Picture)

describe('a canvas', () => {
  test('is as sharp as the screen, up to two dots a px', async () => {
    const picture = new Picture()
    document.body.append(picture)
    await expect.poll(() => picture.view?.width).toBe(80)
    const canvas = picture.querySelector('canvas')!
    expect(canvas.width).toBe(80 * Math.min(2, devicePixelRatio))
    picture.remove()
  })

  test('rests when nothing changes, and keeps its ground when only the picture does', async () => {
    const picture = new Picture()
    document.body.append(picture)
    await expect.poll(() => picture.drawn).toBeGreaterThan(0)
    await framesOfAnother(5)
    const { drawn, grounds } = picture
    await framesOfAnother(5)
    expect(picture.drawn).toBe(drawn)
    picture.picture.invalidate()
    await expect.poll(() => picture.drawn).toBe(drawn + 1)
    expect(picture.grounds).toBe(grounds)
    picture.remove()
  })

  test('draws its ground anew when its box changes', async () => {
    const picture = new Picture()
    document.body.append(picture)
    await expect.poll(() => picture.view?.width).toBe(80)
    picture.querySelector('canvas')!.style.width = '120px'
    await expect.poll(() => picture.view?.width).toBe(120)
    picture.remove()
    expect(frameLoopState().tasks).toBe(0)
  })
})
