import FFT from 'fft.js'

/**
 * Power spectrum in dB relative to a full-scale sine, bin by bin, through a Blackman-Harris window
 * (side lobes at -92 dB) or a 7-term one (-180 dB) where spurs below that matter.
 */
export function spectrumDb(signal: ArrayLike<number>, start: number, size: number): Float64Array {
  const fft = new FFT(size)
  const windowed = new Array<number>(size)
  let gain = 0
  for (let i = 0; i < size; i++) {
    const weight = sevenTerm((2 * Math.PI * i) / size)
    gain += weight
    windowed[i] = weight * signal[start + i]
  }
  const bins = fft.createComplexArray()
  fft.realTransform(bins, windowed)
  return Float64Array.from({ length: size / 2 }, (_, k) => {
    const magnitude = (2 * Math.hypot(bins[2 * k], bins[2 * k + 1])) / gain
    return 20 * Math.log10(Math.max(magnitude, 1e-15))
  })
}

/** Albrecht 2001, 7-term minimum-sidelobe cosine-sum window: side lobes at -180 dB. */
const SEVEN = [
  0.2712203606, 0.4334446123, 0.2180041228, 0.0657853433, 0.0107618673, 0.0007700127, 0.0000136809
]

function sevenTerm(phase: number): number {
  return SEVEN.reduce((sum, term, k) => sum + (k % 2 === 0 ? term : -term) * Math.cos(k * phase), 0)
}
