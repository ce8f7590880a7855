import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { bundleWorklet, workletPlugin } from './vite-worklet-plugin.ts'

// The published package, made in two runs from whatever folders exist:
//   --mode modules   dist/index.js, kernels.js, mix.js, <effect>.js, ui/<effect>.js, worklets/<effect>.js;
//                    Lit stays an import, because a bundler must find a single copy of it
//   --mode define    dist/define/<effect>.js: registers <twobus-effect>, brings Lit along, and so
//                    works from any static server on a page without a bundler

const root = import.meta.dirname
const effects = readdirSync(join(root, 'worklets/effects'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .filter((id) => existsSync(join(root, effectFile(id, 'index.ts'))))

const midiFile = join(root, 'ui/midi/index.ts')

export default defineConfig(({ mode }) => {
  const define = mode === 'define'
  const input = define ? defineEntries() : moduleEntries()
  return {
    root,
    publicDir: false,
    plugins: [workletPlugin(), entryPlugin(), ...(define ? [] : [workletFilesPlugin()])],
    build: {
      outDir: define ? 'dist/define' : 'dist',
      emptyOutDir: false,
      target: 'es2022',
      minify: define ? 'oxc' : false,
      lib: { entry: input, formats: ['es'] },
      rolldownOptions: {
        input,
        external: define ? [] : [/^lit($|\/)/, /^@lit\//],
        output: {
          minify: define,
          entryFileNames: '[name].js',
          // Under ui/ package.json tells bundlers to keep what merely registers an element.
          chunkFileNames: ({ moduleIds }) =>
            `${!define && moduleIds.some(isInterface) ? 'ui/' : ''}chunks/[name]-[hash].js`
        }
      }
    }
  }
})

const moduleEntries = (): Record<string, string> => ({
  index: 'entry:index',
  kernels: 'entry:kernels',
  mix: join(root, 'worklets/mix.ts'),
  midi: midiFile,
  ...Object.fromEntries(effects.map((id) => [id, join(root, effectFile(id, 'index.ts'))])),
  ...Object.fromEntries(
    effects.filter(hasEditor).map((id) => [`ui/${id}`, join(root, editorFile(id))])
  )
})

const defineEntries = (): Record<string, string> => ({
  midi: midiFile,
  ...Object.fromEntries(effects.map((id) => [id, `entry:define/${id}`]))
})

/** The entries no file is written for, so that no file has to name an effect. */
const entryPlugin = (): Plugin => ({
  name: 'twobus-entries',
  resolveId: (source) => (source.startsWith('entry:') ? `\0${source}` : undefined),
  load(id) {
    if (id === '\0entry:index') {
      return lines(['worklets/index.ts', ...effects.map((id) => effectFile(id, 'index.ts'))])
    }
    if (id === '\0entry:kernels') {
      return lines(['worklets/kernels.ts', ...effects.map((id) => effectFile(id, 'kernel.ts'))])
    }
    const effect = id.split('\0entry:define/')[1]
    return effect && (hasEditor(effect) ? ownElement(effect) : genericElement(effect))
  }
})

const lines = (files: readonly string[]): string =>
  files
    .filter((file) => existsSync(join(root, file)))
    .map((file) => `export * from '/${file}'\n`)
    .join('')

const ownElement = (id: string): string => `
  import { ${pascal(id)}Editor as Editor } from '/${editorFile(id)}'
  export { Editor as ${pascal(id)}Editor }
  if (!customElements.get('twobus-${id}')) customElements.define('twobus-${id}', Editor)
`

/** An effect without an editor of its own gets the generic one, which draws the whole table. */
const genericElement = (id: string): string => `
  import { EffectEditor } from '/ui/editor/effect-editor.ts'
  import * as table from '/${effectFile(id, 'definition.ts')}'
  const definition = Object.values(table).find((value) => value?.id === '${id}')
  export class ${pascal(id)}Editor extends EffectEditor {
    static definition = definition
  }
  if (!customElements.get('twobus-${id}')) customElements.define('twobus-${id}', ${pascal(id)}Editor)
`

/** Each processor as a file of its own, for pages whose content policy forbids Blob scripts. */
const workletFilesPlugin = (): Plugin => ({
  name: 'twobus-worklet-files',
  async generateBundle() {
    for (const id of effects) {
      const entry = join(root, effectFile(id, 'processor.ts'))
      const { text } = await bundleWorklet(entry, { minify: true })
      this.emitFile({ type: 'asset', fileName: `worklets/${id}.js`, source: text })
    }
    const lanes = join(root, 'worklets/core/lane-script.ts')
    const { text } = await bundleWorklet(lanes, { minify: true })
    this.emitFile({ type: 'asset', fileName: 'worklets/automation.js', source: text })
  }
})

function isInterface(file: string): boolean {
  return file.startsWith(join(root, 'ui'))
}

function effectFile(id: string, name: string): string {
  return `worklets/effects/${id}/${name}`
}

function editorFile(id: string): string {
  return `ui/effects/${id}/${id}-editor.ts`
}

function hasEditor(id: string): boolean {
  return existsSync(join(root, editorFile(id)))
}

function pascal(id: string): string {
  return id.replace(/(^|-)(\w)/g, (_, _dash, letter) => letter.toUpperCase())
}
