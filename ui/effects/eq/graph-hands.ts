import { attachDrag, type DragHandlers } from '../../core/gestures.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** Corners of what a hand pulls up on an empty place, px. */
export interface Marquee {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface HandsOptions {
  /** Height of the curve there, px. */
  curveY(x: number): number
  /** The curve is taken up: something is made there, if there is room, and dragged. */
  take(at: Point): boolean
  drag(dx: number, dy: number): void
  drop(): void
  /** Double-click. */
  make(at: Point): void
  marquee(area: Marquee | undefined): void
  /** What the marquee holds is chosen; with Shift beside what is chosen already. */
  choose(area: Marquee, adds: boolean): void
  /** A click on nothing. */
  leave(): void
  /** Where a mouse rests over the graph; undefined when it leaves. */
  hover(at: Point | undefined): void
}

/** A hand so near to the curve takes it, px; a finger from twice as far. */
export const TAKE_PX = 12
/** A click that trembles by less is no drag. */
const SLOP_PX = 4

/**
 * What hands do on the empty ground of the graph: drag the curve to make a band, pull up a marquee
 * elsewhere, double-click to make a band anywhere.
 */
export function attachGraphHands(
  canvas: HTMLCanvasElement,
  options: HandsOptions,
  signal: AbortSignal
): void {
  let at: Point = { x: 0, y: 0 }
  let mode: 'curve' | 'marquee' | 'none' = 'none'
  let area: Marquee | undefined
  let starts = true
  let isNear = false
  let adds = false

  const drag: DragHandlers = {
    start: (event) => {
      at = pointOf(canvas, event)
      const reach = event.pointerType === 'mouse' ? TAKE_PX : 2 * TAKE_PX
      isNear = Math.abs(options.curveY(at.x) - at.y) <= reach
      adds = event.shiftKey
      starts = true
      mode = 'none'
      area = undefined
      options.hover(undefined)
      return true
    },
    move: ({ dx, dy, distancePx }) => {
      if (starts && distancePx < SLOP_PX) return
      if (starts) mode = !isNear ? 'marquee' : options.take(at) ? 'curve' : 'none'
      starts = false
      if (mode === 'curve') options.drag(dx, dy)
      if (mode !== 'marquee') return
      area = between(at, { x: at.x + dx, y: at.y + dy })
      options.marquee(area)
    },
    end: () => {
      if (mode === 'curve') options.drop()
      if (area) options.choose(area, adds)
      if (area) options.marquee(undefined)
      if (starts && !adds) options.leave()
    },
    // A marquee with Shift is as large as the hand's way.
    fine: () => false
  }
  attachDrag(canvas, drag, signal)
  canvas.addEventListener('dblclick', (event) => options.make(pointOf(canvas, event)), { signal })
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const rests = event.pointerType === 'mouse' && event.buttons === 0
      options.hover(rests ? pointOf(canvas, event) : undefined)
    },
    { signal }
  )
  canvas.addEventListener('pointerleave', () => options.hover(undefined), { signal })
}

/** Where a pointer is on the canvas, in its own px: in an editor of another size they are zoomed. */
function pointOf(canvas: Element, { offsetX, offsetY }: MouseEvent): Point {
  const zoom = canvas.currentCSSZoom ?? 1
  return { x: offsetX / zoom, y: offsetY / zoom }
}

function between(a: Point, b: Point): Marquee {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y)
  }
}
