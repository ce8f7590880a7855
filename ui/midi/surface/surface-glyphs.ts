import { html, type TemplateResult } from 'lit'

/** Lines of small signs, 16 x 16. */
export const GLYPHS = {
  left: 'M10 4 6 8l4 4',
  right: 'M6 4l4 4-4 4',
  farLeft: 'M12 4 8 8l4 4M7 4 3 8l4 4',
  farRight: 'M4 4l4 4-4 4M9 4l4 4-4 4',
  cross: 'M4 4l8 8M12 4l-8 8'
} as const

/** A button that shows a sign, and says its name to those who do not see it. */
export function glyphButton(
  glyph: keyof typeof GLYPHS,
  label: string,
  press: () => void,
  options: { readonly disabled?: boolean; readonly isBare?: boolean } = {}
): TemplateResult {
  return html`<button
    class="button icon ${options.isBare ? 'bare' : ''}"
    type="button"
    aria-label=${label}
    title=${label}
    ?disabled=${options.disabled ?? false}
    @click=${press}
  >
    <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true"><path d=${GLYPHS[glyph]} /></svg>
  </button>`
}
