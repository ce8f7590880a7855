/**
 * One number with a place in memory of its own: `level[0]`.
 *
 * The rule for numbers on the audio thread, told here for all files:
 *
 * - **Locals** inside a loop are free.
 * - **A field** holds what changes once a block or more seldom. V8 stores a fraction in a field
 *   without allocating, but a loop that writes one for every sample runs 1.7 times as long.
 * - **A number that a function takes or gives back** is allocated (16 bytes) wherever the call is
 *   not inlined, and whether it is depends on when the compiler comes and on how long the caller
 *   already is. Once a block that is nothing. For every sample, crest or tap it is garbage: there a
 *   cell is handed over instead, and the function writes into it.
 * - **Numbers that belong together** lie in one array whose places have names, `heard[AT.left]`.
 * - **A hot loop is not cut into functions** for the same reason. It reads its fields and cells into
 *   locals, runs, and stores them back.
 *
 * `test/worklets/garbage.test.ts` measures what this keeps.
 */
export type Cell = Float64Array

/** A cell that holds `value`. Allocates: for constructors only. */
export function cell(value = 0): Cell {
  const made = new Float64Array(1)
  made[0] = value
  return made
}
