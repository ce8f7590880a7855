/** Shift or Alt makes steps and drags this much smaller. */
export const FINE_FACTOR = 0.1

const HOVER_BEFORE_WHEEL_MS = 300
/** Wheel units of one step; mice send 100 or 120 a notch, touchpads a stream of small ones. */
const WHEEL_STEP = 100

export interface WheelHandlers {
  /** Whether the wheel is the control's; else it is left to the page. */
  enabled(): boolean
  step(steps: number): void
}

/**
 * The wheel over a control: whole steps, up is positive, or tenths with Shift or Alt. Only where
 * the control has the focus or the pointer has rested on it for a while, so that a page that
 * scrolls keeps its wheel.
 */
export function attachWheel(
  element: HTMLElement,
  handlers: WheelHandlers,
  signal: AbortSignal
): void {
  const options = { signal }
  let hoveredSince = Number.POSITIVE_INFINITY
  let wheel = 0

  const onWheel = (event: WheelEvent) => {
    const focused = element.matches(':focus, :focus-within')
    const settled = event.timeStamp - hoveredSince >= HOVER_BEFORE_WHEEL_MS
    if (event.ctrlKey || !handlers.enabled()) return
    if (!focused && !settled) {
      // A page that scrolls under the pointer goes on scrolling until the wheel rests.
      hoveredSince = event.timeStamp
      return
    }
    event.preventDefault()
    // With Shift held browsers turn a vertical wheel sideways.
    const delta = event.deltaY || event.deltaX
    // Firefox tells lines, one to six a notch by the system's setting: an event is a step.
    wheel -= event.deltaMode === 0 ? delta / WHEEL_STEP : Math.sign(delta)
    const steps = Math.trunc(wheel + Math.sign(wheel) * 0.01)
    if (steps === 0) return
    wheel = 0
    handlers.step(event.shiftKey || event.altKey ? steps * FINE_FACTOR : steps)
  }
  element.addEventListener('wheel', onWheel, { ...options, passive: false })
  element.addEventListener('pointerenter', (e) => (hoveredSince = e.timeStamp), options)
  element.addEventListener('pointerleave', () => (hoveredSince = Number.POSITIVE_INFINITY), options)
}
