import { expect, test } from 'vitest'
import { demoSession } from '../../../host-demo/session/demo-session.ts'
import { printedSession } from '../../../host-demo/session/printed-session.ts'
import { defaultValues } from '../../../worklets/core/definition.ts'
import { captureState } from '../../../worklets/core/state.ts'
import { effects } from '../../support/effects.ts'

const definitions = new Map(effects.map(({ definition }) => [definition.id, definition]))
const stateOf = (id: string, values: object) => {
  const definition = definitions.get(id)!
  return captureState(definition, { ...defaultValues(definition), ...values })
}

const session = () => {
  const demo = demoSession()
  const inserts = [
    { id: 'a', effect: 'limiter', state: stateOf('limiter', { delta: true, drive: 6 }) },
    { id: 'b', effect: 'monitor', state: stateOf('monitor', { system: 'phone' }) },
    {
      id: 'c',
      effect: 'compressor',
      state: stateOf('compressor', { sidechainListen: true, matchBypass: true, bypass: true })
    }
  ]
  return { ...demo, masterBus: { ...demo.masterBus, inserts } }
}

test('what is only listened through is not printed', () => {
  const { inserts } = printedSession(session(), definitions).masterBus
  expect(inserts.map(({ effect }) => effect)).toEqual(['limiter', 'compressor'])
})

test('ways of listening are off in a file, and everything else is as it was set', () => {
  const [limiter, compressor] = printedSession(session(), definitions).masterBus.inserts
  expect(limiter?.state.values).toMatchObject({ delta: false, drive: 6 })
  expect(compressor?.state.values).toMatchObject({
    sidechainListen: false,
    matchBypass: false,
    bypass: true
  })
})

test('the session itself stays as it is', () => {
  const before = session()
  const copy = structuredClone(before)
  printedSession(before, definitions)
  expect(before).toEqual(copy)
})
