import { addModule, type ContextLike } from './context-family.ts'

/** A script for the audio thread: an effect's, or another that the library brings. */
export interface WorkletScript {
  readonly definition: { readonly id: string }
  loadScript(): Promise<string>
}

/** The player of lanes: the same for all effects, and only where something is automated. */
export const laneScript: WorkletScript = {
  definition: { id: 'automation' },
  loadScript: async () => (await import('../core/lane-script.ts?worklet')).default
}

/** One promise per context and address; a failed one is dropped, so that a retry can succeed. */
const loaded = new WeakMap<object, Map<string, Promise<void>>>()

/** Blob addresses by the script's id. They live as long as the page: any later context needs them. */
const blobUrls = new Map<string, Promise<string>>()

/**
 * Loads a script into a context, once.
 *
 * @throws Error that names the ways out when the browser refuses the script.
 */
export function loadScript(
  context: ContextLike,
  script: WorkletScript,
  moduleUrl: string | URL | undefined
): Promise<void> {
  const modules = loaded.get(context) ?? new Map<string, Promise<void>>()
  loaded.set(context, modules)
  const key = moduleUrl === undefined ? script.definition.id : String(moduleUrl)
  const running = modules.get(key)
  if (running) return running
  const promise = load(context, script, moduleUrl).catch((cause: unknown) => {
    modules.delete(key)
    throw cause
  })
  modules.set(key, promise)
  return promise
}

async function load(
  context: ContextLike,
  script: WorkletScript,
  moduleUrl: string | URL | undefined
): Promise<void> {
  const url = moduleUrl === undefined ? await blobUrl(script) : String(moduleUrl)
  try {
    await addModule(context, url)
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('twobus:')) throw cause
    const { id } = script.definition
    const advice =
      moduleUrl === undefined
        ? `If the page has a Content-Security-Policy, allow blob: in script-src, or serve worklets/${id}.js of this package and pass its address as moduleUrl.`
        : `Check that moduleUrl (${url}) serves worklets/${id}.js of this package as JavaScript and that the page's script-src allows it.`
    throw new Error(`twobus: the browser refused the processor script of ${id}. ${advice}`, {
      cause
    })
  }
}

function blobUrl(script: WorkletScript): Promise<string> {
  const { id } = script.definition
  const known = blobUrls.get(id)
  if (known) return known
  const made = script.loadScript().then((text) => {
    const blob = new Blob([text], { type: 'text/javascript' })
    return URL.createObjectURL(blob)
  })
  blobUrls.set(id, made)
  made.catch(() => blobUrls.delete(id))
  return made
}
