import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../../../.ci/bundle.mjs'

/** Not one number for each message: the smallest thing on the heap is 16 bytes. */
const BYTES = 8

/**
 * No collection on the way, and the compiler on the thread itself, at the same message each time.
 */
const FLAGS = [
  '--expose-gc',
  '--single-threaded',
  '--min-semi-space-size=128',
  '--max-semi-space-size=128'
]

const run = promisify(execFile)
let bundled: Awaited<ReturnType<typeof bundle>>

beforeAll(async () => {
  bundled = await bundle('test/support/message-growth.ts')
})
afterAll(() => bundled.remove())

test('messages of all kinds reach the parameter block without garbage', async () => {
  const { stdout } = await run(process.execPath, [...FLAGS, bundled.program])
  expect(Number(stdout)).toBeLessThan(BYTES)
})
