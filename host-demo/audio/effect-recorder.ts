import type { ParamValue } from '../../worklets/core/definition.ts'
import type { ParamChange } from '../../worklets/core/source.ts'
import { findRow } from '../../worklets/core/values.ts'
import {
  type EffectKey,
  findState,
  findStrip,
  isAudible,
  type Session,
  type StripId,
  stripIds
} from '../session/session.ts'
import { setEffectValues, setMute } from '../session/session-edits.ts'
import type { ChangeOptions } from '../session/session-history.ts'
import type { HostEffect } from './audio-family.ts'
import type { MixGraph } from './mix-graph.ts'

/** What the recorder needs of the session's history. */
export interface RecorderTarget {
  readonly session: Session
  change(session: Session, options: ChangeOptions): void
}

interface Moved {
  readonly strip: StripId
  readonly key: EffectKey
  readonly values: Record<string, ParamValue>
}

/**
 * Writes what hands move on effects (by knob, editor, MIDI or preset) into the session. All that
 * moves on one effect within a task is one step, so a preset is undone at once. What the session
 * itself sets, and automation, comes back from the effect as well and is passed over.
 */
export class EffectRecorder {
  readonly #target: RecorderTarget
  readonly #listeners = new Map<HostEffect, (event: Event) => void>()
  readonly #moved = new Map<HostEffect, Moved>()

  constructor(target: RecorderTarget) {
    this.#target = target
  }

  /** Listens to every effect of the graph as it is now, and to no other. */
  follow(graph: MixGraph): void {
    const present = new Set<HostEffect>()
    for (const strip of stripIds(this.#target.session)) {
      const inserts = findStrip(this.#target.session, strip)?.inserts ?? []
      for (const key of ['channel', ...inserts.map((insert) => insert.id)]) {
        const effect = graph.effect(strip, key)
        if (effect === undefined) continue
        present.add(effect)
        if (!this.#listeners.has(effect)) this.#listen(effect, strip, key)
      }
    }
    for (const effect of this.#listeners.keys()) if (!present.has(effect)) this.#forget(effect)
  }

  /** Writes what has moved in this task; called before anything else changes the session. */
  flush(): void {
    for (const [effect, { strip, key, values }] of this.#moved) {
      this.#moved.delete(effect)
      const merge = [strip, key, ...Object.keys(values)].join(' ')
      this.#target.change(setEffectValues(this.#target.session, strip, key, values), { merge })
    }
  }

  dispose(): void {
    for (const effect of this.#listeners.keys()) this.#forget(effect)
    this.#moved.clear()
  }

  #listen(effect: HostEffect, strip: StripId, key: EffectKey): void {
    const listener = (event: Event) => {
      const { id, value, origin } = (event as CustomEvent<ParamChange>).detail // the effect's own event
      if (origin === 'hand') this.#take(effect, { strip, key, id, value })
    }
    this.#listeners.set(effect, listener)
    effect.addEventListener('change', listener)
  }

  #forget(effect: HostEffect): void {
    const listener = this.#listeners.get(effect)
    if (listener) effect.removeEventListener('change', listener)
    this.#listeners.delete(effect)
  }

  #take(
    effect: HostEffect,
    move: {
      readonly strip: StripId
      readonly key: EffectKey
      readonly id: string
      readonly value: ParamValue
    }
  ): void {
    const { strip, key, id, value } = move
    if (key === 'channel' && id === 'mute') return this.#takeMute(strip, value === true)
    if (this.#isSaved(effect, move)) {
      // Back where the document has it: a value that moved before in this task is no news.
      delete this.#moved.get(effect)?.values[id]
      return
    }
    if (this.#moved.size === 0) queueMicrotask(() => this.flush())
    const moved = this.#moved.get(effect) ?? { strip, key, values: {} }
    moved.values[id] = value
    this.#moved.set(effect, moved)
  }

  /** The channel's mute is the strip's mute and solo together; only a hand's move is news. */
  #takeMute(strip: StripId, mute: boolean): void {
    const { session } = this.#target
    if (mute === !isAudible(session, strip)) return
    this.#target.change(setMute(session, strip, mute), {})
  }

  #isSaved(
    effect: HostEffect,
    { strip, key, id, value }: { strip: StripId; key: EffectKey; id: string; value: ParamValue }
  ): boolean {
    const nodes = findStrip(this.#target.session, strip)
    const saved = nodes && findState(nodes, key)?.values[id]
    if (saved === '-inf') return value === -Infinity
    if (saved !== undefined) return saved === value
    return findRow(effect.definition, id).default === value
  }
}
