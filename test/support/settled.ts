/** Elements below a root, through every open shadow root. */
export function* everyElement(root: ParentNode): Generator<HTMLElement | SVGElement> {
  for (const element of root.querySelectorAll<HTMLElement | SVGElement>('*')) {
    yield element
    if (element.shadowRoot) yield* everyElement(element.shadowRoot)
  }
}

/**
 * Until every element on the page has rendered, observers have told sizes and no color or place
 * is on its way to another.
 */
export async function settled(): Promise<void> {
  do {
    // A frame tells the editor its size, the next one its parts theirs, and then they are drawn.
    for (let frame = 0; frame < 4; frame++) await nextFrame()
    await Promise.allSettled(passingAnimations().map(({ finished }) => finished))
  } while ([...everyElement(document.body)].some(hasToRender))
}

function nextFrame(): Promise<number> {
  return new Promise(requestAnimationFrame)
}

/** Those that end: what turns for ever is no state to wait for. */
function passingAnimations(): readonly Animation[] {
  return document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    .filter(({ playState }) => playState === 'running')
}

function hasToRender(element: Element): boolean {
  return 'isUpdatePending' in element && element.isUpdatePending === true
}
