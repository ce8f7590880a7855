import { createHash } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { relative } from 'node:path'
import { rolldown } from 'rolldown'
import { isFileLoadingAllowed, normalizePath, type Plugin, type ResolvedConfig } from 'vite'

const WORKLET_QUERY = /\?worklet$/

type Bundle = { readonly text: string; readonly files: readonly string[]; readonly hash: string }

const bundles = new Map<string, Promise<Bundle>>()

/**
 * Makes `import('./processor.ts?worklet')` yield the processor and all it imports as the text of
 * one script without imports and exports, in the dev server, in Vitest and in every build.
 * AudioWorklet modules loaded as a Blob need exactly that, and so does a library whose users
 * bundle it with tools that do not copy files.
 */
export const workletPlugin = (): Plugin => {
  let config: ResolvedConfig | undefined
  return {
    name: 'twobus-worklet',
    enforce: 'pre',
    configResolved(resolved) {
      config = resolved
    },
    load: {
      filter: { id: WORKLET_QUERY },
      async handler(id) {
        const entry = id.replace(WORKLET_QUERY, '')
        const minify = config?.command === 'build'
        if (config?.command === 'serve') await refuseOutside(config, entry)
        const { text, files } = await bundleWorklet(entry, { minify })
        for (const file of files) this.addWatchFile(file)
        return { code: `export default ${JSON.stringify(text)}\n`, map: null, moduleType: 'js' }
      }
    }
  }
}

/**
 * Throws where the dev server must not give a file out, by the error that Vite answers with 403.
 * Vite asks its own list only after every plugin has let the file go by.
 */
const refuseOutside = async (config: ResolvedConfig, entry: string): Promise<void> => {
  // A link may lie inside and lead outside.
  const file = normalizePath(await realpath(entry).catch(() => entry))
  if (isFileLoadingAllowed(config, file)) return
  throw Object.assign(new Error('must lie in a folder that the dev server serves'), {
    code: 'ERR_DENIED_ID',
    id: file
  })
}

/** The text of one processor and the files it was made of; made anew only when one has changed. */
export const bundleWorklet = async (
  entry: string,
  { minify }: { readonly minify: boolean }
): Promise<Bundle> => {
  const key = `${minify} ${entry}`
  const known = await bundles.get(key)?.catch(() => undefined)
  if (known && known.hash === (await hashOf(known.files))) return known
  const made = makeBundle(entry, minify)
  bundles.set(key, made)
  return made
}

const makeBundle = async (entry: string, minify: boolean): Promise<Bundle> => {
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    tsconfig: false,
    transform: { target: 'es2022' },
    treeshake: { moduleSideEffects: true }
  })
  try {
    const { output } = await build.generate({ format: 'iife', minify, codeSplitting: false })
    const [chunk] = output
    if (output.length !== 1 || chunk.imports.length > 0 || chunk.exports.length > 0) {
      const links = [...chunk.imports, ...chunk.exports].join(', ')
      throw new Error(
        `${relative('.', entry)}: a worklet script must import only files and export nothing, got ${links}`
      )
    }
    const files = (await build.watchFiles).filter((file) => !file.includes('\0'))
    return { text: chunk.code, files, hash: await hashOf(files) }
  } finally {
    await build.close()
  }
}

const hashOf = async (files: readonly string[]): Promise<string> => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(await readFile(file).catch(() => ''))
  return hash.digest('hex')
}
