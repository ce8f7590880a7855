/**
 * Displays show 7-bit ASCII; these signs of values and names have a usual way to be written in it.
 */
const PLAIN: Readonly<Record<string, string>> = {
  '\u2212': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u221e': 'inf',
  '\u2019': "'",
  '\u2026': '...',
  '\u00d7': 'x',
  '\u00df': 'ss',
  '\u00e6': 'ae',
  '\u00c6': 'AE',
  '\u00f8': 'o',
  '\u00d8': 'O',
  '\u266f': '#',
  '\u266d': 'b',
  '\u00a0': ' '
}

/** A text in printable ASCII: marks of letters go, what has no other way to be written is "_". */
export function toAscii(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '')
  return [...bare].map((sign) => (/^[ -~]$/.test(sign) ? sign : (PLAIN[sign] ?? '_'))).join('')
}

/**
 * A name in so many characters. One word keeps its beginning; of several each keeps some of its
 * own, so that "Guitar left" and "Guitar right" stay two names, and a number at the end stays
 * whole.
 */
export function shorten(name: string, most: number): string {
  const text = toAscii(name).trim().replace(/\s+/g, ' ')
  if (text.length <= most) return text
  const words = text.split(' ').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
  const joined = words.join('')
  if (joined.length <= most) return joined
  const last = words.at(-1) ?? ''
  if (words.length === 1) return last.slice(0, most)
  const kept = /^\d+$/.test(last) ? last.slice(-most) : last.slice(0, Math.ceil(most / 3))
  return shorten(words.slice(0, -1).join(' '), most - kept.length) + kept
}

/** A text in a cell of a display, blanks behind it. */
export function inCell(text: string, width: number): string {
  return toAscii(text).slice(0, width).padEnd(width)
}

/**
 * A value in a cell: without the blank before its unit where both do not fit, then without the
 * unit.
 */
export function valueInCell(text: string, width: number): string {
  const plain = toAscii(text)
  const tight = plain.replace(/ /g, '')
  const bare = plain.split(' ')[0] ?? ''
  const fits = [plain, tight, bare].find((each) => each.length <= width) ?? bare
  return fits.slice(0, width).padEnd(width)
}

/** Code of a sign in the cells of the time and assignment displays; a blank where it has none. */
function cellCode(sign: string): number {
  const code = sign.toUpperCase().charCodeAt(0)
  if (code >= 0x40 && code <= 0x5f) return code - 0x40
  return code >= 0x20 && code <= 0x3f ? code : 0x20
}

const DOT = 0x40

/**
 * Codes of so many cells, right first, of a text that stands at the right; a point or colon lights
 * the dot of the cell before it.
 */
export function cellsFromRight(text: string, count: number): readonly number[] {
  const cells: number[] = []
  for (const sign of text) {
    const last = cells.length - 1
    if ((sign === '.' || sign === ':') && last >= 0) cells[last] = (cells[last] ?? 0) | DOT
    else cells.push(cellCode(sign))
  }
  const right = cells.reverse().slice(0, count)
  while (right.length < count) right.push(0x20)
  return right
}

/**
 * Red, green and blue of the backlight of an X-Touch, a bit each; dark ones would hide the text.
 */
export function displayColor(color: string | undefined): number {
  const [, hex] = /^#([0-9a-f]{6})$/i.exec(color ?? '') ?? []
  if (hex === undefined) return 7
  const parts = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  const most = Math.max(...parts)
  // What is more than half as strong as the strongest colors it.
  const bits = parts.reduce((sum, part, i) => sum | (part > most * 0.6 ? 1 << i : 0), 0)
  return most < 32 ? 7 : bits || 7
}
