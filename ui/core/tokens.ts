/**
 * The values of all color tokens, once. The style sheet, the canvases and the contrast test are
 * made from this record.
 *
 * Each is a custom property with the prefix `--twobus-` on the page's root: `--twobus-accent: teal`
 * on any element changes it for the editors below, curves on canvases too. Dark or light follows the
 * `theme` attribute of an editor, else the `color-scheme` of what it stands in, else dark.
 */

export interface TokenPair {
  readonly dark: string
  readonly light: string
}

const pair = (dark: string, light: string): TokenPair => ({ dark, light })
const ON_DARK = '#0c0e11'
const ON_LIGHT = '#ffffff'

export const colorTokens = {
  bg: pair('#0c0e11', '#e4e7eb'),
  well: pair('#0f1216', '#fdfdfe'),
  surface: pair('#15181d', '#f5f6f8'),
  raised: pair('#1f242b', '#ffffff'),
  high: pair('#2a3038', '#e6e9ee'),
  /** The chosen segment, and the line round it in the light theme. */
  chosen: pair('#2a3038', '#ffffff'),
  'chosen-line': pair('#2a303800', '#a4acb8'),
  knob: pair('#262c34', '#ffffff'),
  'knob-line': pair('#3d455100', '#a4acb899'),
  track: pair('#363d48', '#cfd4dc'),
  line: pair('#252a32', '#d9dde3'),
  'line-strong': pair('#3d4551', '#a4acb8'),
  grid: pair('#1d2229', '#eceef2'),
  'grid-strong': pair('#2b313a', '#d6dae1'),
  text: pair('#eef0f4', '#14171c'),
  muted: pair('#a9b1be', '#4a5362'),
  faint: pair('#828b99', '#5c6573'),
  accent: pair('#9cb2ff', '#3652d0'),
  'on-accent': pair('#0c1020', '#ffffff'),
  'accent-soft': pair('#9cb2ff24', '#3652d01c'),
  input: pair('#7f8896', '#76808e'),
  output: pair('#eef0f4', '#14171c'),
  reduction: pair('#ff7d5c', '#b83817'),
  sidechain: pair('#e9d66b', '#746200'),
  mid: pair('#5cbcf0', '#0b6aa8'),
  side: pair('#ea8fc0', '#ab3f7c'),
  level: pair('#4cc3a0', '#067a59'),
  warning: pair('#f2a62e', '#8f5300'),
  'warning-fill': pair('#f2a62e', '#cc7a00'),
  'on-warning': pair(ON_DARK, ON_LIGHT),
  clip: pair('#ff4d5a', '#c81230'),
  'band-1': pair('#f4764f', '#7d2300'),
  'band-2': pair('#f2a93b', '#985d00'),
  'band-3': pair('#efe05a', '#919155'),
  'band-4': pair('#3ccb9b', '#027453'),
  'band-5': pair('#6cc5f2', '#0095e1'),
  'band-6': pair('#5f8df5', '#2840b8'),
  'band-7': pair('#e08bc0', '#c24093'),
  'band-8': pair('#c3c9d2', '#3c4450'),
  /** Number in a band's node. Bands 3 and 5 are bright in both themes. */
  'on-band-1': pair(ON_DARK, ON_LIGHT),
  'on-band-2': pair(ON_DARK, ON_LIGHT),
  'on-band-3': pair(ON_DARK, ON_DARK),
  'on-band-4': pair(ON_DARK, ON_LIGHT),
  'on-band-5': pair(ON_DARK, ON_DARK),
  'on-band-6': pair(ON_DARK, ON_LIGHT),
  'on-band-7': pair(ON_DARK, ON_LIGHT),
  'on-band-8': pair(ON_DARK, ON_LIGHT)
} as const satisfies Readonly<Record<string, TokenPair>>

export type ColorToken = keyof typeof colorTokens

export const colorTokenNames = Object.keys(colorTokens) as readonly ColorToken[]

const FONT =
  '"Inter", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif' as const

/** Everything that does not depend on the theme's brightness alone. */
export const otherTokens: Readonly<Record<string, string>> = {
  font: FONT,
  'text-axis': `400 10px/12px var(--twobus-font)`,
  'text-label': `400 11px/14px var(--twobus-font)`,
  'text-button': `500 11px/14px var(--twobus-font)`,
  'text-heading': `600 11px/14px var(--twobus-font)`,
  'text-value': `500 12px/16px var(--twobus-font)`,
  'text-value-large': `500 14px/18px var(--twobus-font)`,
  'text-title': `600 13px/16px var(--twobus-font)`,
  'text-page': `600 20px/26px var(--twobus-font)`,
  'text-read': `500 20px/24px var(--twobus-font)`,
  'space-1': '4px',
  'space-2': '8px',
  'space-3': '12px',
  'space-4': '16px',
  'space-5': '20px',
  'space-6': '24px',
  'space-7': '32px',
  fast: '90ms cubic-bezier(.2,0,0,1)',
  base: '160ms cubic-bezier(.2,0,0,1)',
  slow: '280ms cubic-bezier(.2,0,0,1)',
  shadow:
    '0 12px 32px light-dark(#1a203022, #00000099), ' +
    'inset 0 1px 0 light-dark(#ffffff00, #ffffff08), 0 0 0 1px light-dark(#1a20300d, #00000000)'
}

/** System colors stand in where the user has chosen a palette of few colors. */
export const forcedTokens: Readonly<Partial<Record<ColorToken, string>>> = {
  bg: 'Canvas',
  well: 'Canvas',
  surface: 'Canvas',
  raised: 'ButtonFace',
  high: 'ButtonFace',
  chosen: 'Highlight',
  'chosen-line': 'Highlight',
  knob: 'ButtonFace',
  'knob-line': 'ButtonText',
  track: 'GrayText',
  line: 'CanvasText',
  'line-strong': 'CanvasText',
  grid: 'GrayText',
  'grid-strong': 'GrayText',
  text: 'CanvasText',
  muted: 'CanvasText',
  faint: 'CanvasText',
  accent: 'Highlight',
  'on-accent': 'HighlightText',
  'accent-soft': 'Canvas',
  input: 'GrayText',
  output: 'CanvasText',
  reduction: 'Highlight',
  sidechain: 'CanvasText',
  mid: 'CanvasText',
  side: 'CanvasText',
  level: 'Highlight',
  warning: 'Highlight',
  'warning-fill': 'Highlight',
  'on-warning': 'HighlightText',
  clip: 'CanvasText'
}
