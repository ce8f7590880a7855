import type { ReactiveController } from 'lit'
import { Attachment } from './attachment.ts'
import { FrameTask, prefersReducedMotion } from './frame.ts'
import type { LivingHost } from './living-host.ts'
import { type ThemeColors, themeChanges, themeColors } from './theme-colors.ts'

/** What a drawing needs to know. One object per canvas, its fields brought up to date. */
export interface CanvasView {
  /** CSS px; the context is scaled so that one unit is one CSS px. */
  readonly width: number
  readonly height: number
  readonly dpr: number
  readonly colors: ThemeColors
  readonly reducedMotion: boolean
}

interface CanvasOptions {
  /** Selector of the canvas in the host's render root. */
  readonly canvas: string
  /** The layer that seldom changes. Drawn anew on resize, theme change and `invalidateStatic`. */
  drawStatic?(context: CanvasRenderingContext2D, view: CanvasView): void
  /** Everything above it. The static layer is already on the canvas. */
  draw(context: CanvasRenderingContext2D, view: CanvasView, now: number, deltaMs: number): void
  /** Whether it moves by itself; otherwise it is drawn only after `invalidate`. */
  live?(): boolean
}

type CanvasHost = LivingHost & { readonly renderRoot: ParentNode }

/** Sharper than this costs more than it shows. */
const MAX_DPR = 2

/** A canvas that follows its box, the screen's density and the theme, and is drawn when needed. */
export class CanvasController implements ReactiveController {
  readonly #host: CanvasHost
  readonly #options: CanvasOptions
  readonly #canvas: Attachment<HTMLCanvasElement>
  #static: HTMLCanvasElement | undefined
  #task: FrameTask | undefined
  #staticDirty = true
  #view: CanvasView | undefined

  constructor(host: CanvasHost, options: CanvasOptions) {
    this.#host = host
    this.#options = options
    this.#canvas = new Attachment((canvas, signal) => this.#attach(canvas, signal))
    host.addController(this)
  }

  /** Size and colors of the last drawing; undefined before the first. */
  get view(): CanvasView | undefined {
    return this.#view
  }

  /** Draws the moving layer at the next frame. */
  invalidate(): void {
    this.#task?.request()
  }

  /** Draws both layers at the next frame. */
  invalidateStatic(): void {
    this.#staticDirty = true
    this.#task?.request()
  }

  hostConnected(): void {
    // The render root is already there when the host is put back.
    if (this.#host.renderRoot) this.hostUpdated()
  }

  hostUpdated(): void {
    const canvas = this.#host.renderRoot.querySelector<HTMLCanvasElement>(this.#options.canvas)
    this.#canvas.follow(canvas, this.#host.lifetime)
    if (this.#task) this.#task.live = this.#options.live?.() ?? false
  }

  #attach(canvas: HTMLCanvasElement, signal: AbortSignal): void {
    const dirty = () => this.invalidateStatic()
    this.#task = new FrameTask(canvas, this.#onFrame, signal)
    themeChanges.addEventListener('change', dirty, { signal })
    const sizes = new ResizeObserver(dirty)
    sizes.observe(canvas)
    signal.addEventListener('abort', () => {
      sizes.disconnect()
      this.#task = undefined
      this.#static = undefined
    })
    dirty()
  }

  readonly #onFrame = (now: number, deltaMs: number) => {
    const canvas = this.#canvas.target
    const context = canvas?.getContext('2d')
    if (!canvas || !context) return
    if (this.#task) this.#task.live = this.#options.live?.() ?? false
    const dpr = Math.min(window.devicePixelRatio || 1, MAX_DPR)
    const { clientWidth: width, clientHeight: height } = canvas
    if (width === 0 || height === 0) return
    const colors = themeColors(this.#host)
    const before = this.#view
    if (before?.width !== width || before.height !== height || before.dpr !== dpr) {
      this.#staticDirty = true
    }
    if (this.#staticDirty || !before || before.colors !== colors) {
      this.#view = { width, height, dpr, colors, reducedMotion: prefersReducedMotion() }
      resizeTo(canvas, width * dpr, height * dpr)
      this.#drawStatic(this.#view)
    }
    const view = this.#view
    if (!view) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, canvas.width, canvas.height)
    if (this.#static) context.drawImage(this.#static, 0, 0)
    context.setTransform(dpr, 0, 0, dpr, 0, 0)
    context.save()
    this.#options.draw(context, view, now, deltaMs)
    context.restore()
  }

  #drawStatic(view: CanvasView): void {
    this.#staticDirty = false
    if (!this.#options.drawStatic) return
    this.#static ??= document.createElement('canvas')
    resizeTo(this.#static, view.width * view.dpr, view.height * view.dpr)
    const context = this.#static.getContext('2d')
    if (!context) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, this.#static.width, this.#static.height)
    context.setTransform(view.dpr, 0, 0, view.dpr, 0, 0)
    context.save()
    this.#options.drawStatic(context, view)
    context.restore()
  }
}

function resizeTo(canvas: HTMLCanvasElement, width: number, height: number): void {
  const [w, h] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))]
  if (canvas.width !== w) canvas.width = w
  if (canvas.height !== h) canvas.height = h
}
