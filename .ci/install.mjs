import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCache, root, run, runNode } from './tools.mjs'

const OLDEST_NODE = [20, 19]

/** Brings node_modules to the state of the lock file; does nothing when it is there already. */
export const installPackages = async () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    console.error(`Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.version}.`)
    return false
  }
  if (isInstalled()) return true
  console.log('Installing the packages of the lock file.')
  if ((await npm(['ci', '--no-audit', '--no-fund'])) !== 0) {
    console.error('npm ci failed: see its message above; it needs the network on the first run.')
    return false
  }
  writeFileSync(stampFile(), lockHash())
  return true
}

const isInstalled = () => {
  if (!existsSync(join(root, 'node_modules'))) return false
  const stamp = stampFile()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return true
  if (!matchesLock()) return false
  writeFileSync(stamp, lockHash())
  return true
}

/** Whether npm's own record of node_modules names the versions of the lock file. */
const matchesLock = () => {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record)) return false
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(record)
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' ||
      present[path]?.version === version ||
      // Packages for other systems are in the lock file and never installed here.
      ((optional || devOptional) && !present[path])
  )
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')

const stampFile = () => join(makeCache(), 'installed')

/** @param {readonly string[]} args */
const npm = (args) => {
  const own = process.env.npm_execpath
  return own ? runNode(own, args) : run('npm', args)
}
