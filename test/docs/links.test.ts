import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

/** Pages name files by their whole path from the project's root, and link from where they lie. */

const ROOT = join(import.meta.dirname, '../..')
const PAGES = [
  'README.md',
  ...['worklets', 'ui', 'host-demo', 'test'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('README.md'))
      .map((path) => join(folder, path))
  )
]

/** A file of the source in backticks; the project's page also says what a new folder must hold. */
const PATH = /`((?:[\w.-]+\/)*[\w.-]+\.(?:ts|md|wav|html|json))`/g
const LINK = /\]\((?!https?:|#)([^)#\s]+)/g

const matches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((match) => match[1])

it.each(PAGES)('%s names files and links that exist', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const files = matches(text, PATH).filter((path) => page !== 'README.md' || path.includes('/'))
  const missing = [
    ...files.filter((path) => !existsSync(join(ROOT, path))),
    ...matches(text, LINK).filter((path) => !existsSync(join(ROOT, dirname(page), path)))
  ]
  expect(missing).toEqual([])
})
