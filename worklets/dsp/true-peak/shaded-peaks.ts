/** Readings that are compared as one, and cells on either side that each is compared with. */
export const CELL = 8
const REACH = 3

/**
 * What lies in the shade, lower than something within three cells before it and something within
 * three cells after it, takes no part in the maximum over this many readings or more: whatever
 * window holds it holds one of the two.
 */
export const LEAST_WINDOW = (2 * REACH + 1) * CELL + 1

/**
 * `shades[k]` = how high the shade over cell k is, of `count` cells in a row of which the maxima are
 * given.
 */
export function findShades(maxima: Float64Array, count: number, shades: Float64Array): void {
  for (let at = 0; at < count; at++) {
    let before = 0
    let after = 0
    for (let k = Math.max(0, at - REACH); k < at; k++) if (maxima[k] > before) before = maxima[k]
    const end = Math.min(count, at + REACH + 1)
    for (let k = at + 1; k < end; k++) if (maxima[k] > after) after = maxima[k]
    shades[at] = before < after ? before : after
  }
}
