export const NO_MIDI =
  'This browser has no Web MIDI. Use Chrome, Edge or Firefox to play parameters from a controller.'
export const REFUSED = 'MIDI was refused. Allow it in the address bar and try again.'

const INSECURE = 'MIDI needs a secure page (https).'
const TOLD_KEY = 'twobus.midi.told'

/** The browser's own way to MIDI; undefined where it has none. */
export function browserRequest(
  options: MIDIOptions = { sysex: false }
): (() => Promise<MIDIAccess>) | undefined {
  const browser = globalThis.navigator
  if (typeof browser?.requestMIDIAccess !== 'function') return undefined
  return () => browser.requestMIDIAccess(options)
}

/** Whether the browser has MIDI at all: where not, hide what belongs to it. */
export function hasMidi(): boolean {
  return browserRequest() !== undefined
}

/** Whether access would be given without a question; with exclusive messages, where wanted. */
export async function isAllowed({ sysex = false } = {}): Promise<boolean> {
  try {
    const wanted = sysex ? { name: 'midi', sysex } : { name: 'midi' }
    // The type knows no member `sysex`, which the Web MIDI API adds to the descriptor.
    const status = await navigator.permissions.query(wanted as PermissionDescriptor)
    return status.state === 'granted'
  } catch {
    // Browsers that do not tell would ask.
    return false
  }
}

/** Why there is no MIDI, in a sentence, for the first visit only; undefined where there is, and later. */
export function missingMidiNotice(): string | undefined {
  if (hasMidi()) return undefined
  try {
    if (localStorage.getItem(TOLD_KEY) !== null) return undefined
    localStorage.setItem(TOLD_KEY, 'yes')
  } catch {
    // A page that may keep nothing says it at each visit.
  }
  return globalThis.isSecureContext === false ? INSECURE : NO_MIDI
}
