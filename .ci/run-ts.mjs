import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundle } from './bundle.mjs'
import { root } from './tools.mjs'

// `node .ci/run-ts.mjs file.ts [arguments]` bundles a TypeScript program and runs it. The program
// finds the repository by process.cwd().

const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('run-ts: give the TypeScript file to run, for example test/bench/bench.ts')
  process.exit(2)
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => process.exit(130))
}

const { program } = await bundle(file)
process.chdir(root)
process.argv = [process.argv[0] ?? 'node', resolve(file), ...args]
await import(pathToFileURL(program).href)
