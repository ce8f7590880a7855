import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.opus': 'audio/ogg',
  '.svg': 'image/svg+xml'
}

export interface StaticServer {
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves a folder as any plain web server would: no bundler, no isolation. `pages` are documents
 * that need no file; `headers` go with every answer.
 */
export async function serveFolder(
  folder: string,
  pages: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {}
): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const page = pages[path]
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    if (page === undefined && !(existsSync(file) && statSync(file).isFile())) {
      response.writeHead(404).end()
      return
    }
    const type = page === undefined ? TYPES[extname(file)] : 'text/html'
    response.writeHead(200, { 'content-type': type ?? 'application/octet-stream', ...headers })
    if (page === undefined) createReadStream(file).pipe(response)
    else response.end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a listening TCP server has one
  return { url: `http://localhost:${port}`, close: () => closeServer(server) }
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
