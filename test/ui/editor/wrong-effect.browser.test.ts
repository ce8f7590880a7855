import { afterEach, expect, it } from 'vitest'
import { LocalSource } from '../../../ui/core/local-source.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'
import { channelDefinition } from '../../../worklets/effects/channel/definition.ts'
import { compressorDefinition } from '../../../worklets/effects/compressor/definition.ts'
import '../../../ui/effects/compressor/compressor-editor.ts'

afterEach(() => document.body.replaceChildren())

type CompressorSource = EffectSource<typeof compressorDefinition>

/** Gives an editor something that is no compressor: what it says, and then a right one. */
async function give(wrong: unknown): Promise<readonly string[]> {
  const told: string[] = []
  const lifetime = new AbortController()
  addEventListener(
    'error',
    (event) => {
      event.preventDefault()
      // Vitest counts what arrives at the page as a failure of the run.
      event.stopImmediatePropagation()
      told.push(event.error.message)
    },
    { signal: lifetime.signal, capture: true }
  )
  const editor = document.createElement('twobus-compressor')
  document.body.append(editor)
  await editor.updateComplete
  editor.effect = wrong as CompressorSource
  await editor.updateComplete
  lifetime.abort()
  const right = new LocalSource(compressorDefinition)
  editor.effect = right
  await editor.updateComplete
  expect(editor.effect).toBe(right)
  right.set('threshold', -33)
  await editor.updateComplete
  expect(editor.renderRoot.querySelector('twobus-knob')).not.toBeNull()
  return told
}

it('a promise that nobody awaited is told of in one sentence, and the next effect works', async () => {
  expect(await give(Promise.resolve())).toEqual([
    'twobus-compressor.effect: must be an effect, got a promise of one: await it'
  ])
})

it('an effect of another kind is told of in one sentence, and the next effect works', async () => {
  expect(await give(new LocalSource(channelDefinition))).toEqual([
    'twobus-compressor.effect: must be an effect of the kind "compressor", got "channel"'
  ])
})

it('what is no effect at all is told of in one sentence', async () => {
  expect(await give({})).toEqual([
    'twobus-compressor.effect: must be an effect that createEffect has made'
  ])
})
