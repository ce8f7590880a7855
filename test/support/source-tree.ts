import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly path: string
  readonly text: string
  /** The text without comments. */
  readonly code: string
  /** Files of this project that it imports, from the project's root, queries cut off. */
  readonly imports: readonly string[]
}

const FOLDERS = ['worklets', 'ui', 'host-demo', 'test']

/** Every TypeScript file of the project. */
export function sourceFiles(root: string): readonly SourceFile[] {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
  )
  return paths.map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const code = text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, ' ')
    const relative = [...code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
      (match) => match[1]
    )
    const imports = relative.map((to) => normalize(join(dirname(path), to.replace(/\?.*$/, ''))))
    return { path, text, code, imports }
  })
}
