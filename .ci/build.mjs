import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { cache, root, runNode, tools } from './tools.mjs'

// `npm run build`: the published package in dist/, from whatever effects exist.

const dist = join(root, 'dist')
const PUBLIC_FOLDERS = ['worklets', 'ui']

const main = async () => {
  rmSync(dist, { recursive: true, force: true })
  if ((await runNode(tools.tsc, ['-b', 'worklets', 'ui', 'ui/effects', 'ui/midi'])) !== 0) return 1
  const configFile = join(root, 'vite.library.config.ts')
  await build({ configFile, mode: 'modules', logLevel: 'warn' })
  await build({ configFile, mode: 'define', logLevel: 'warn' })
  writeTypes()
  const effects = effectIds()
  writeServerEntry()
  const problems = await checkPackage(effects)
  for (const problem of problems) console.error(problem)
  const made = `${effects.length} effects, ${filesIn(dist).length} files in dist`
  console.log(problems.length === 0 ? made : `${made}, ${problems.length} problems`)
  return problems.length === 0 ? 0 : 1
}

/** The folders of effects that are whole, as `vite.library.config.ts` finds them. */
const effectIds = () =>
  readdirSync(join(root, 'worklets/effects')).filter((id) =>
    existsSync(join(root, 'worklets/effects', id, 'index.ts'))
  )

/** Copies the declarations tsc made and gives every entry one beside its JavaScript. */
const writeTypes = () => {
  for (const folder of PUBLIC_FOLDERS) {
    for (const file of filesIn(join(cache, 'types', folder))) {
      const path = relative(join(cache, 'types'), file)
      const source = join(root, path.replace(/\.d\.ts$/, '.ts'))
      if (path.endsWith('.d.ts') && existsSync(source)) {
        write(join('types', path), withJsImports(readFileSync(file, 'utf8')))
      }
    }
  }
  const effects = effectIds()
  const entry = (/** @type {string} */ id) => `worklets/effects/${id}/index`
  const kernel = (/** @type {string} */ id) => `worklets/effects/${id}/kernel`
  const editor = (/** @type {string} */ id) => `ui/effects/${id}/${id}-editor`
  const generic = 'ui/editor/effect-editor'
  writeReexports('index.d.ts', ['worklets/index', ...effects.map(entry)])
  writeReexports('midi.d.ts', ['ui/midi/index'])
  writeReexports('define/midi.d.ts', ['ui/midi/index'])
  writeReexports('mix.d.ts', ['worklets/mix'])
  writeReexports('kernels.d.ts', ['worklets/kernels', ...effects.map(kernel)])
  for (const id of effects) {
    writeReexports(`${id}.d.ts`, [entry(id)])
    if (hasTypes(editor(id))) writeReexports(`ui/${id}.d.ts`, [editor(id)])
    writeReexports(`define/${id}.d.ts`, [hasTypes(editor(id)) ? editor(id) : generic])
  }
}

/**
 * @param {string} file
 * @param {readonly string[]} modules paths below dist/types, without extension
 */
const writeReexports = (file, modules) => {
  const up = file.includes('/') ? '../' : './'
  const lines = modules.filter(hasTypes).map((path) => `export * from '${up}types/${path}.js'\n`)
  write(file, lines.join(''))
}

/** @param {string} path */
const hasTypes = (path) => existsSync(join(dist, 'types', `${path}.d.ts`))

/** @param {string} text */
const withJsImports = (text) =>
  text.replace(/((?:from|import) ?\(?['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2')

/** Frameworks that render on a server import the elements there too: they get nothing. */
const writeServerEntry = () => write('server.js', 'export {}\n')

/**
 * What a user would stumble over: a module that does not load on a server, an effect or kernel
 * that is not exported, a declaration that only the source tree can resolve.
 * @param {readonly string[]} effects
 */
const checkPackage = async (effects) => {
  const problems = []
  const index = await load('index.js')
  const kernels = await load('kernels.js')
  for (const id of effects) {
    const own = await load(`${id}.js`)
    if (!(camel(id) in own)) problems.push(`dist/${id}.js: must export ${camel(id)}`)
    if (!(camel(id) in index)) problems.push(`dist/index.js: must export ${camel(id)}`)
    const kernel = `${pascal(id)}Kernel`
    if (!(kernel in kernels)) problems.push(`dist/kernels.js: must export ${kernel}`)
    if (existsSync(join(dist, 'ui', `${id}.js`))) await load(`ui/${id}.js`)
  }
  for (const file of filesIn(dist).filter((name) => name.endsWith('.d.ts'))) {
    const stray = readFileSync(file, 'utf8').match(/['"][^'"]*(\?worklet|\.ts)['"]/)
    if (stray) problems.push(`${relative(root, file)}: must not import ${stray[0]}`)
  }
  return problems
}

/** @param {string} file */
const load = (file) => import(pathToFileURL(join(dist, file)).href)

/** @param {string} id */
const pascal = (id) => id.replace(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase())

/** @param {string} id */
const camel = (id) => id.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase())

/**
 * @param {string} path below dist
 * @param {string} text
 */
const write = (path, text) => {
  mkdirSync(dirname(join(dist, path)), { recursive: true })
  writeFileSync(join(dist, path), text)
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : [path]
  })

process.exitCode = await main()
