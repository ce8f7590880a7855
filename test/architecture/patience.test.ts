/// <reference types="vitest/config" />
import { join } from 'node:path'
import { expect, it } from 'vitest'
import config from '../../vitest.config.ts'
import { sourceFiles } from '../support/source-tree.ts'

/** A suite that passes on a busy machine waits for what happens, and tries nothing twice. */

const tests = sourceFiles(join(import.meta.dirname, '../..')).filter(({ path }) =>
  path.endsWith('.test.ts')
)
const projects = (config.test?.projects ?? []).flatMap((project) =>
  typeof project === 'object' && 'test' in project && project.test ? [project.test] : []
)

it('only sound in real time is tried again, by the project for such files', () => {
  expect(config.test?.retry).toBeUndefined()
  const trying = projects.filter(({ retry }) => retry !== undefined)
  expect(trying.map(({ include }) => include)).toEqual([['test/**/*.realtime.test.ts']])
  expect(trying.map(({ retry }) => retry)).toEqual([1])
})

it('a file of that project plays in real time', () => {
  const quiet = tests
    .filter(({ path }) => path.endsWith('.realtime.test.ts'))
    .filter(({ code }) => !/\bnew AudioContext\(|\bMixEngine\.open\(/.test(code))
  expect(quiet.map(({ path }) => path)).toEqual([])
})

it('how long a test may take is said in one place', () => {
  const own = tests.filter(({ code }) => /\b(timeout|retry): ?\d/.test(code))
  expect(own.map(({ path }) => path)).toEqual([])
})

it('a browser test waits for an event or a state, never for a time', () => {
  const sleeping = tests
    .filter(({ path }) => /\.(browser|realtime)\.test\.ts$/.test(path))
    .filter(({ code }) => /\bsetTimeout\([^()]*,|timers\/promises/.test(code))
  expect(sleeping.map(({ path }) => path)).toEqual([])
})
