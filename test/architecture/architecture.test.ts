import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LIBRARY_VERSION } from '../../worklets/core/message.ts'
import { type SourceFile, sourceFiles } from '../support/source-tree.ts'

const root = join(import.meta.dirname, '../..')
const files = sourceFiles(root)
const product = files.filter(({ path }) => !path.startsWith('test/'))
const byPath = new Map(files.map((file) => [file.path, file]))
const effects = readdirSync(join(root, 'worklets/effects'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

function offenders(where: readonly SourceFile[], what: RegExp, allowed: string): readonly string[] {
  return where
    .filter(({ path, code }) => path !== allowed && what.test(code))
    .map(({ path }) => path)
}

describe('the folders', () => {
  it('of every effect hold the same files', () => {
    const wanted = [
      'definition.ts',
      'kernel.ts',
      'processor.ts',
      'presets.ts',
      'index.ts',
      'README.md'
    ]
    for (const id of effects) {
      const missing = wanted.filter((file) => !existsSync(join(root, 'worklets/effects', id, file)))
      expect(missing, id).toEqual([])
    }
  })

  it('hold no file of more than 400 lines', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 401).map(({ path }) => path)
    expect(long).toEqual([])
  })

  it('import only what they may', () => {
    const wrong = product.flatMap(({ path, imports }) =>
      imports.filter((to) => !mayImport(path, to)).map((to) => `${path} -> ${to}`)
    )
    expect(wrong).toEqual([])
  })

  it('import only files that exist, and in no circle', () => {
    const missing = files.flatMap(({ path, imports }) =>
      imports.filter((to) => !existsSync(join(root, to))).map((to) => `${path} -> ${to}`)
    )
    expect(missing).toEqual([])
    expect(findCircle()).toEqual([])
  })

  it('of dsp use each other downwards only', () => {
    const family = (path: string) => /^worklets\/dsp\/(.*)\/[^/]+$/.exec(path)?.[1]
    const climbs = product.flatMap(({ path, imports }) =>
      imports
        .filter((to) => path.startsWith('worklets/dsp/') && family(to) !== family(path))
        .filter((to) => rank(family(to)) >= rank(family(path)))
        .map((to) => `${path} -> ${to}`)
    )
    expect(climbs).toEqual([])
  })

  it('shared by all effects name none of them', () => {
    const shared = product.filter(
      ({ path }) => !/^(worklets|ui)\/effects\/|^host-demo\//.test(path)
    )
    const quoted = new RegExp(`(['"\`])(${effects.join('|')})\\1|effects/(${effects.join('|')})\\b`)
    // A meter row's maker and the graph's words are common nouns; only a quoted id names an effect.
    expect(shared.filter(({ code }) => quoted.test(code)).map(({ path }) => path)).toEqual([])
    const configs = [
      'vite.config.ts',
      'vite.library.config.ts',
      'vite-worklet-plugin.ts',
      'vitest.config.ts'
    ]
    for (const config of configs) {
      expect(quoted.test(readFileSync(join(root, config), 'utf8')), config).toBe(false)
    }
  })
})

describe('some words', () => {
  it('of the audio thread occur in one file', () => {
    expect(
      offenders(
        product,
        /\b(registerProcessor|AudioWorkletProcessor)\b/,
        'worklets/core/worklet.ts'
      )
    ).toEqual([])
  })

  it('of shared memory occur in one file', () => {
    expect(offenders(product, /\bAtomics\b/, 'worklets/core/blocks.ts')).toEqual([])
  })

  it('of the frame loop occur in one file', () => {
    expect(offenders(product, /\brequestAnimationFrame\b/, 'ui/core/frame.ts')).toEqual([])
  })

  it('of the rule for numbers on the audio thread stand where it is told', () => {
    const told = 'worklets/dsp/cell.ts'
    const bound = product.filter(({ path }) => path.startsWith('worklets/'))
    expect(offenders(bound, /\bnew Float64Array\(1\)|Float64Array\.of\([^,()]*\)/, told)).toEqual(
      []
    )
    const wrong = bound
      .filter(({ path, text }) => path !== told && /garbage|a returned number/i.test(text))
      .map(({ path }) => path)
    expect(wrong).toEqual([])
  })

  it('that take a listener off by hand stand in no element: its lifetime does', () => {
    const elements = product.filter(({ path }) =>
      /^(ui|host-demo\/elements|host-demo\/gallery)\//.test(path)
    )
    const byHand = elements.filter(({ code }) => /\bremoveEventListener\b/.test(code))
    expect(byHand.map(({ path }) => path).filter((path) => !NO_ELEMENTS.has(path))).toEqual([])
    // The controller map's panel has an idiom of its own.
    const own = elements.filter(({ path }) => !path.startsWith('ui/midi/'))
    const second = /\b(hostDisconnected|disconnectedCallback)\b/
    expect(offenders(own, second, 'ui/core/element.ts')).toEqual([])
  })

  it('that silence the type checker or the linter stand nowhere', () => {
    const silencers = /\bas any\b|:\s*any\b/
    expect(
      product
        .filter(({ text, code }) => silencers.test(code) || /@ts-|biome-ignore/.test(text))
        .map(({ path }) => path)
    ).toEqual([])
  })
})

