import { sharedTable } from '../shared-table.ts'

/** What a transform of one size needs: the unit circle's lower half and the order of the inputs. */
interface FftTables {
  readonly cosines: Float64Array
  readonly sines: Float64Array
  readonly reversed: Uint32Array
}

/**
 * Forward FFT of real samples: an N/2-point complex radix-2 transform (Cooley and Tukey, Math.
 * Comp. 19, 1965) of the even and odd samples as real and imaginary parts, then one pass that
 * takes the two apart. About 5 N log2 N operations; only the constructor allocates. Transforms of
 * one size share their tables.
 */
export class RealFft {
  readonly size: number
  /** Bins 0 to size / 2, after `transform`. */
  readonly real: Float64Array
  readonly imaginary: Float64Array
  readonly #half: number
  readonly #tables: FftTables

  /** @throws Error unless `size` is a power of two of at least 4. */
  constructor(size: number) {
    if (size < 4 || (size & (size - 1)) !== 0) {
      throw new Error(`RealFft: size must be a power of two of at least 4, got ${size}`)
    }
    const half = size / 2
    this.size = size
    this.#half = half
    this.real = new Float64Array(half + 1)
    this.imaginary = new Float64Array(half + 1)
    this.#tables = fftTables(size)
  }

  /** Transforms the first `size` samples into `real` and `imaginary`; not scaled. */
  transform(samples: Float64Array): void {
    const { real, imaginary } = this
    const { reversed } = this.#tables
    for (let i = 0; i < this.#half; i++) {
      const from = 2 * reversed[i]
      real[i] = samples[from]
      imaginary[i] = samples[from + 1]
    }
    for (let span = 1; span < this.#half; span *= 2) this.#butterflies(span)
    this.#separate()
  }

  /** One stage: pairs of values `span` apart. */
  #butterflies(span: number): void {
    const { real, imaginary } = this
    const { cosines, sines } = this.#tables
    const half = this.#half
    const stride = half / span
    for (let k = 0; k < span; k++) {
      const c = cosines[k * stride]
      const s = sines[k * stride]
      for (let a = k; a < half; a += 2 * span) {
        const b = a + span
        const re = real[b] * c - imaginary[b] * s
        const im = real[b] * s + imaginary[b] * c
        real[b] = real[a] - re
        imaginary[b] = imaginary[a] - im
        real[a] += re
        imaginary[a] += im
      }
    }
  }

  /** From the transform of even + i odd samples to that of all samples. */
  #separate(): void {
    const { real, imaginary } = this
    const { cosines, sines } = this.#tables
    const half = this.#half
    const first = real[0]
    real[half] = first - imaginary[0]
    imaginary[half] = 0
    real[0] = first + imaginary[0]
    imaginary[0] = 0
    for (let k = 1; k <= half / 2; k++) {
      const m = half - k
      const evenRe = 0.5 * (real[k] + real[m])
      const evenIm = 0.5 * (imaginary[k] - imaginary[m])
      const oddRe = 0.5 * (imaginary[k] + imaginary[m])
      const oddIm = 0.5 * (real[m] - real[k])
      const c = cosines[k]
      const s = sines[k]
      const turnedRe = oddRe * c - oddIm * s
      const turnedIm = oddRe * s + oddIm * c
      real[k] = evenRe + turnedRe
      imaginary[k] = evenIm + turnedIm
      real[m] = evenRe - turnedRe
      imaginary[m] = turnedIm - evenIm
    }
  }
}

const fftTables = sharedTable((size: number): FftTables => {
  const half = size / 2
  const cosines = new Float64Array(half)
  const sines = new Float64Array(half)
  const reversed = new Uint32Array(half)
  for (let k = 0; k < half; k++) {
    const angle = (-2 * Math.PI * k) / size
    cosines[k] = Math.cos(angle)
    sines[k] = Math.sin(angle)
    reversed[k] = (reversed[k >> 1] >> 1) | (k & 1 ? half >> 1 : 0)
  }
  return { cosines, sines, reversed }
})
