import type { BlockBuffer } from './blocks.ts'
import type { EffectDefinition } from './definition.ts'
import type { TapPoint } from './source.ts'

/** Version of the library: two copies of different versions may live in one page. */
export const LIBRARY_VERSION = '0.1.0'

/** The name under which an effect's processor is registered. */
export function processorName(definition: EffectDefinition, automation: boolean): string {
  const variant = automation ? '-automation' : ''
  return `twobus-${definition.id}-${LIBRARY_VERSION}${variant}`
}

/** What a processor is made with. Without buffers the same blocks travel as messages. */
export interface ProcessorSetup {
  readonly words: Float32Array
  readonly params: BlockBuffer | undefined
  readonly meters: BlockBuffer | undefined
}

/** From the page to the processor. */
export type ToProcessor =
  | { readonly kind: 'params'; readonly words: Float32Array }
  | { readonly kind: 'listen'; readonly meters: boolean }
  | { readonly kind: 'openTap'; readonly point: TapPoint; readonly buffer: BlockBuffer | undefined }
  | { readonly kind: 'closeTap'; readonly point: TapPoint }
  | { readonly kind: 'dispose' }

/** From the processor to the page, in the message transport only, at most 30 times a second. */
export type ToPage =
  | { readonly kind: 'meters'; readonly words: Float32Array }
  | { readonly kind: 'effective'; readonly words: Float32Array }
  | {
      readonly kind: 'tap'
      readonly point: TapPoint
      readonly left: Float32Array
      readonly right: Float32Array
    }
