import { type ColorToken, colorTokenNames } from './tokens.ts'

export type ThemeColors = Readonly<Record<ColorToken, string>> & {
  /** False where fills under curves are off (more contrast, forced colors). */
  readonly fills: boolean
}

/** Fires `change` when any element's colors may have changed. */
export const themeChanges: EventTarget = new EventTarget()

let version = 0
const watched = new WeakSet<Document>()
const cache = new WeakMap<Element, { version: number; colors: ThemeColors }>()

/** Called by elements whose theme attribute moved; throws away every cached color. */
export function themeMayHaveChanged(): void {
  version++
  themeChanges.dispatchEvent(new Event('change'))
}

/**
 * The tokens as an element sees them, as colors a canvas takes. Looked up once until the theme,
 * the system's preferences or the root's attributes change.
 */
export function themeColors(element: Element): ThemeColors {
  watch(element.ownerDocument)
  const known = cache.get(element)
  if (known?.version === version) return known.colors
  const colors = readColors(element)
  // An element outside the document has no styles yet: do not remember that.
  if (element.isConnected) cache.set(element, { version, colors })
  return colors
}

function readColors(element: Element): ThemeColors {
  const style = getComputedStyle(element)
  const dark = usesDark(style.colorScheme)
  const entries = colorTokenNames.map((name) => [
    name,
    pick(style.getPropertyValue(`--twobus-${name}`), dark)
  ])
  // Object.fromEntries forgets the names it was made from.
  return {
    ...(Object.fromEntries(entries) as Record<ColorToken, string>),
    fills: style.getPropertyValue('--twobus-fills').trim() !== '0'
  }
}

function usesDark(colorScheme: string): boolean {
  const dark = colorScheme.includes('dark')
  if (dark && colorScheme.includes('light'))
    return matchMedia('(prefers-color-scheme: dark)').matches
  return dark
}

/** One side of `light-dark(a, b)`; any other color as it is. */
function pick(value: string, dark: boolean): string {
  const match = /^\s*light-dark\((.*)\)\s*$/s.exec(value)
  if (!match) return value.trim()
  const inner = match[1] ?? ''
  let depth = 0
  for (let i = 0; i < inner.length; i++) {
    const character = inner[i]
    if (character === '(') depth++
    if (character === ')') depth--
    if (character === ',' && depth === 0) {
      return (dark ? inner.slice(i + 1) : inner.slice(0, i)).trim()
    }
  }
  return inner.trim()
}

function watch(target: Document): void {
  if (watched.has(target)) return
  watched.add(target)
  for (const query of [
    '(prefers-color-scheme: dark)',
    '(prefers-contrast: more)',
    '(forced-colors: active)'
  ]) {
    matchMedia(query).addEventListener('change', themeMayHaveChanged)
  }
  const observer = new MutationObserver(themeMayHaveChanged)
  const attributes = {
    attributes: true,
    attributeFilter: ['class', 'style', 'theme', 'data-theme']
  }
  observer.observe(target.documentElement, attributes)
  if (target.body) observer.observe(target.body, attributes)
}

/** A color made translucent; works for any CSS color, fastest for #rrggbb. */
export function withAlpha(color: string, alpha: number): string {
  if (/^#[0-9a-f]{6}$/i.test(color)) {
    return (
      color +
      Math.round(Math.min(Math.max(alpha, 0), 1) * 255)
        .toString(16)
        .padStart(2, '0')
    )
  }
  return `color-mix(in srgb, ${color} ${Math.round(alpha * 100)}%, transparent)`
}
