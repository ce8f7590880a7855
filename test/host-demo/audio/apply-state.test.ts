import { expect, it } from 'vitest'
import { applyState } from '../../../host-demo/audio/apply-state.ts'
import type { HostEffect } from '../../../host-demo/audio/audio-family.ts'
import { makeState } from '../../../host-demo/session/session-makers.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { ParamChange } from '../../../worklets/core/source.ts'
import { channelDefinition } from '../../../worklets/effects/channel/definition.ts'

function channelEffect() {
  const source = new LocalSource(channelDefinition)
  const told: ParamChange[] = []
  source.addEventListener('change', (event) => {
    told.push((event as CustomEvent<ParamChange>).detail)
  })
  // Of an effect only its parameters are used.
  return { source, told, effect: source as unknown as HostEffect }
}

it('sets what differs, as code, and what a strip says itself on top', () => {
  const { effect, source, told } = channelEffect()
  source.set('pan', 20)
  told.length = 0
  applyState(effect, makeState('channel', { pan: 20, fader: -Infinity }), { mute: true })
  expect(told).toEqual([
    { id: 'fader', value: -Infinity, origin: 'code' },
    { id: 'mute', value: true, origin: 'code' }
  ])
})

it('leaves an effect as it is where the state is refused', () => {
  const { effect, source } = channelEffect()
  source.set('pan', 20)
  applyState(effect, makeState('eq', { output: 3 }), { mute: true })
  expect([source.get('pan'), source.get('mute')]).toEqual([20, true])
})
