import { describe, expect, it } from 'vitest'
import { defaultValues, defineEffect } from '../../../worklets/core/definition.ts'
import { choice, decibels, faderDecibels, repeat, toggle } from '../../../worklets/core/rows.ts'
import { captureState, readState } from '../../../worklets/core/state.ts'
import { decodeValue, encodeValue, findRow, valueProblem } from '../../../worklets/core/values.ts'

const definition = defineEffect({
  id: 'probe',
  title: 'Probe',
  version: 2,
  params: [
    decibels('threshold', 'Threshold', { range: [-60, 0], default: -20 }),
    faderDecibels('fader', 'Fader', { range: [-Infinity, 12], default: 0 }),
    choice('mode', 'Mode', { options: ['peak', 'rms'] }),
    ...repeat('band', [1, 2], (n) => [
      toggle('enabled', 'Enabled'),
      decibels('gain', 'Gain', { range: [-30, 30], default: n })
    ])
  ],
  meters: []
})

describe('a definition', () => {
  it('repeats a group under numbered ids and adds bypass', () => {
    expect(definition.params.map((row) => row.id)).toEqual([
      'threshold',
      'fader',
      'mode',
      'band1.enabled',
      'band1.gain',
      'band2.enabled',
      'band2.gain',
      'bypass'
    ])
    expect(defaultValues(definition)['band2.gain']).toBe(2)
  })

  it('refuses a row declared twice, a default out of range and a log curve through zero', () => {
    const define = (...rows: Parameters<typeof defineEffect>[0]['params']) =>
      defineEffect({ id: 'bad', title: 'Bad', version: 1, params: rows, meters: [] })
    expect(() => define(toggle('a', 'A'), toggle('a', 'A'))).toThrow('bad.a: must be declared once')
    expect(() => define(decibels('a', 'A', { range: [0, 1], default: 2 }))).toThrow(
      'default must be 0 to 1, got 2'
    )
    expect(() =>
      define(decibels('a', 'A', { range: [0, 1], default: 0, curve: { kind: 'log' } }))
    ).toThrow('min above 0')
  })
})

describe('a value', () => {
  it('out of range is refused by a sentence that names row, range and value', () => {
    const row = findRow(definition, 'threshold')
    expect(valueProblem(definition, row, 4)).toBe(
      'probe.threshold: must be −60.0 dB to 0.0 dB, got 4'
    )
    expect(valueProblem(definition, row, Number.NaN)).toContain('got NaN')
    expect(valueProblem(definition, row, '-3')).toContain('got "-3"')
    expect(() => findRow(definition, 'treshold')).toThrow(
      'probe.treshold: must be one of threshold, fader'
    )
  })

  it('survives the way through a 32-bit word', () => {
    for (const row of definition.params) {
      expect(decodeValue(row, Math.fround(encodeValue(row, row.default)))).toBe(row.default)
    }
    expect(decodeValue(findRow(definition, 'fader'), -Infinity)).toBe(-Infinity)
    expect(decodeValue(findRow(definition, 'mode'), 99)).toBe('rms')
    expect(decodeValue(findRow(definition, 'threshold'), Number.NaN)).toBe(-60)
  })
})

describe('a state', () => {
  it('comes back from JSON as it was, silence included', () => {
    const values = {
      ...defaultValues(definition),
      fader: -Infinity,
      mode: 'rms' as const,
      'band1.enabled': true
    }
    const json = JSON.parse(JSON.stringify(captureState(definition, values)))
    expect(readState(definition, json)).toEqual({ values, problems: [] })
  })

  it('loads what it can and names the rest', () => {
    const { values, problems } = readState(definition, {
      effect: 'probe',
      version: 2,
      values: { threshold: -30, mode: 'opto', loudness: 3, fader: 100 }
    })
    expect(values?.threshold).toBe(-30)
    expect(values?.mode).toBe('peak')
    expect(problems).toHaveLength(3)
    expect(problems.join()).toContain('probe.mode: must be one of peak, rms, got "opto"')
    expect(problems.join()).toContain('probe.loudness: no such parameter')
  })

  it.each([null, 3, 'text', [], {}, { effect: 'other', version: 1, values: {} }])(
    'refuses %o without throwing',
    (json) => {
      const { values, problems } = readState(definition, json)
      expect(problems).toHaveLength(1)
      expect(values).toBeUndefined()
    }
  )
})
