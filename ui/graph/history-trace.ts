import { prefersReducedMotion } from '../core/frame.ts'

/** Width of a column of a history, in px. */
export const COLUMN_PX = 2

/** Columns that pass in a second. */
export const COLUMNS_PER_SECOND = 54

/**
 * Sets the path of a history: a smooth line through the midpoints of its columns, newest at the
 * right. `fraction` is how much of the newest column is there already.
 */
export function traceHistory(
  context: CanvasRenderingContext2D,
  width: number,
  fraction: number,
  yAt: (age: number) => number
): void {
  context.beginPath()
  let x = width
  let y = yAt(1)
  context.moveTo(x, y)
  const columns = Math.ceil(width / COLUMN_PX) + 1
  for (let age = 2; age <= columns; age++) {
    const nextX = width - (age - 2 + fraction) * COLUMN_PX
    const nextY = yAt(age)
    context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2)
    x = nextX
    y = nextY
  }
  context.lineTo(x, y)
}

/**
 * Whether a history of `count` columns, `finished` of them new, is to be drawn anew: at once, or
 * when another second is full where people asked for less motion.
 */
export function historyMoves(count: number, finished: number): boolean {
  if (finished === 0 || !prefersReducedMotion()) return finished > 0
  const second = (columns: number) => Math.floor(columns / COLUMNS_PER_SECOND)
  return second(count) !== second(count - finished)
}

/** Closes a traced path along a level, to fill it. */
export function closeTrace(context: CanvasRenderingContext2D, width: number, y: number): void {
  context.lineTo(0, y)
  context.lineTo(width, y)
  context.closePath()
}

/** Where a time before now lies, in px from the left. */
export function secondToX(second: number, width: number): number {
  return width - second * COLUMNS_PER_SECOND * COLUMN_PX
}
