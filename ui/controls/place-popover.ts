const EDGE_PX = 8
const GAP_PX = 4

/** An element to stand under, or a point of the page. */
export type PopoverPlace = Element | { readonly x: number; readonly y: number }

/** Puts a popover that is open under its place, above it where there is no room, inside the page. */
export function placePopover(popover: HTMLElement, at: PopoverPlace): void {
  // Inside an editor of another size lengths are zoomed; measured boxes are px of the window.
  const zoom = popover.currentCSSZoom ?? 1
  popover.style.setProperty('--zoom', String(zoom))
  const { width, height } = popover.getBoundingClientRect()
  const box = at instanceof Element ? at.getBoundingClientRect() : undefined
  const point = at instanceof Element ? { x: 0, y: 0 } : at
  const x = box ? box.left : point.x
  const below = box ? box.bottom + GAP_PX : point.y
  const above = (box ? box.top - GAP_PX : point.y) - height
  const fitsBelow = below + height <= innerHeight - EDGE_PX
  const left = Math.max(EDGE_PX, Math.min(x, innerWidth - width - EDGE_PX))
  const lowest = Math.min(below, innerHeight - height - EDGE_PX)
  const top = Math.max(EDGE_PX, fitsBelow || above < EDGE_PX ? lowest : above)
  popover.style.left = `${left / zoom}px`
  popover.style.top = `${top / zoom}px`
}

/**
 * Takes the popover out of the page when it closes, and gives the focus back to where it was, unless
 * it has gone elsewhere meanwhile.
 */
export function removeWhenClosed(popover: HTMLElement, root: Node, closed?: () => void): void {
  const scope = root instanceof ShadowRoot ? root : document
  const before = scope.activeElement
  popover.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return
    popover.remove()
    closed?.()
    const free = scope.activeElement === null || scope.activeElement === document.body
    if (free && before instanceof HTMLElement && before.isConnected) {
      before.focus({ preventScroll: true })
    }
  })
}
