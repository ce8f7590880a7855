import { expect, it } from 'vitest'
import type { HostEffect } from '../../../host-demo/audio/audio-family.ts'
import { EffectRecorder } from '../../../host-demo/audio/effect-recorder.ts'
import type { MixGraph } from '../../../host-demo/audio/mix-graph.ts'
import { addInsert } from '../../../host-demo/session/session-edits.ts'
import { SessionHistory } from '../../../host-demo/session/session-history.ts'
import { makeInsert } from '../../../host-demo/session/session-makers.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { Origin } from '../../../worklets/core/source.ts'
import { eqDefinition } from '../../../worklets/effects/eq/definition.ts'
import { plainTrack, sessionOf } from './test-session.ts'

/** A session with an equalizer whose effect makes no sound, and its recorder. */
function recorded() {
  const insert = makeInsert('eq', {}, 'eq-1')
  const history = new SessionHistory(addInsert(sessionOf(plainTrack('one')), 'one', insert))
  const effect = new LocalSource(eqDefinition)
  // The recorder asks a graph for effects, and an effect for its table and its moves.
  const graph = {
    effect: (_: string, key: string) => (key === 'eq-1' ? effect : undefined)
  } as unknown as MixGraph & { effect(): HostEffect }
  const recorder = new EffectRecorder(history)
  recorder.follow(graph)
  return { history, effect, recorder }
}

const savedGain = (history: SessionHistory) =>
  history.session.tracks[0]?.strip.inserts[0]?.state.values['band1.gain']

it("writes a hand's move into the session", () => {
  const { history, effect, recorder } = recorded()
  effect.set('band1.gain', 3, 'hand')
  recorder.flush()
  expect(savedGain(history)).toBe(3)
  expect(history.canUndo).toBe(true)
})

it.each<Origin>(['code', 'automation'])('passes over a move of %s', (origin) => {
  const { history, effect, recorder } = recorded()
  effect.set('band1.gain', 3, origin)
  recorder.flush()
  expect(savedGain(history)).toBeUndefined()
  expect(history.canUndo).toBe(false)
})
