import type { MenuItem } from '../../../ui/controls/menu.ts'

/** The context menu of an insert. */
export function insertMenu(actions: {
  readonly isFirst: boolean
  readonly isLast: boolean
  open(): void
  toggle(): void
  move(by: 1 | -1): void
  remove(): void
}): readonly MenuItem[] {
  return [
    { label: 'Open', hint: 'Enter', run: () => actions.open() },
    { label: 'On or off', hint: 'B', run: () => actions.toggle() },
    { label: 'Move up', hint: 'Alt ↑', disabled: actions.isFirst, run: () => actions.move(-1) },
    { label: 'Move down', hint: 'Alt ↓', disabled: actions.isLast, run: () => actions.move(1) },
    { label: 'Remove', hint: 'Delete', run: () => actions.remove() }
  ]
}
