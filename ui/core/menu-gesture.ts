const LONG_PRESS_MS = 500
/** A finger that trembles by less still presses. */
const LONG_PRESS_SLOP_PX = 8

/** Opens the menu of a control at a point of the window. */
type OpenMenu = (x: number, y: number) => void

/** The ways to a control's menu: right-click, long press, Shift+F10 and the menu key. */
export function attachMenuGesture(
  element: HTMLElement | SVGElement,
  open: OpenMenu,
  signal: AbortSignal
): void {
  const options = { signal }
  let press: ReturnType<typeof setTimeout> | undefined
  let from = { x: 0, y: 0 }
  let opened = false

  const onDown = (event: PointerEvent) => {
    opened = false
    if (event.pointerType === 'mouse') return
    from = { x: event.clientX, y: event.clientY }
    clearTimeout(press)
    press = setTimeout(() => {
      opened = true
      open(from.x, from.y)
    }, LONG_PRESS_MS)
  }
  const onMove = ({ clientX, clientY }: PointerEvent) => {
    if (Math.hypot(clientX - from.x, clientY - from.y) > LONG_PRESS_SLOP_PX) clearTimeout(press)
  }
  const onEnd = () => clearTimeout(press)
  const onClick = (event: MouseEvent) => {
    // The finger that opened the menu does not press the button as well.
    if (opened) event.stopImmediatePropagation()
    opened = false
  }
  const onMenu = (event: MouseEvent) => {
    event.preventDefault()
    // Under a finger the press is timed here: not every browser tells it.
    const touched = event instanceof PointerEvent && event.pointerType === 'touch'
    if (!touched) open(event.clientX, event.clientY)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return
    event.preventDefault()
    event.stopPropagation()
    const box = element.getBoundingClientRect()
    open(box.left + box.width / 2, box.top + box.height / 2)
  }

  // The union of HTML and SVG elements has no common typed overload of addEventListener.
  const target = element as HTMLElement
  target.addEventListener('pointerdown', onDown, options)
  target.addEventListener('pointermove', onMove, options)
  for (const end of ['pointerup', 'pointercancel']) target.addEventListener(end, onEnd, options)
  target.addEventListener('click', onClick, { ...options, capture: true })
  target.addEventListener('contextmenu', onMenu, options)
  target.addEventListener('keydown', onKey, options)
  signal.addEventListener('abort', onEnd)
}
