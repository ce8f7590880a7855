import { mkdtempSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeCache, root } from './tools.mjs'

// `node .ci/run-ts.mjs file.ts [arguments]` bundles a TypeScript program and runs it: Node 20 reads
// no TypeScript, and a benchmark must run as it is shipped, in one piece. Packages stay imports;
// import.meta.glob and ?worklet work. The program finds the repository by process.cwd().

const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('run-ts: give the TypeScript file to run, for example test/bench/bench.ts')
  process.exit(2)
}

const { build } = await import('vite')
const folder = mkdtempSync(join(makeCache(), 'run-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => process.exit(130))
}

const entry = resolve(file)
await build({
  configFile: join(root, 'vite.config.ts'),
  root,
  logLevel: 'warn',
  build: {
    ssr: entry,
    outDir: folder,
    emptyOutDir: false,
    copyPublicDir: false,
    minify: false,
    target: 'node20',
    // As in the worklets' own bundle: a constant that becomes a variable costs its loops a look-up.
    rolldownOptions: { output: { entryFileNames: '[name].mjs', topLevelVar: false } }
  }
})
process.chdir(root)
process.argv = [process.argv[0] ?? 'node', entry, ...args]
await import(pathToFileURL(join(folder, `${basename(entry, '.ts')}.mjs`)).href)
