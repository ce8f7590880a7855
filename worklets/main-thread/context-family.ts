/**
 * The three families of audio context that effects run on. They do not mix: a node of one cannot
 * be connected to a node of another, so each makes its own.
 */

/** What an effect needs of a node, whatever family made it. */
export interface WorkletNodeLike {
  readonly port: MessagePort
  readonly parameters?: { get(id: string): { value: number } | undefined }
  disconnect(): void
}

/** Constructor of AudioWorkletNode, native or of the caller's standardized-audio-context. */
export type WorkletNodeClass<Context, Node> = new (
  context: Context,
  name: string,
  options: AudioWorkletNodeOptions
) => Node

/** A context as Tone.js wraps it. */
export interface ToneContextLike {
  readonly sampleRate: number
  createAudioWorkletNode(name: string, options?: Partial<AudioWorkletNodeOptions>): AudioWorkletNode
  addAudioWorkletModule(url: string): Promise<void>
}

/** A context with the standard's own shape: native, or standardized-audio-context's. */
export interface StandardContextLike {
  readonly sampleRate: number
  readonly audioWorklet?: { addModule(url: string): Promise<void> } | undefined
}

export type ContextLike = StandardContextLike | ToneContextLike

export function isToneContext(context: ContextLike): context is ToneContextLike {
  return 'createAudioWorkletNode' in context && typeof context.createAudioWorkletNode === 'function'
}

/** Frames that worklets are given at once. */
const QUANTUM = 128

/** A frame in the last quantum that an offline context renders; infinity in real time. */
export function lastQuantumOf(context: ContextLike): number {
  const { length } = context as { readonly length?: unknown } // only offline contexts have it
  return isOffline(context) && typeof length === 'number' ? length - QUANTUM : Infinity
}

export function isOffline(context: ContextLike): boolean {
  const { isOffline: says } = context as { readonly isOffline?: unknown } // as Tone.js tells it
  return says === true || 'startRendering' in context
}

function isNativeContext(context: ContextLike): context is BaseAudioContext {
  return typeof BaseAudioContext === 'function' && context instanceof BaseAudioContext
}

/** @throws Error that says what to do where worklets cannot run. */
export async function addModule(context: ContextLike, url: string): Promise<void> {
  if (isToneContext(context)) return context.addAudioWorkletModule(url)
  if (context.audioWorklet === undefined) {
    throw new Error(
      'twobus: this context has no audioWorklet. Serve the page over https or from localhost, in a browser of 2021 or later.'
    )
  }
  await context.audioWorklet.addModule(url)
}

/** @throws Error for a standardized-audio-context without its AudioWorkletNode class. */
export function makeNode<Context extends ContextLike, Node extends WorkletNodeLike>(
  context: Context,
  name: string,
  options: AudioWorkletNodeOptions,
  NodeClass: WorkletNodeClass<Context, Node> | undefined
): Node | AudioWorkletNode {
  if (NodeClass) return new NodeClass(context, name, options)
  if (isToneContext(context)) return context.createAudioWorkletNode(name, options)
  if (isNativeContext(context)) return new AudioWorkletNode(context, name, options)
  throw new Error(
    'twobus: this context is not native. Pass the AudioWorkletNode class of your own copy of standardized-audio-context as the option AudioWorkletNode.'
  )
}
