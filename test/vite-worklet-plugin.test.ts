import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, normalizePath, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { workletPlugin } from '../vite-worklet-plugin.ts'

/** A served folder beside one that is nobody's business. */

const SECRET = 'only-its-owner-reads-this'

interface Answer {
  readonly status: number | undefined
  readonly text: string
}

let folder: string
let server: ViteDevServer
let port: number

beforeAll(async () => {
  folder = normalizePath(realpathSync(mkdtempSync(join(tmpdir(), 'worklet-plugin-'))))
  for (const name of ['served', 'private']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'served/gain.ts'), 'import "./half.ts"\nglobalThis.gain = 1\n')
  writeFileSync(join(folder, 'served/half.ts'), 'globalThis.half = 0.5\n')
  writeFileSync(join(folder, 'served/.env'), `KEY=${SECRET}\n`)
  writeFileSync(join(folder, 'private/code.js'), `console.log('${SECRET}')\n`)
  writeFileSync(join(folder, 'private/notes.txt'), `${SECRET}: not a script\n`)
  symlinkSync(join(folder, 'private/code.js'), join(folder, 'served/link.js'))
  symlinkSync(join(folder, 'private'), join(folder, 'served/linked'), 'junction')
  server = await createServer({
    configFile: false,
    root: join(folder, 'served'),
    logLevel: 'silent',
    plugins: [workletPlugin()],
    optimizeDeps: { noDiscovery: true },
    // Any free port; no socket for reloads, which would take a port of its own.
    server: { host: '127.0.0.1', port: 0, ws: false, fs: { allow: [join(folder, 'served')] } }
  })
  await server.listen()
  const address = server.httpServer?.address()
  port = typeof address === 'object' && address ? address.port : 0
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** What the server says to a path as it stands: `fetch` would tidy it up first. */
function ask(path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    request.on('error', reject)
  })
}

it.each(['/gain.ts?worklet', '/gain.ts?import&worklet', '/@fs/FOLDER/served/gain.ts?worklet'])(
  'a processor in the served folder comes with what it imports: %s',
  async (path) => {
    const { status, text } = await ask(path.replace('/FOLDER', folder))
    expect(status).toBe(200)
    expect(text).toContain('globalThis.half = .5')
  }
)

it.each([
  '/@fs/FOLDER/private/code.js?worklet',
  '/@fs/FOLDER/private/code.js?import&worklet',
  '/@fs/FOLDER/private/code.js?worklet&import',
  '/@fs/FOLDER/private/code.js?t=1&worklet',
  '/@fs/FOLDER/private/notes.txt?worklet',
  '/@fs/FOLDER/served/.env?worklet',
  '/.env?worklet',
  '/link.js?worklet',
  '/linked/code.js?worklet',
  '/@fs/FOLDER/served/link.js?worklet'
])('a file outside is refused: %s', async (path) => {
  const { status, text } = await ask(path.replace('/FOLDER', folder))
  expect(status).toBe(403)
  expect(text).not.toContain(SECRET)
})

it.each([
  '/@fs/FOLDER/private/code.js?worklet&raw',
  '/@fs/FOLDER/private/code.js?raw&worklet',
  '/@fs/FOLDER/private/code.js?raw?worklet',
  '/@fs/FOLDER/private/code.js?url&worklet',
  '/@fs/FOLDER/private/code.js?inline&worklet',
  '/@fs/FOLDER/private/code.js?worklet?worklet',
  '/@fs/FOLDER/private/code.js%3Fworklet',
  '/@fs/FOLDER/private/code.js?%77orklet',
  '/@fs/FOLDER/private/code.js%00?worklet',
  '/@fs/FOLDER/served/../private/code.js?worklet',
  '/@fs/FOLDER/served/%2e%2e/private/code.js?worklet',
  '/@fs/FOLDER/served/..%2fprivate/code.js?worklet',
  '/@fs//FOLDER/private/code.js?worklet',
  '/@fs/../FOLDER/private/code.js?worklet',
  '/../private/code.js?worklet',
  '/%2e%2e/private/code.js?worklet',
  '/@id/FOLDER/private/code.js?worklet',
  '/linked/../../private/notes.txt?worklet'
])('nothing of a file outside is told by any other spelling: %s', async (path) => {
  const { text } = await ask(path.replace('/FOLDER', folder))
  expect(text).not.toContain(SECRET)
})
