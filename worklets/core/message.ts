import type { AutomationLane } from './automation-lane.ts'
import type { BlockBuffer } from './blocks.ts'
import type { EffectDefinition } from './definition.ts'
import type { TapPoint } from './source.ts'

/** Version of the library: two copies of different versions may live in one page. */
export const LIBRARY_VERSION = '0.1.0'

/**
 * Which rows a processor has AudioParams for: none, those that can be automated, or all, by which
 * an offline context without shared memory is told what is set: messages may come too late there.
 */
export type ProcessorVariant = 'plain' | 'automation' | 'offline'

/** The name under which an effect's processor is registered. */
export function processorName(definition: EffectDefinition, variant: ProcessorVariant): string {
  return `twobus-${definition.id}-${LIBRARY_VERSION}-${variant}`
}

/** Where the script that plays lanes leaves its class in the audio thread's global scope. */
export const LANE_PLAYER = `twobus-lanes-${LIBRARY_VERSION}`

/** What a processor is made with. Without buffers the same blocks travel as messages. */
export interface ProcessorSetup {
  readonly words: Float32Array
  readonly params: BlockBuffer | undefined
  readonly meters: BlockBuffer | undefined
  /** The frame of the context from which on all readings are sent: the end of an offline render. */
  readonly endFrame: number
}

/** From frame `frame` of the context on, which is `songFrame` of the song, lanes move. */
export interface LaneStart {
  readonly frame: number
  readonly songFrame: number
}

/** What the player of lanes is told; `stop` leaves all where it stands. */
export type LaneOrder = readonly AutomationLane[] | LaneStart | 'stop'

/** From the page to the processor. */
export type ToProcessor =
  | { readonly kind: 'params'; readonly words: Float32Array }
  | { readonly kind: 'listen'; readonly meters: boolean }
  | { readonly kind: 'openTap'; readonly point: TapPoint; readonly buffer: BlockBuffer | undefined }
  | { readonly kind: 'closeTap'; readonly point: TapPoint }
  | { readonly kind: 'lanes'; readonly order: LaneOrder }
  /** Answered by `settled`, after readings where these travel as messages. */
  | { readonly kind: 'settle' }
  | { readonly kind: 'dispose' }

/** From the processor to the page; readings in the message transport only, 30 times a second. */
export type ToPage =
  | { readonly kind: 'settled' }
  | { readonly kind: 'meters'; readonly words: Float32Array }
  | { readonly kind: 'effective'; readonly words: Float32Array }
  | {
      readonly kind: 'tap'
      readonly point: TapPoint
      readonly left: Float32Array
      readonly right: Float32Array
    }
