import { mkdtempSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { makeCache, root } from './tools.mjs'

/**
 * Bundles a TypeScript program into one file that Node runs: Node 20 reads no TypeScript, and what
 * is measured must run as it is shipped, in one piece. Packages stay imports; import.meta.glob and
 * ?worklet work. `remove` takes the file away again.
 * @param {string} file
 * @returns {Promise<{ program: string, remove: () => void }>}
 */
export const bundle = async (file) => {
  const { build } = await import('vite')
  const folder = mkdtempSync(join(makeCache(), 'run-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  await build({
    configFile: join(root, 'vite.config.ts'),
    root,
    logLevel: 'warn',
    build: {
      ssr: resolve(file),
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      target: 'node20',
      // As in the worklets' own bundle: a constant that becomes a variable costs its loops a look-up.
      rolldownOptions: { output: { entryFileNames: '[name].mjs', topLevelVar: false } }
    }
  })
  return { program: join(folder, `${basename(file, '.ts')}.mjs`), remove }
}
