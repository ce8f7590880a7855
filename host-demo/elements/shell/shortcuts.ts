export type Shortcut =
  | 'playPause'
  | 'toStart'
  | 'loop'
  | 'loopStart'
  | 'loopEnd'
  | 'compare'
  | 'mute'
  | 'solo'
  | 'undo'
  | 'redo'
  | 'help'
  | 'close'

/** What the help shows, in its order. */
export const shortcutTexts: readonly (readonly [keys: string, what: string])[] = [
  ['Space', 'Play or pause'],
  ['Home', 'To the start'],
  ['L', 'Loop on or off'],
  ['[  ]', 'Loop starts or ends here'],
  ['C', 'Compare raw stems and mix'],
  ['M', 'Mute the chosen strip'],
  ['S', 'Solo the chosen strip'],
  ['Ctrl Z', 'Undo'],
  ['Ctrl Shift Z', 'Redo'],
  ['← →', 'On a name: next strip. On the lanes: bar by bar, Shift: beat by beat'],
  ['Alt ← →', 'Same control of the next strip'],
  ['F2', 'On a name: rename'],
  ['Enter', 'On an insert: open its editor'],
  ['B', 'On an insert: bypass'],
  ['Delete', 'On an insert: remove. On a knob or fader: reset'],
  ['Alt ↑ ↓', 'On an insert: move up or down'],
  ['0 … 9', 'On a knob or fader: type a value'],
  ['Esc', 'Close the editor'],
  ['?', 'This list']
]

const KEYS: Readonly<Record<string, Shortcut | undefined>> = {
  ' ': 'playPause',
  Home: 'toStart',
  l: 'loop',
  '[': 'loopStart',
  ']': 'loopEnd',
  c: 'compare',
  m: 'mute',
  s: 'solo',
  '?': 'help',
  Escape: 'close'
}

/**
 * What a key means to the host as a whole; nothing where a control or a field has it. A button
 * that was reached by keyboard has the space bar. One that was only clicked has not: who mutes a
 * strip with the mouse and presses Space means the transport.
 */
export function shortcutOf(
  event: KeyboardEvent,
  { focusedByPointer }: { readonly focusedByPointer: boolean }
): Shortcut | undefined {
  const target = event.composedPath()[0]
  if (event.defaultPrevented || event.isComposing || takesText(target)) return undefined
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
    return key === 'y' ? 'redo' : undefined
  }
  if (event.altKey) return undefined
  if (key === ' ' && !focusedByPointer && takesSpace(target)) return undefined
  return KEYS[key]
}

/** A place where keys are letters. */
function takesText(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) {
    return !['button', 'checkbox', 'radio', 'range', 'file', 'reset', 'submit'].includes(
      target.type
    )
  }
  return target.isContentEditable || target.matches('textarea, select')
}

function takesSpace(target: EventTarget | undefined): boolean {
  return (
    target instanceof Element &&
    target.matches('button, a[href], summary, input, [role=button], [role=switch], [role=radio]')
  )
}