it('the library calls itself by the version of its package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(LIBRARY_VERSION).toBe(version)
})

/** What listens and is no element: made and disposed of by its owner, on no page of its own. */
const NO_ELEMENTS: ReadonlySet<string> = new Set([
  // Undo and presets live on while their editor is off the page, and are connected anew with it.
  'ui/editor/editor-model.ts',
  // Lives as long as the effect whose moves it names.
  'ui/midi/source-names.ts'
])

/** The import table of the architecture, one line per folder; the first that fits a path counts. */
const MAY_IMPORT: readonly (readonly [folder: RegExp, ...targets: readonly string[]])[] = [
  [/^worklets\/dsp\//, 'worklets/dsp/'],
  [/^worklets\/core\//, 'worklets/core/', 'worklets/dsp/'],
  [/^worklets\/effects\/([^/]+)\//, 'worklets/effects/$1/', 'worklets/core/', 'worklets/dsp/'],
  [/^worklets\/mix\//, 'worklets/mix/', 'worklets/core/', 'worklets/dsp/'],
  [/^worklets\/main-thread\//, 'worklets/main-thread/', 'worklets/core/'],
  [/^worklets\//, 'worklets/'],
  [/^ui\/core\//, 'ui/core/', 'worklets/core/'],
  [/^ui\/controls\//, 'ui/controls/', 'ui/core/', 'worklets/core/'],
  [/^ui\/graph\//, 'ui/graph/', 'ui/controls/', 'ui/core/', 'worklets/core/', 'worklets/dsp/'],
  [/^ui\/editor\//, 'ui/editor/', 'ui/graph/', 'ui/controls/', 'ui/core/', 'worklets/core/'],
  [
    /^ui\/effects\/([^/]+)\//,
    ...['ui/effects/$1/', 'ui/editor/', 'ui/graph/', 'ui/controls/', 'ui/core/'],
    ...['worklets/effects/$1/', 'worklets/core/', 'worklets/dsp/']
  ],
  [/^ui\/midi\//, 'ui/midi/', 'ui/controls/', 'ui/core/', 'worklets/core/'],
  [/^host-demo\/session\//, 'host-demo/session/', 'worklets/'],
  [/^host-demo\/audio\//, 'host-demo/audio/', 'host-demo/session/', 'worklets/'],
  [
    /^host-demo\/export\//,
    ...['host-demo/export/', 'host-demo/audio/', 'host-demo/session/', 'worklets/']
  ],
  [/^host-demo\//, 'host-demo/', 'ui/', 'worklets/']
]

/** Families of dsp from the bottom up; below all of them lies what stands at its root. */
const FAMILIES: readonly (string | undefined)[] = [
  ...[undefined, 'moves', 'noise', 'lines', 'filters', 'levels', 'spectral'],
  ...['dynamics', 'true-peak', 'loudness', 'width', 'reverb']
]

/** How high a family lies; one that is not in the list lies above all. */
function rank(family: string | undefined): number {
  const place = FAMILIES.indexOf(family)
  return place < 0 ? FAMILIES.length : place
}

/** What sounds: only effects' own files and the code that runs kernels know it. */
const SOUNDS = /^worklets\/effects\/[^/]+\/(kernel|processor)\.ts$/

function mayImport(path: string, to: string): boolean {
  if (path.startsWith('ui/') && SOUNDS.test(to)) return false
  for (const [folder, ...targets] of MAY_IMPORT) {
    const found = folder.exec(path)
    if (found) return targets.some((target) => to.startsWith(target.replace('$1', found[1] ?? '')))
  }
  return false
}

/** A chain of files that leads back to its start, or nothing. */
function findCircle(): readonly string[] {
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return []
    for (const to of byPath.get(path)?.imports ?? []) {
      const circle = visit(to, [...trail, path])
      if (circle.length > 0) return circle
    }
    done.add(path)
    return []
  }
  for (const { path } of files) {
    const circle = visit(path, [])
    if (circle.length > 0) return circle
  }
  return []
}
