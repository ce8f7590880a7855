import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../.ci/bundle.mjs'
import { effects } from '../support/effects.ts'

/**
 * How many bytes of heap a quantum leaves behind, in a process of its own for each effect: see
 * `test/support/heap-growth.ts`. V8 keeps a number that a function takes or gives back on the heap
 * wherever it does not inline the call, and what it inlines depends on when its compiler comes. So
 * both ends are measured: the compiler on the thread itself, where it comes at the same quantum
 * every time however busy the machine is, and nothing inlined at all. Whatever happens in a browser
 * lies between.
 */

/** No collection in ten minutes: the young generation's 16 MB over 225 000 quanta, rounded down. */
const COMPILED_BYTES = 64

/**
 * With nothing inlined a quantum may leave the numbers that are handed over once a block, 16 bytes
 * each: 75 of them, whatever the effect. One effect hands over a number for every frame.
 */
const UNINLINED_BYTES = 1200

/** What each has come down to, rounded up by a number or two; these may only be lowered. */
const UNINLINED: Readonly<Record<string, number>> = {
  channel: 160,
  eq: 96,
  compressor: 2320,
  reverb: 1200,
  delay: 128,
  widener: 144,
  limiter: 400,
  dither: 16,
  meter: 376,
  monitor: 128
}

const run = promisify(execFile)

/** No collection on the way, and nothing on other threads. */
const FLAGS = [
  '--expose-gc',
  '--single-threaded',
  '--min-semi-space-size=128',
  '--max-semi-space-size=128'
]

describe('once compiled, a quantum leaves next to nothing on the heap', () => {
  let program = ''
  beforeAll(async () => {
    const bundled = await bundle('test/support/heap-growth.ts')
    program = bundled.program
    return bundled.remove
  }, 120_000)

  async function bytesPerQuantum(id: string, flags: readonly string[]): Promise<number> {
    const { stdout } = await run(process.execPath, [...FLAGS, ...flags, program, id])
    return Number(stdout)
  }

  it.each(effects.map(({ id }) => id))('%s', async (id) => {
    const compiled = await bytesPerQuantum(id, [])
    const uninlined = await bytesPerQuantum(id, ['--no-turbo-inlining'])
    console.log(`${id}: ${compiled} bytes a quantum, ${uninlined} with nothing inlined`)
    expect(compiled).toBeLessThanOrEqual(COMPILED_BYTES)
    expect(uninlined).toBeLessThanOrEqual(UNINLINED[id] ?? UNINLINED_BYTES)
  })
})
