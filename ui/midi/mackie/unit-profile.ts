/** What is known of a kind of unit, by the name of its port. */
export interface UnitProfile {
  /** The number that its faders send at their top. */
  readonly faderTop: number
  /** Characters of a display cell that can be seen. */
  readonly cellWidth: number
  readonly hasColors: boolean
  readonly hasRingModes: boolean
  /** Whether a fader is told its own place while it moves, or only when it rests. */
  readonly echo: 'move' | 'rest'
}

/** Ten of fourteen bits: the others are empty. */
export const FULL_TOP = 16368

const MCU: UnitProfile = {
  faderTop: FULL_TOP,
  cellWidth: 6,
  hasColors: false,
  hasRingModes: true,
  echo: 'move'
}

/** Kinds by the beginnings of their keys (see `readDeviceName`); all others are as the original. */
const PROFILES: readonly (readonly [string, Partial<UnitProfile>])[] = [
  ['xtouchmini', { faderTop: 15935, hasColors: false }],
  ['xtouch', { faderTop: 15935, cellWidth: 7, hasColors: true }],
  ['qcon', { cellWidth: 7, hasRingModes: false }],
  ['platform', { cellWidth: 7, hasRingModes: false }],
  ['bcf2000', { echo: 'rest' }]
]

export function profileOf(key: string): UnitProfile {
  const found = PROFILES.find(([start]) => key.startsWith(start))
  return { ...MCU, ...found?.[1] }
}
