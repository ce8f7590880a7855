/** Notes of the equal-tempered scale at A4 = 440 Hz; C4 is 261.6 Hz. */

const NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const
const SEMITONES: Readonly<Record<string, number>> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }
const A4_MIDI = 69
const A4_HZ = 440

/** "a4", "c#3", "eb2 +14" (cents) -> hertz; undefined when the text is no note. */
export function noteFrequency(text: string): number | undefined {
  const match = /^([a-g])([#♯b♭]?)(-?\d{1,2})(?:\s*([+-]\d{1,2}))?$/.exec(text.trim().toLowerCase())
  if (!match) return undefined
  const accidental = match[2] === '' ? 0 : '#♯'.includes(match[2]) ? 1 : -1
  const midi = (Number(match[3]) + 1) * 12 + SEMITONES[match[1]] + accidental
  return A4_HZ * 2 ** ((midi + Number(match[4] ?? 0) / 100 - A4_MIDI) / 12)
}

/** Hertz -> the nearest note with cents: 3350 -> "G#7 +14". */
export function noteName(frequencyHz: number): string {
  const exact = A4_MIDI + 12 * Math.log2(frequencyHz / A4_HZ)
  const midi = Math.round(exact)
  const cents = Math.round((exact - midi) * 100)
  const name = `${NAMES[((midi % 12) + 12) % 12]}${Math.floor(midi / 12) - 1}`
  if (cents === 0) return name
  return `${name} ${cents > 0 ? '+' : '\u2212'}${Math.abs(cents)}`
}
