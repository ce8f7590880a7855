/**
 * Undo as an editor needs it. One that stands alone has a `History` of its own. A host that has
 * undo for everything gives its own to its editors (`editor.history`), so that there is one row of
 * steps whichever has the focus.
 *
 * Event: `change` when `moment`, `canUndo` or `canRedo` is another; values have moved by then.
 */
export interface EditHistory extends EventTarget {
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Stands for how things are now: undo and redo come back to the same object. */
  readonly moment: object
  /** Whatever hands move until `endGesture` is one step. Gestures nest. */
  beginGesture(): void
  endGesture(): void
  undo(): void
  redo(): void
}
