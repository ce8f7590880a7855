import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { FrameTask, prefersReducedMotion } from './frame.ts'
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

/** Sharper than this costs more than it shows. */
const MAX_DPR = 2

/** A canvas that follows its box, the screen's density and the theme, and is drawn when needed. */
export class CanvasController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element & { readonly renderRoot: ParentNode }
  readonly #options: CanvasOptions
  #canvas: HTMLCanvasElement | undefined
  #static: HTMLCanvasElement | undefined
  #task: FrameTask | undefined
  #sizes: ResizeObserver | undefined
  #staticDirty = true
  #view: CanvasView | undefined

  constructor(
    host: ReactiveControllerHost & Element & { readonly renderRoot: ParentNode },
    options: CanvasOptions
  ) {
    this.#host = host
    this.#options = options
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
    themeChanges.addEventListener('change', this.#onThemeChange)
    if (this.#host.renderRoot) this.hostUpdated()
  }

  hostDisconnected(): void {
    themeChanges.removeEventListener('change', this.#onThemeChange)
    this.#detach()
  }

  hostUpdated(): void {
    const canvas = this.#host.renderRoot.querySelector<HTMLCanvasElement>(this.#options.canvas)
    if (canvas !== (this.#canvas ?? null)) {
      this.#detach()
      if (canvas && this.#host.isConnected) this.#attach(canvas)
    }
    if (this.#task) this.#task.live = this.#options.live?.() ?? false
  }

  #attach(canvas: HTMLCanvasElement): void {
    this.#canvas = canvas
    this.#staticDirty = true
    this.#task = new FrameTask(canvas, this.#onFrame)
    this.#sizes = new ResizeObserver(() => this.invalidateStatic())
    this.#sizes.observe(canvas)
    this.#task.request()
  }

  #detach(): void {
    this.#task?.release()
    this.#sizes?.disconnect()
    this.#task = undefined
    this.#sizes = undefined
    this.#canvas = undefined
    this.#static = undefined
  }

  readonly #onThemeChange = () => this.invalidateStatic()

  readonly #onFrame = (now: number, deltaMs: number) => {
    const canvas = this.#canvas
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
