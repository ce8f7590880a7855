import type { EffectModule } from '../core/effect-module.ts'
import { addModule, type ContextLike } from './context-family.ts'

/** One promise per context and address; a failed one is dropped, so that a retry can succeed. */
const loaded = new WeakMap<object, Map<string, Promise<void>>>()

/** Blob addresses by effect id. They live as long as the page: any later context needs them. */
const blobUrls = new Map<string, Promise<string>>()

/**
 * Loads an effect's processor into a context, once.
 *
 * @throws Error that names the ways out when the browser refuses the script.
 */
export function loadScript(
  context: ContextLike,
  effect: EffectModule,
  moduleUrl: string | URL | undefined
): Promise<void> {
  const modules = loaded.get(context) ?? new Map<string, Promise<void>>()
  loaded.set(context, modules)
  const key = moduleUrl === undefined ? effect.definition.id : String(moduleUrl)
  const running = modules.get(key)
  if (running) return running
  const promise = load(context, effect, moduleUrl).catch((cause: unknown) => {
    modules.delete(key)
    throw cause
  })
  modules.set(key, promise)
  return promise
}

async function load(
  context: ContextLike,
  effect: EffectModule,
  moduleUrl: string | URL | undefined
): Promise<void> {
  const url = moduleUrl === undefined ? await blobUrl(effect) : String(moduleUrl)
  try {
    await addModule(context, url)
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('twobus:')) throw cause
    const { id } = effect.definition
    const advice =
      moduleUrl === undefined
        ? `If the page has a Content-Security-Policy, allow blob: in script-src, or serve worklets/${id}.js of this package and pass its address as moduleUrl.`
        : `Check that moduleUrl (${url}) serves worklets/${id}.js of this package as JavaScript and that the page's script-src allows it.`
    throw new Error(`twobus: the browser refused the processor script of ${id}. ${advice}`, {
      cause
    })
  }
}

function blobUrl(effect: EffectModule): Promise<string> {
  const { id } = effect.definition
  const known = blobUrls.get(id)
  if (known) return known
  const made = effect.loadScript().then((script) => {
    const blob = new Blob([script], { type: 'text/javascript' })
    return URL.createObjectURL(blob)
  })
  blobUrls.set(id, made)
  made.catch(() => blobUrls.delete(id))
  return made
}
