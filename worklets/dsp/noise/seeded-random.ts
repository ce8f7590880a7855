/**
 * Uniform numbers 0..1 that are the same for the same seed on every machine: a 32-bit counter
 * through the finalizer of MurmurHash3 (Appleby). For patterns that are made once, at construction.
 */
export function seededRandom(seed: number): () => number {
  let counter = Math.imul(seed, 0x9e3779b1)
  return () => {
    counter = (counter + 0x9e3779b9) | 0
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
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
