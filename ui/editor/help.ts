/** What hands or keys do, and what comes of it. */
export type HelpRow = readonly [hand: string, meaning: string]

/** What works on every control of every editor, by mouse, touch and keys. */
export const handHelp: readonly HelpRow[] = [
  ['Drag up or down', 'Turn a knob, move a fader or a figure'],
  ['Shift or Alt while dragging', 'Ten times finer, without a jump'],
  ['Wheel', 'One step, on a control that has the focus or that the pointer rests on'],
  ['Double-click, Ctrl or Cmd+click', 'Back to the default'],
  ['Click on a figure', 'Type a value: 1k, -6 dB, C4, 3:1, 20 %, inf'],
  ['Right-click or long press', 'Type, reset, copy, paste, learn MIDI']
]

export const keyHelp: readonly HelpRow[] = [
  ['Tab', 'To the next control'],
  ['Arrows', 'One step; with Shift a tenth of it'],
  ['Page up, Page down', 'Ten steps'],
  ['Home, End', 'Least and most'],
  ['Enter or a digit', 'Type a value; Escape leaves the old one'],
  ['Delete or Backspace', 'Back to the default'],
  ['Shift+F10 or menu key', 'The menu of the control'],
  ['Ctrl or Cmd+Z', 'Undo; with Shift redo'],
  ['Escape', 'Close the help']
]
