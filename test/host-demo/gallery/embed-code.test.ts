import { describe, expect, it } from 'vitest'
import { embedCode } from '../../../host-demo/gallery/embed-code.ts'
import { defaultValues } from '../../../worklets/core/definition.ts'
import { effects } from '../../support/effects.ts'

describe.each(effects)('the code that embeds $id', ({ id, definition, presets }) => {
  it('names what differs from the defaults, and nothing else', () => {
    for (const { code } of embedCode(definition, defaultValues(definition))) {
      expect(code).not.toContain('values:')
    }
    const [preset] = presets
    const values = { ...defaultValues(definition), ...preset?.values }
    const [page] = embedCode(definition, values)
    const named = /values: (\{[^}]*\})/.exec(page?.code ?? '')?.[1]
    // The text is what a person pastes into a script; read it as one.
    const read = named ? new Function(`return ${named}`)() : {}
    const defaults: Record<string, unknown> = defaultValues(definition)
    for (const [key, value] of Object.entries(values)) {
      if (value === defaults[key]) expect(read, key).not.toHaveProperty([key])
      else if (typeof value === 'number') expect(read[key], key).toBeCloseTo(value, 3)
      else expect(read[key], key).toBe(value)
    }
  })

  it('imports the effect by its id from what the package offers', () => {
    const [page, bundler] = embedCode(definition, defaultValues(definition))
    expect(page?.code).toContain(`./dist/define/${id}.js`)
    expect(bundler?.code).toContain(`from 'twobus/${id}'`)
  })
})
