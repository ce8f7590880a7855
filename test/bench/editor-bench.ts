import type { Page } from 'playwright'

export interface EditorCost {
  /** Script of the page per frame while sound runs through the effect, ms. */
  readonly scriptMsPerFrame: number
  readonly framesPerSecond: number
}

const SETTLE_MS = 2000
const MEASURE_MS = 5000

/** What an open page costs while nothing is touched, from the browser's own counters. */
export async function editorCost(page: Page): Promise<EditorCost> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  }
  const countFrames = `new Promise((resolve) => {
    let frames = 0
    const end = performance.now() + ${MEASURE_MS}
    const next = (now) => (now < end ? (frames++, requestAnimationFrame(next)) : resolve(frames))
    requestAnimationFrame(next)
  })`
  await page.waitForTimeout(SETTLE_MS)
  const before = await read()
  const frames = Number(await page.evaluate(countFrames))
  const after = await read()
  const script = after('ScriptDuration') - before('ScriptDuration')
  return {
    scriptMsPerFrame: (1000 * script) / frames,
    framesPerSecond: (1000 * frames) / MEASURE_MS
  }
}

/** What stays behind for each editor that is put on the page and taken off again. */
export interface EditorRemains {
  readonly bytes: number
  readonly nodes: number
  readonly listeners: number
}

/**
 * For the first thousand the heap grows by what the engine compiles of the code that has become hot,
 * and by the browser's own record of long frames: 0.9 kB an editor, then 0.4, then 0.04.
 */
const WARM_UP_TIMES = 1000

export async function editorRemains(page: Page, times: number): Promise<EditorRemains> {
  const session = await page.context().newCDPSession(page)
  const read = async () => {
    // Twice: what a finalizer frees is gone only then.
    for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return { usedSize, ...(await session.send('Memory.getDOMCounters')) }
  }
  await page.evaluate(`turnOver(${WARM_UP_TIMES})`)
  const before = await read()
  await page.evaluate(`turnOver(${times})`)
  const after = await read()
  return {
    bytes: (after.usedSize - before.usedSize) / times,
    nodes: (after.nodes - before.nodes) / times,
    listeners: (after.jsEventListeners - before.jsEventListeners) / times
  }
}
