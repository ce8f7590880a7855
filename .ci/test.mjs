import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { installPackages } from './install.mjs'
import { makeCache, root, runNode, step, tools } from './tools.mjs'

// `npm test`: everything that must hold, on a machine with Node and nothing else. All steps run
// even after one has failed, so that one run tells all. Arguments go to Vitest: `npm test -- test/ui`.

const report = join(makeCache(), 'vitest.json')

const main = async () => {
  /** @type {string[]} */
  const failed = []
  /**
   * @param {string} name
   * @param {() => Promise<boolean>} work
   */
  const check = async (name, work) => {
    if (!(await step(name, work))) failed.push(name)
  }
  /** @type {string | undefined} */
  let chromium
  if (!(await step('packages', installPackages))) return 1
  await check('chromium', async () => {
    chromium = await findChromium()
    if (chromium) console.log(chromium)
    return chromium !== undefined
  })
  // By force: of files that are not new the compiler has missed what another file's change broke.
  await check('types', async () => (await runNode(tools.tsc, ['-b', '--force'])) === 0)
  await check('format and lint', async () => (await runNode(tools.biome, biomeArgs())) === 0)
  await check('build', buildPackage)
  await check('tests', () => runTests(chromium))

  const { passed, broken } = countTests()
  if (failed.length > 0) console.log(`\nFailed steps: ${failed.join(', ')}`)
  console.log(`\n${passed} passed, ${broken} failed`)
  return failed.length === 0 && passed > 0 && broken === 0 ? 0 : 1
}

const biomeArgs = () => ['ci', '--error-on-warnings', '--diagnostic-level=warn', '--colors=off']

/** Some tests load the built package; it is built again only when a source has changed. */
const buildPackage = async () => {
  const stamp = join(makeCache(), 'built')
  const sources = sourceHash()
  const known = existsSync(stamp) && existsSync(join(root, 'dist/index.js'))
  if (known && readFileSync(stamp, 'utf8') === sources) return true
  rmSync(stamp, { force: true })
  if ((await runNode(join(root, '.ci/build.mjs'), [])) !== 0) return false
  writeFileSync(stamp, sources)
  return true
}

const sourceHash = () => {
  const hash = createHash('sha256')
  const files = ['worklets', 'ui', '.ci/build.mjs', 'package.json', 'package-lock.json']
  const configs = readdirSync(root).filter((name) => /^(vite|tsconfig).*\.(ts|json)$/.test(name))
  for (const file of [...files, ...configs].flatMap(filesAt)) {
    hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
const filesAt = (path) =>
  statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path))
        .sort()
        .flatMap((name) => filesAt(`${path}/${name}`))
    : [path]

/** @param {string | undefined} chromium */
const runTests = async (chromium) => {
  rmSync(report, { force: true })
  const projects = chromium ? [] : ['--project', 'node']
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['run', ...projects, ...reporters, ...process.argv.slice(2)]
  return (await runNode(tools.vitest, args, chromium ? { CHROME_PATH: chromium } : {})) === 0
}

/** A file that fails before its first test counts as one failed test. */
const countTests = () => {
  if (!existsSync(report)) return { passed: 0, broken: 0 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const unread = testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0
  )
  return { passed: numPassedTests, broken: numFailedTests + unread.length }
}

process.exitCode = await main()
