import { type ElementPart, noChange } from 'lit'
import {
  Directive,
  type DirectiveResult,
  directive,
  type PartInfo,
  PartType
} from 'lit/directive.js'

type Properties = Readonly<Record<string, string>>

/**
 * Sets CSS properties of an element from a template through the object model, which a strict
 * content security policy allows where it refuses a `style` attribute:
 * `<div ${cssProperties({ left: '50%' })}>`.
 */
class CssPropertiesDirective extends Directive {
  #last: Properties = {}

  constructor(part: PartInfo) {
    super(part)
    if (part.type !== PartType.ELEMENT)
      throw new Error('cssProperties: must stand in the tag itself')
  }

  override render(_properties: Properties): typeof noChange {
    return noChange
  }

  override update(part: ElementPart, [properties]: [Properties]): typeof noChange {
    // Only HTML elements are drawn with it.
    const { style } = part.element as HTMLElement
    for (const name of Object.keys(this.#last))
      if (!(name in properties)) style.removeProperty(name)
    for (const [name, value] of Object.entries(properties)) {
      if (this.#last[name] !== value) style.setProperty(name, value)
    }
    this.#last = properties
    return noChange
  }
}

const cssPropertiesDirective = directive(CssPropertiesDirective)

export function cssProperties(properties: Properties): DirectiveResult {
  return cssPropertiesDirective(properties)
}
