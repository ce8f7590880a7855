import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// What the scripts beside this one share. Nothing here needs an installed package.

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const cache = join(root, 'node_modules/.cache/twobus')

/** Programs of installed packages, run by this very Node. */
export const tools = {
  tsc: join(root, 'node_modules/typescript/bin/tsc'),
  biome: join(root, 'node_modules/@biomejs/biome/bin/biome'),
  vitest: join(root, 'node_modules/vitest/vitest.mjs'),
  playwright: join(root, 'node_modules/playwright/cli.js')
}

/**
 * Runs a program to its end with its output on ours, and yields its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>}
 */
export const run = (program, args, env) =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32' && !program.endsWith('.exe')
    })
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`)
      resolve(127)
    })
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
export const runNode = (script, args, env) => run(process.execPath, [script, ...args], env)

/**
 * Runs one step under a heading and tells how long it took.
 * @param {string} name
 * @param {() => Promise<boolean>} work yields whether the step succeeded
 * @returns {Promise<boolean>}
 */
export const step = async (name, work) => {
  console.log(`\n== ${name}`)
  const started = Date.now()
  const good = await work()
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`== ${name}: ${good ? 'done' : 'FAILED'} in ${seconds} s`)
  return good
}

/** The folder for what the scripts remember between runs. */
export const makeCache = () => {
  mkdirSync(cache, { recursive: true })
  return cache
}
