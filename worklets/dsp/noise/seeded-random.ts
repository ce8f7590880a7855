/** Step of the counter: odd, and without a pattern (2^32 divided by the golden ratio). */
const STEP = 0x9e3779b9

/**
 * Uniform numbers 0..1 that are the same for the same seed on every machine. For patterns that are
 * made once, at construction.
 */
export function seededRandom(seed: number): () => number {
  let draw = 0
  return () => (scramble(seedCounter(seed, ++draw)) >>> 0) / 2 ** 32
}

/** The counter that draw `draw` of a seed, from 1 on, is made of. */
export function seedCounter(seed: number, draw: number): number {
  return (Math.imul(seed | 0, 0x9e3779b1) + Math.imul(draw, STEP)) | 0
}

/** 32 bits of which each depends on all that come in: the finalizer of MurmurHash3 (Appleby). */
export function scramble(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** The numbers 0 to n - 1 in random order (Fisher and Yates). */
export function shuffled(n: number, random: () => number): number[] {
  const order = Array.from({ length: n }, (_, k) => k)
  for (let k = n - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1))
    const held = order[k]
    order[k] = order[other]
    order[other] = held
  }
  return order
}
