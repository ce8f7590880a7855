import { attachMenuGesture } from './menu-gesture.ts'
import { attachWheel, FINE_FACTOR } from './wheel-gesture.ts'

/**
 * How hands move a control, the same for every knob, fader and field: vertical drag with capture,
 * fine with Shift or Alt, wheel only when focused or hovered for a while, double-click or
 * Ctrl/Cmd-click to reset, right-click or long press for the menu.
 */

/** This many px of vertical drag are the full range. */
const DRAG_RANGE_PX = 180
/** A click that trembles by less is no drag. */
const DRAG_SLOP_PX = 2

/** Ctrl or Cmd with a click resets; on a Mac Ctrl with a click is the right button's. */
export function isResetClick(event: PointerEvent): boolean {
  return event.metaKey || (event.ctrlKey && !isMac())
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform)
}

export interface DragMovement {
  readonly dx: number
  readonly dy: number
  /** Straight way from the start on the screen, fine or not. */
  readonly distancePx: number
  readonly event: PointerEvent
}

export interface DragHandlers {
  /** Return false to let the pointer go. */
  start(event: PointerEvent): boolean | undefined
  /** Movement since the start in px; fine movement counts a tenth and never jumps. */
  move(movement: DragMovement): void
  end(): void
  menu?(x: number, y: number): void
  /** Whether this movement is fine; by Shift or Alt where it is missing. */
  fine?(event: PointerEvent): boolean
}

/** Pointer drag with capture on an element. A drag ends when the signal does. */
export function attachDrag(
  element: HTMLElement | SVGElement,
  handlers: DragHandlers,
  signal: AbortSignal
): void {
  const options = { signal }
  let pointer: number | undefined
  let last = { x: 0, y: 0 }
  let first = last
  let travelled = { dx: 0, dy: 0 }

  const finish = () => {
    if (pointer === undefined) return
    const id = pointer
    pointer = undefined
    if (element.hasPointerCapture(id)) element.releasePointerCapture(id)
    handlers.end()
  }
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || pointer !== undefined) return
    if (handlers.start(event) === false) return
    pointer = event.pointerId
    capture(element, pointer)
    last = { x: event.clientX, y: event.clientY }
    first = last
    travelled = { dx: 0, dy: 0 }
  }
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return
    // The first button has been let go while another is held, which is no `pointerup`.
    if ((event.buttons & 1) === 0) return finish()
    const isFine = handlers.fine?.(event) ?? (event.shiftKey || event.altKey)
    // Pointers move in px of the window, lengths of an editor of another size are zoomed.
    const scale = (isFine ? FINE_FACTOR : 1) / (element.currentCSSZoom ?? 1)
    travelled = {
      dx: travelled.dx + (event.clientX - last.x) * scale,
      dy: travelled.dy + (event.clientY - last.y) * scale
    }
    last = { x: event.clientX, y: event.clientY }
    const distancePx = Math.hypot(last.x - first.x, last.y - first.y)
    handlers.move({ ...travelled, distancePx, event })
  }
  const onEnd = (event: PointerEvent) => {
    if (event.pointerId === pointer) finish()
  }
  element.style.touchAction = 'none'
  // The union of HTML and SVG elements has no common typed overload of addEventListener.
  const target = element as HTMLElement
  target.addEventListener('pointerdown', onDown, options)
  target.addEventListener('pointermove', onMove, options)
  target.addEventListener('pointerup', onEnd, options)
  target.addEventListener('pointercancel', onEnd, options)
  target.addEventListener('lostpointercapture', onEnd, options)
  const openMenu = (x: number, y: number) => {
    finish()
    handlers.menu?.(x, y)
  }
  if (handlers.menu) attachMenuGesture(element, openMenu, signal)
  signal.addEventListener('abort', finish)
}

function capture(element: Element, pointer: number): void {
  try {
    element.setPointerCapture(pointer)
  } catch {
    // A pointer that has gone in the meantime cannot be captured; its end will come all the same.
  }
}

export interface TravelHandlers {
  /** Travel 0..1 now. */
  position(): number
  /** Pixels of the full range; DRAG_RANGE_PX where missing. */
  rangePx?(): number | undefined
  begin(): void
  move(travel: number): void
  end(): void
  /** Wheel: whole steps, or tenths with Shift. Up is positive. */
  step?(steps: number): void
  reset?(): void
  menu?(x: number, y: number): void
  enabled?(): boolean
}

/** All hand gestures of a control with one vertical travel. */
export function attachTravelGesture(
  element: HTMLElement,
  handlers: TravelHandlers,
  signal: AbortSignal
): void {
  const options = { signal }
  const enabled = () => handlers.enabled?.() ?? true
  let startTravel = 0
  let startDy = 0
  let moving = false
  let dragged = false

  const drag: DragHandlers = {
    start: (event) => {
      if (!enabled()) return false
      if (isResetClick(event)) {
        handlers.reset?.()
        return false
      }
      startTravel = handlers.position()
      moving = false
      dragged = false
      return true
    },
    move: ({ dy, distancePx }) => {
      if (!moving) {
        if (distancePx < DRAG_SLOP_PX) return
        moving = true
        dragged = true
        startDy = dy
        handlers.begin()
      }
      const travel = startTravel - (dy - startDy) / (handlers.rangePx?.() ?? DRAG_RANGE_PX)
      handlers.move(Math.min(Math.max(travel, 0), 1))
    },
    end: () => {
      if (moving) handlers.end()
      moving = false
    },
    menu: (x, y) => {
      if (enabled()) handlers.menu?.(x, y)
    }
  }
  attachDrag(element, drag, signal)

  const onClick = (event: MouseEvent) => {
    // The click that ends a drag means nothing.
    if (dragged) event.stopPropagation()
    dragged = false
  }
  element.addEventListener('click', onClick, { ...options, capture: true })
  element.addEventListener('dblclick', () => enabled() && handlers.reset?.(), options)
  const wheel = {
    enabled: () => enabled() && handlers.step !== undefined,
    step: (steps: number) => handlers.step?.(steps)
  }
  attachWheel(element, wheel, signal)
}
