import { connect } from 'node:net'
import { join } from 'node:path'
import { installPackages } from './install.mjs'
import { root } from './tools.mjs'

// `npm start`: installs what is missing, serves the demo host and opens it on a desktop.

const FIRST_PORT = 5173

const main = async () => {
  if (!(await installPackages())) process.exit(1)
  const { createServer } = await import('vite')
  const port = await freePort(FIRST_PORT)
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    server: { port, strictPort: true }
  })
  await server.listen()
  const address = `http://localhost:${port}/`
  console.log(`\nTwobus is at ${address}  (Ctrl-C ends it)\n`)
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => {
      // Open pages hold their connections, so the server's own close may take its time.
      setTimeout(() => process.exit(0), 500).unref()
      server.close().then(() => process.exit(0))
    })
  }
  if (hasDesktop()) {
    const { openBrowser } = server
    server.config.server.open = address
    openBrowser.call(server)
  }
}

/**
 * The first port from `first` on that nobody listens on.
 * @param {number} first
 */
const freePort = async (first) => {
  let port = first
  while ((await isTaken(port, '127.0.0.1')) || (await isTaken(port, '::1'))) {
    console.log(`Port ${port} is taken, trying ${port + 1}.`)
    port += 1
  }
  return port
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
const isTaken = (port, host) =>
  new Promise((resolve) => {
    const socket = connect({ port, host })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

const hasDesktop = () => {
  if (process.env.CI || !process.stdout.isTTY) return false
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return ['darwin', 'win32'].includes(process.platform) || Boolean(DISPLAY || WAYLAND_DISPLAY)
}

await main()
