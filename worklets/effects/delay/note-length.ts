/** Note lengths as musicians write them: D is dotted, T a triplet. */
export const NOTE_LENGTHS = [
  '1/64',
  '1/32',
  '1/16T',
  '1/16',
  '1/16D',
  '1/8T',
  '1/8',
  '1/8D',
  '1/4T',
  '1/4',
  '1/4D',
  '1/2T',
  '1/2',
  '1/2D',
  '1/1',
  '2/1',
  '4/1'
] as const

export type NoteLength = (typeof NOTE_LENGTHS)[number]

/** Quarter notes in each length. */
const BEATS = Object.fromEntries(NOTE_LENGTHS.map((note) => [note, beatsOf(note)])) as Readonly<
  Record<NoteLength, number>
> // made from the very list

function beatsOf(note: string): number {
  const [count, unit] = note.split('/')
  const plain = (4 * Number(count)) / Number.parseInt(unit, 10)
  if (note.endsWith('D')) return plain * 1.5
  return note.endsWith('T') ? (plain * 2) / 3 : plain
}

/** Seconds of a note at a tempo in quarter notes a minute. */
export function noteSeconds(note: NoteLength, tempoBpm: number): number {
  return (BEATS[note] * 60) / tempoBpm
}
