/**
 * The one animation loop of the page. It runs only while a visible element wants frames, at most
 * about 80 times a second (every second frame of a 120 or 144 Hz screen), and 10 times a second
 * where people asked for less motion.
 */

export type FrameCallback = (now: number, deltaMs: number) => void

/** Frames nearer than this to the last are skipped. */
const SHORTEST_FRAME_MS = 11
const REDUCED_FRAME_MS = 98
/** After a pause a meter must not fall for the whole time it was not seen. */
const LONGEST_DELTA_MS = 250

const tasks = new Set<FrameTask>()
const byElement = new WeakMap<Element, Set<FrameTask>>()
let observer: IntersectionObserver | undefined
let request = 0
let lastTime = 0
let listening = false

/**
 * One drawer's claim on the loop, as long as `lifetime` lives. Frames come while `live`, or once
 * after `request()`.
 */
export class FrameTask {
  readonly #callback: FrameCallback
  readonly element: Element
  visible = false
  #live = false
  #requested = false
  #lastRun = 0

  constructor(element: Element, callback: FrameCallback, lifetime: AbortSignal) {
    this.element = element
    this.#callback = callback
    if (lifetime.aborted) return
    tasks.add(this)
    observe(this)
    lifetime.addEventListener('abort', () => this.#release(), { once: true })
  }

  get live(): boolean {
    return this.#live
  }

  set live(value: boolean) {
    if (this.#live === value) return
    this.#live = value
    schedule()
  }

  /** Asks for one frame. Kept while the element is not visible. */
  request(): void {
    this.#requested = true
    schedule()
  }

  get wanted(): boolean {
    return this.visible && (this.#live || this.#requested)
  }

  run(now: number): void {
    this.#requested = false
    const deltaMs = Math.min(now - this.#lastRun, LONGEST_DELTA_MS)
    this.#lastRun = now
    this.#callback(now, deltaMs)
  }

  #release(): void {
    tasks.delete(this)
    const others = byElement.get(this.element)
    others?.delete(this)
    if (others?.size === 0) {
      byElement.delete(this.element)
      observer?.unobserve(this.element)
    }
  }
}

/** Frames while the element is visible, as long as `lifetime` lives. */
export function onFrame(element: Element, callback: FrameCallback, lifetime: AbortSignal): void {
  new FrameTask(element, callback, lifetime).live = true
}

/** Asked once; the list itself follows the person's setting. */
let reducedMotion: MediaQueryList | undefined

export function prefersReducedMotion(): boolean {
  reducedMotion ??= matchMedia('(prefers-reduced-motion: reduce)')
  return reducedMotion.matches
}

/** How many drawers the loop knows, and whether it runs: for tests that look for leaks. */
export function frameLoopState(): { readonly tasks: number; readonly running: boolean } {
  return { tasks: tasks.size, running: request !== 0 }
}

function observe(task: FrameTask): void {
  observer ??= new IntersectionObserver((entries) => {
    for (const entry of entries) {
      for (const seen of byElement.get(entry.target) ?? []) seen.visible = entry.isIntersecting
    }
    schedule()
  })
  const known = byElement.get(task.element)
  if (known) {
    task.visible = [...known][0]?.visible ?? false
    known.add(task)
  } else {
    byElement.set(task.element, new Set([task]))
    observer.observe(task.element)
  }
  if (!listening) {
    listening = true
    document.addEventListener('visibilitychange', schedule)
  }
}

function schedule(): void {
  if (request !== 0 || document.hidden) return
  for (const task of tasks) {
    if (task.wanted) {
      request = requestAnimationFrame(run)
      return
    }
  }
}

function run(now: number): void {
  request = 0
  const shortest = prefersReducedMotion() ? REDUCED_FRAME_MS : SHORTEST_FRAME_MS
  if (now - lastTime >= shortest) {
    lastTime = now
    for (const task of tasks) if (task.wanted) task.run(now)
  }
  schedule()
}
