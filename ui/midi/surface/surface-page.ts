/**
 * What a page shows to a control surface: strips, a master, a transport. Everything but names and
 * faders may be left out, and comes to life on the surface where it is there. Surfaces read it
 * again and again: getters, not copies.
 */
export interface SurfacePage {
  readonly strips: readonly SurfaceStrip[]
  readonly master?: SurfaceStrip | undefined
  readonly transport?: SurfaceTransport | undefined
  /** The effect whose editor is open, its parameters in the order of its table. */
  readonly focused?: SurfaceFocus | undefined
  undo?(): void
  redo?(): void
  save?(): void
  /** The key "EQ": the page opens what it means by that on the strip that is selected. */
  openEq?(): void
}

export interface SurfaceStrip {
  readonly name: string
  /** "#rrggbb", for displays that have colors. */
  readonly color?: string | undefined
  readonly fader: SurfaceValue
  readonly pan?: SurfaceValue | undefined
  readonly sends?: readonly SurfaceValue[] | undefined
  readonly mute?: SurfaceSwitch | undefined
  readonly solo?: SurfaceSwitch | undefined
  readonly select?: SurfaceSwitch | undefined
  /** What the record key means here: the lamp of an automation that writes, for instance. */
  readonly record?: SurfaceSwitch | undefined
  /** Peak since it was asked last, dBFS. */
  readonly peakDb?: number | undefined
}

/** What a fader or an encoder moves. */
export interface SurfaceValue {
  readonly name: string
  /** Value and unit. */
  readonly text: string
  /** Where it stands, 0..1 of its travel. */
  readonly travel: number
  /** How lamps show it: from its center, from its left end, or as a single place. */
  readonly shape?: 'bipolar' | 'level' | 'place' | undefined
  moveTo(travel: number): void
  /** Moves by steps of an encoder; without it they are hundredths of the travel. */
  turn?(steps: number): void
  /** An encoder has been pushed. */
  push?(): void
  /** A hand has taken hold of it, or let go. */
  hold?(isHeld: boolean): void
}

export interface SurfaceSwitch {
  readonly lamp: 'off' | 'flash' | 'on'
  press(): void
}

export interface SurfaceTransport {
  readonly isPlaying: boolean
  readonly seconds: number
  /** Bar, beat, sixteenth and ticks, counted from 1. */
  readonly beats?: readonly [number, number, number, number] | undefined
  readonly isLooping?: boolean | undefined
  play(): void
  stop(): void
  seek(seconds: number): void
  toggleLoop?(): void
  record?: SurfaceSwitch | undefined
}

export interface SurfaceFocus {
  readonly name: string
  readonly values: readonly SurfaceValue[]
  /** The eight that matter most, for a learned row that serves all effects. */
  readonly main?: readonly SurfaceValue[] | undefined
  readonly presets?: SurfacePresets | undefined
}

/** Presets of the open effect, for keys and program changes. */
export interface SurfacePresets {
  readonly count: number
  /** The one chosen last; undefined before any was. */
  readonly chosen: number | undefined
  choose(at: number): void
}
