/** While a drag is on its way a page may see its types, and only on the drop what it carries. */
const TYPE = 'application/x-twobus-insert'

/** What is dragged now; a drag never leaves the page. */
let dragged: string | undefined

export function dragInsert(event: DragEvent, insertId: string): void {
  dragged = insertId
  event.dataTransfer?.setData(TYPE, insertId)
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
}

/** Id of the insert that a drag carries; nothing for files and texts. */
export function draggedInsert(event: DragEvent): string | undefined {
  return event.dataTransfer?.types.includes(TYPE) ? dragged : undefined
}

/** Before which slot a drag would land; behind the last where it is below all. */
export function dropIndex(event: DragEvent, slots: readonly Element[]): number {
  const at = slots.findIndex((slot) => {
    const { top, height } = slot.getBoundingClientRect()
    return event.clientY < top + height / 2
  })
  return at < 0 ? slots.length : at
}
