const GESTURES = ['pointerdown', 'keydown', 'touchend'] as const

/**
 * Keeps a context awake: browsers hold it until the first gesture, and a phone interrupts it for a
 * call (`interrupted`) and may leave it suspended after. Every gesture and every return to the page
 * wakes it. Returns the function that stops this.
 */
export function wakeContext(context: AudioContext, page: EventTarget = document): () => void {
  const wake = () => {
    if (context.state === 'running' || context.state === 'closed') return
    // Refused while the interruption lasts or before a gesture: the next gesture tries again.
    context.resume().catch(() => undefined)
  }
  const events = [...GESTURES, 'visibilitychange']
  for (const event of events) page.addEventListener(event, wake, { capture: true, passive: true })
  return () => {
    for (const event of events) page.removeEventListener(event, wake, { capture: true })
  }
}
