import { expect, test } from 'vitest'

// This project runs in Node: there is no document, as on a server that renders pages.
test('on a server importing controls and editors does nothing and throws nothing', async () => {
  expect(typeof document).toBe('undefined')
  await expect(import('../../../ui/controls/knob.ts')).resolves.toHaveProperty('TwobusKnob')
  await expect(import('../../../ui/editor/generic-editor.ts')).resolves.toHaveProperty(
    'GenericEditor'
  )
})
