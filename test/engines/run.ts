import { createServer, type InlineConfig } from 'vite'
import { isolationHeaders } from '../../vite.config.ts'
import { workletPlugin } from '../../vite-worklet-plugin.ts'
import { chromiumEngine } from './chromium-engine.ts'
import { type Address, demoClaims, type Rendered, renderEffects } from './claims.ts'
import type { Engine, RunningEngine } from './engine-page.ts'
import { firefoxEngine } from './firefox-engine.ts'
import { webkitEngine } from './webkit-engine.ts'

// `npm run test:engines [-- firefox]`: the demo and the effects in every browser engine that is
// installed here. What is missing is said, with how to install it, and is no failure.

const ENGINES = [chromiumEngine, firefoxEngine, webkitEngine]

interface Outcome {
  passed: number
  failed: number
}

const outcome: Outcome = { passed: 0, failed: 0 }

async function main(): Promise<void> {
  const wanted = process.argv.slice(2).map((name) => name.toLowerCase())
  const chosen = ENGINES.filter(
    ({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase())
  )
  const demo = await serve({ configFile: 'vite.config.ts' })
  const tests = await serve({
    configFile: false,
    root: process.cwd(),
    // Two servers with one cache would take each other's packages away.
    cacheDir: 'node_modules/.cache/twobus/engines',
    plugins: [workletPlugin()],
    optimizeDeps: { entries: ['test/engines/*.html'] }
  })
  const address: Address = {
    demo: demo.url,
    effects: `${tests.url}test/engines/effects-page.html`
  }
  const renders = new Map<string, ReadonlyMap<string, Rendered>>()
  try {
    for (const engine of chosen) {
      const rendered = await tryEngine(engine, address)
      if (rendered) renders.set(engine.name, rendered)
    }
    compare(renders)
  } finally {
    await Promise.all([demo.close(), tests.close()])
  }
  console.log(`\n${outcome.passed} passed, ${outcome.failed} failed`)
  process.exitCode = outcome.failed > 0 || outcome.passed === 0 ? 1 : 0
}

async function serve(config: InlineConfig) {
  const server = await createServer({
    ...config,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, headers: isolationHeaders }
  })
  await server.listen()
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() }
}

async function tryEngine(
  engine: Engine,
  address: Address
): Promise<ReadonlyMap<string, Rendered> | undefined> {
  const missing = engine.missing()
  if (missing) {
    console.log(`\n${engine.name}: not tried. ${missing}`)
    return undefined
  }
  const running = await engine.launch()
  console.log(`\n${running.version}`)
  try {
    for (const claim of demoClaims) {
      await attempt(claim.name, () => onPage(running, (page) => claim.prove(page, address)))
    }
    let rendered: ReadonlyMap<string, Rendered> | undefined
    await attempt('every effect renders', async () => {
      rendered = await onPage(running, (page) => renderEffects(page, address.effects))
    })
    return rendered
  } finally {
    await running.close()
  }
}

async function onPage<T>(
  running: RunningEngine,
  work: (page: Awaited<ReturnType<RunningEngine['open']>>) => Promise<T>
): Promise<T> {
  const page = await running.open()
  try {
    return await work(page)
  } finally {
    await page.close()
  }
}

async function attempt(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
    outcome.passed++
    console.log(`  ✓ ${name}`)
  } catch (error) {
    outcome.failed++
    console.log(`  ✗ ${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** One sound everywhere: each render must be the same, bit for bit, in all engines. */
function compare(renders: ReadonlyMap<string, ReadonlyMap<string, Rendered>>): void {
  const [first, ...others] = [...renders]
  if (!first || others.length === 0) return
  const [firstName, firstRenders] = first
  console.log('')
  for (const [name, rendered] of others) {
    const different = [...rendered].filter(
      ([what, { hash }]) => hash !== firstRenders.get(what)?.hash
    )
    if (different.length === 0) {
      outcome.passed++
      console.log(`  ✓ ${name}: all ${rendered.size} renders equal ${firstName}'s bit for bit`)
    } else {
      outcome.failed++
      const list = different.map(([what]) => what).join('; ')
      console.log(`  ✗ ${name} differs from ${firstName}: ${list}`)
    }
  }
}

await main()
