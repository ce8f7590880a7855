/** What a key means to a control with one travel. */
export type TravelKey =
  | { readonly kind: 'step'; readonly steps: number }
  | { readonly kind: 'edge'; readonly edge: 'min' | 'max' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'type'; readonly text: string }

const ARROWS: Readonly<Record<string, number | undefined>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1
}

/** The slider keys of the ARIA practices, fine steps with Shift, and typing. */
export function travelKey(event: KeyboardEvent): TravelKey | undefined {
  if (event.ctrlKey || event.metaKey) return undefined
  const arrow = ARROWS[event.key]
  if (arrow !== undefined) {
    return { kind: 'step', steps: event.shiftKey || event.altKey ? arrow * 0.1 : arrow }
  }
  switch (event.key) {
    case 'PageUp':
      return { kind: 'step', steps: 10 }
    case 'PageDown':
      return { kind: 'step', steps: -10 }
    case 'Home':
      return { kind: 'edge', edge: 'min' }
    case 'End':
      return { kind: 'edge', edge: 'max' }
    case 'Delete':
    case 'Backspace':
      return { kind: 'reset' }
    case 'Enter':
      return { kind: 'type', text: '' }
    default:
      return /^[\d.,+\u2212-]$/.test(event.key) ? { kind: 'type', text: event.key } : undefined
  }
}
