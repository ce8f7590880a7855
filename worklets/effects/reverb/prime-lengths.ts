/**
 * Delay lengths without common factors: distinct primes, spread evenly on a logarithmic scale.
 * Echoes of a network with such lengths coincide as late as possible. The constructor makes a sieve
 * (one byte per length); `write` allocates nothing and takes about 1 us.
 */
export class PrimeLengths {
  readonly #composite: Uint8Array

  /** For lengths up to `maxLength` frames. */
  constructor(maxLength: number) {
    // Between n and n + 300 there are more than 20 primes for every n below 300 000.
    this.#composite = new Uint8Array(maxLength + 300)
    for (let k = 2; k * k < this.#composite.length; k++) {
      if (this.#composite[k] === 1) continue
      for (let multiple = k * k; multiple < this.#composite.length; multiple += k) {
        this.#composite[multiple] = 1
      }
    }
  }

  /** Fills `lengths` with rising primes, the first near `shortest`, the last near `longest`. */
  write(lengths: Int32Array, shortest: number, longest: number): void {
    const count = lengths.length
    const ratio = Math.log(longest / shortest) / (count - 1)
    let last = 1
    for (let k = 0; k < count; k++) {
      let length = Math.max(last + 1, Math.round(shortest * Math.exp(ratio * k)))
      while (this.#composite[length] === 1) length++
      lengths[k] = length
      last = length
    }
  }
}
