/** One page of one browser, driven from outside as a person and a developer would. */
export interface EnginePage {
  goto(url: string): Promise<void>
  /**
   * Evaluates an expression in the page, awaits it and yields its value, which must be JSON.
   * @throws Error with the page's message.
   */
  evaluate<T>(expression: string): Promise<T>
  /** A real click at a place of the window, in CSS pixels: a gesture by the browser's own rules. */
  click(x: number, y: number): Promise<void>
  /** A real key: a character, or a name as of KeyboardEvent.key. */
  press(key: string): Promise<void>
  close(): Promise<void>
}

/** A browser engine that may be installed here. */
export interface Engine {
  readonly name: string
  /** What is missing, as a sentence that says what to install; undefined when all is there. */
  missing(): string | undefined
  launch(): Promise<RunningEngine>
}

export interface RunningEngine {
  /** Name and version as the browser tells them. */
  readonly version: string
  open(): Promise<EnginePage>
  close(): Promise<void>
}

/** How long a page may take to come to a state: engines without a graphics card are slow. */
const PATIENCE_MS = 60_000
const PAUSE_MS = 100

/** Waits until an expression of the page is true. @throws Error that names what did not come. */
export async function until(page: EnginePage, what: string, expression: string): Promise<void> {
  const start = Date.now()
  while (!(await page.evaluate<boolean>(`(async () => Boolean(${expression}))()`))) {
    if (Date.now() - start > PATIENCE_MS) throw new Error(`waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

/**
 * The first element that a list of selectors leads to, each one inside the shadow root of the one
 * before, as an expression of the page.
 */
export function deep(...selectors: readonly string[]): string {
  const [first = '', ...rest] = selectors.map((selector) => JSON.stringify(selector))
  return rest.reduce(
    (host, selector) => `${host}?.shadowRoot?.querySelector(${selector})`,
    `document.querySelector(${first})`
  )
}

/** Clicks the middle of an element. */
export async function clickOn(page: EnginePage, element: string): Promise<void> {
  await until(page, `${element} to be there`, element)
  const [x, y] = await page.evaluate<readonly [number, number]>(
    `(() => { const box = (${element}).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] })()`
  )
  await page.click(x, y)
}
