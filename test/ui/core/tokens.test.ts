import { describe, expect, test } from 'vitest'
import { type ColorToken, colorTokens } from '../../../ui/core/tokens.ts'

/** Contrast of two opaque colors by WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high! + 0.05) / (low! + 0.05)
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

const bands = [1, 2, 3, 4, 5, 6, 7, 8] as const

describe.each(['dark', 'light'] as const)('the %s theme', (theme) => {
  const of = (foreground: ColorToken, ground: ColorToken) =>
    contrast(colorTokens[foreground][theme], colorTokens[ground][theme])

  test('all text is readable on the surfaces it stands on: 4.5 to 1', () => {
    const texts = ['text', 'muted', 'faint', 'accent', 'reduction', 'warning', 'clip'] as const
    for (const text of texts) expect(of(text, 'surface'), text).toBeGreaterThanOrEqual(4.5)
    for (const ground of ['well', 'raised', 'high', 'chosen'] as const) {
      expect(of('text', ground), ground).toBeGreaterThanOrEqual(4.5)
      expect(of('muted', ground), ground).toBeGreaterThanOrEqual(4.5)
    }
    // Figures of axes never stand on `high`.
    for (const ground of ['well', 'surface', 'raised'] as const) {
      expect(of('faint', ground), ground).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('text on the accent and on warnings is readable', () => {
    expect(of('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5)
    expect(of('on-warning', 'warning')).toBeGreaterThanOrEqual(4.5)
  })

  test('band colors stand out from the graph and carry their numbers', () => {
    for (const n of bands) {
      expect(of(`band-${n}`, 'well'), `band ${n}`).toBeGreaterThanOrEqual(3)
      expect(of(`on-band-${n}`, `band-${n}`), `number ${n}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('lines and fills of graphs stand out: 3 to 1', () => {
    const graphics = ['input', 'output', 'reduction', 'sidechain', 'mid', 'side', 'level'] as const
    for (const token of [...graphics, 'warning-fill', 'clip'] as const) {
      expect(of(token, 'well'), token).toBeGreaterThanOrEqual(3)
    }
  })
})

test('the figures of the design are those of the tokens', () => {
  const figures: readonly [theme: 'dark' | 'light', a: ColorToken, b: ColorToken, ratio: number][] =
    [
      ['dark', 'text', 'surface', 15.6],
      ['dark', 'muted', 'surface', 8.2],
      ['dark', 'faint', 'surface', 5.2],
      ['dark', 'accent', 'surface', 8.7],
      ['dark', 'reduction', 'surface', 7.1],
      ['dark', 'level', 'surface', 8.2],
      ['dark', 'warning', 'surface', 8.7],
      ['dark', 'clip', 'surface', 5.5],
      ['dark', 'on-accent', 'accent', 9.2],
      ['light', 'text', 'surface', 16.6],
      ['light', 'muted', 'surface', 7.2],
      ['light', 'faint', 'surface', 5.5],
      ['light', 'accent', 'surface', 5.9],
      ['light', 'reduction', 'surface', 5.4],
      ['light', 'level', 'surface', 4.9],
      ['light', 'warning', 'surface', 5.7],
      ['light', 'clip', 'surface', 5.4],
      ['light', 'warning-fill', 'well', 3.2],
      ['light', 'on-accent', 'accent', 6.4]
    ]
  for (const [theme, a, b, ratio] of figures) {
    const measured = contrast(colorTokens[a][theme], colorTokens[b][theme])
    // Told with one decimal.
    expect(Math.abs(measured - ratio), `${theme} ${a} on ${b}: ${measured}`).toBeLessThan(0.06)
  }
})

describe('two bands are told apart without full color vision', () => {
  /** Simulation matrices at full strength, Machado, Oliveira and Fernandes 2009, table 1. */
  const kinds = {
    protan: [
      0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998
    ],
    deutan: [
      0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881
    ],
    tritan: [
      1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039
    ]
  } as const
  const asked = {
    dark: { protan: 15.2, deutan: 11.6, tritan: 9.6 },
    light: { protan: 20, deutan: 20, tritan: 20 }
  } as const

  for (const theme of ['dark', 'light'] as const) {
    for (const kind of ['protan', 'deutan', 'tritan'] as const) {
      test(`${theme}, ${kind}: at least ${asked[theme][kind]} apart`, () => {
        const seen = bands.map((n) => toLab(colorTokens[`band-${n}`][theme], kinds[kind]))
        let least = Number.POSITIVE_INFINITY
        seen.forEach((a, i) => {
          for (const b of seen.slice(i + 1)) {
            least = Math.min(least, Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!))
          }
        })
        // The design tells one decimal.
        expect(least).toBeGreaterThan(asked[theme][kind] - 0.1)
      })
    }
  }
})

/** CIE L*a*b* (D65) of a color as seen through a simulation matrix in linear light. */
function toLab(color: string, matrix: readonly number[]): number[] {
  const linear = [1, 3, 5].map((at) => {
    const c = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  const seen = multiply(matrix, linear).map((c) => Math.min(1, Math.max(0, c)))
  const xyz = multiply(
    [
      0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192,
      0.9503041
    ],
    seen
  )
  const [x, y, z] = [xyz[0]! / 0.95047, xyz[1]!, xyz[2]! / 1.08883].map((t) =>
    t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116
  )
  return [116 * y! - 16, 500 * (x! - y!), 200 * (y! - z!)]
}

function multiply(matrix: readonly number[], vector: readonly number[]): number[] {
  return [0, 3, 6].map(
    (row) =>
      matrix[row]! * vector[0]! + matrix[row + 1]! * vector[1]! + matrix[row + 2]! * vector[2]!
  )
}
