import type { Values } from './history.ts'
import type { Loaded } from './preset-choice.ts'

export type Slot = 'A' | 'B'

interface StoredSlot {
  readonly values: Values
  readonly loaded: Loaded
}

/**
 * Two sounds of one effect to compare, each with its preset. The one that is heard is in the effect;
 * it is stored when the other is switched to. Bypass and ways of listening belong to neither, so
 * that both are heard alike. Plain data: every change makes a new object.
 */
export interface Slots {
  readonly heard: Slot
  readonly stored: Readonly<Record<Slot, StoredSlot>>
}

/** Both are the sound that is heard now. */
export function startSlots(now: StoredSlot): Slots {
  return { heard: 'A', stored: { A: now, B: now } }
}

/** The sound that is heard now is stored, and the slot becomes the one that is heard. */
export function switchedSlots({ heard, stored }: Slots, to: Slot, now: StoredSlot): Slots {
  return { heard: to, stored: { ...stored, [heard]: now } }
}

/** The other slot becomes like the one that is heard. */
export function copiedSlots({ heard }: Slots, now: StoredSlot): Slots {
  return { heard, stored: { A: now, B: now } }
}
