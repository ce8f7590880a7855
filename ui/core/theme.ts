import { type CSSResult, css } from 'lit'
import { colorTokenNames, colorTokens, forcedTokens, otherTokens } from './tokens.ts'

/**
 * The tokens as custom properties `--twobus-...` of the document's root. Colors are written with
 * `light-dark()`, so an element with `color-scheme` (or the `theme` attribute, which sets it)
 * turns all below it. Specificity is zero: any rule of the page overrides a token.
 */
const tokenRules = `:where(:root) {
${colorTokenNames
  .map(
    (name) =>
      `  --twobus-${name}: light-dark(${colorTokens[name].light}, ${colorTokens[name].dark});`
  )
  .join('\n')}
${Object.entries(otherTokens)
  .map(([name, value]) => `  --twobus-${name}: ${value};`)
  .join('\n')}
  --twobus-fills: 1;
}
@media (prefers-contrast: more) {
  :where(:root) {
    --twobus-faint: var(--twobus-muted);
    --twobus-line: var(--twobus-line-strong);
    --twobus-fills: 0;
  }
}
@media (forced-colors: active) {
  :where(:root) {
${Object.entries(forcedTokens)
  .map(([name, value]) => `    --twobus-${name}: ${value};`)
  .join('\n')}
    --twobus-fills: 0;
  }
}`

const themed = new WeakSet<Document>()

/** Makes the tokens known to a document, once. */
export function installTheme(target: Document): void {
  const view = target.defaultView
  if (themed.has(target) || !view) return
  themed.add(target)
  // A constructed sheet belongs to the document whose window made it.
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(tokenRules)
  target.adoptedStyleSheets = [...target.adoptedStyleSheets, sheet]
}

/** What every element starts from. */
export const baseStyles: CSSResult = css`
  :host {
    box-sizing: border-box;
    font: var(--twobus-text-label);
    color: var(--twobus-text);
    -webkit-font-smoothing: antialiased;
  }
  :host([hidden]) {
    display: none !important;
  }
  :host([theme='dark']),
  :host(:state(default-dark)) {
    color-scheme: dark;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--twobus-accent);
    outline-offset: 3px;
  }
  button {
    font: inherit;
    color: inherit;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition-duration: 0s !important;
      animation-duration: 0s !important;
    }
  }
`

/** The family a canvas draws with; the size in CSS px. */
export function canvasFont(sizePx: number, weight = 400): string {
  return `${weight} ${sizePx}px ${otherTokens.font}`
}
