import { css, html, type PropertyDeclarations, svg, type TemplateResult } from 'lit'
import { defineElement } from '../core/define-element.ts'
import { TwobusElement } from '../core/element.ts'
import { filterShapePaths, iconPaths } from './icon-paths.ts'

/**
 * A small drawing in the color of the text.
 *
 * @attr name - an icon of 16 px
 * @attr shape - a filter shape of 20 x 16 px
 */
export class TwobusIcon extends TwobusElement {
  static override properties: PropertyDeclarations = {
    name: {},
    shape: {}
  }

  static override styles = [
    TwobusElement.styles,
    css`
      :host {
        display: inline-flex;
        flex: none;
        color: inherit;
      }
      svg {
        display: block;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .bold {
        stroke-width: 2;
      }
    `
  ]

  declare name: string
  declare shape: string

  constructor() {
    super()
    this.name = ''
    this.shape = ''
  }

  override render(): TemplateResult {
    const shape = filterShapePaths[this.shape]
    return shape === undefined ? iconSvg(this.name) : shapeSvg(shape)
  }
}

function iconSvg(name: string): TemplateResult {
  const bold = name === 'more' || name === 'grip' ? 'bold' : ''
  return html`<svg class=${bold} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<path d=${iconPaths[name] ?? ''} />`}
  </svg>`
}

function shapeSvg(path: string): TemplateResult {
  return html`<svg width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">
    ${svg`<path d=${path} />`}
  </svg>`
}

defineElement('twobus-icon', TwobusIcon)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-icon': TwobusIcon
  }
}
