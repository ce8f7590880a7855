/**
 * Registers an element class. Does nothing on a server, and nothing when the name is taken: two
 * copies of the library on a page share the elements of the first.
 */
export function defineElement(name: string, element: CustomElementConstructor): void {
  if (typeof window === 'undefined' || typeof customElements === 'undefined') return
  if (customElements.get(name) === undefined) customElements.define(name, element)
}
