/** Texts and controls of an editor that reach beyond its sides, where `overflow` would cut them. */
export function spilled(editor: HTMLElement): readonly string[] {
  const box = editor.getBoundingClientRect()
  return everythingIn(editor.shadowRoot)
    .filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect()
      // What is seen is what holds no more elements; a spoken text is one px large.
      if (element.childElementCount > 0 || width <= 1 || height <= 1) return false
      // A handle on the very edge of its graph may reach over it.
      if (element.closest('.handle, .node')) return false
      return left < box.left - 0.5 || right > box.right + 0.5
    })
    .map((element) => `${element.localName}.${element.className}: ${element.textContent?.trim()}`)
}

function everythingIn(root: ParentNode | null): readonly Element[] {
  return [...(root?.querySelectorAll('*') ?? [])].flatMap((element) => [
    element,
    ...everythingIn(element.shadowRoot)
  ])
}
