/**
 * True-peak meters written as plainly as their descriptions, apart from the library's own filters:
 * each filters the signal with zeros between the samples and takes the greatest magnitude.
 */

/** Filter taps at `factor` times the sample rate. */
interface Interpolator {
  readonly factor: number
  readonly taps: readonly number[]
}

/** libebur128's: a sinc of 49 taps at four times the rate through a Hann window. */
export const HANN_49: Interpolator = {
  factor: 4,
  taps: Array.from({ length: 49 }, (_, j) => {
    const m = j - 24
    const sinc = m === 0 ? 1 : Math.sin((Math.PI * m) / 4) / ((Math.PI * m) / 4)
    return sinc * 0.5 * (1 - Math.cos((2 * Math.PI * j) / 48))
  })
}

/** ITU-R BS.1770-5, annex 2, the table's first two columns; the others are these reversed. */
const ITU_FIRST = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
  0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125
]
const ITU_SECOND = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
  0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375
]

export const ITU_48: Interpolator = {
  factor: 4,
  taps: ITU_FIRST.flatMap((first, k) => [
    first,
    ITU_SECOND[k],
    ITU_SECOND[11 - k],
    ITU_FIRST[11 - k]
  ])
}

/**
 * What ffmpeg's ebur128 reads with: libswresample's default filter, 32 taps, Kaiser window with beta
 * 9. It converts to 192 kHz; sixteen phases hold the positions of every sample rate.
 */
export const FFMPEG_32: Interpolator = { factor: 16, taps: kaiserTaps(16, 32, 9) }

/** The reference: 16 phases of 64 taps, Kaiser window with beta 9. */
export const KAISER_16X64: Interpolator = { factor: 16, taps: kaiserTaps(16, 64, 9) }

function kaiserTaps(factor: number, taps: number, beta: number): readonly number[] {
  return Array.from({ length: factor * taps + 1 }, (_, j) => {
    const t = j / factor - taps / 2
    const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t)
    const window = bessel(beta * Math.sqrt(Math.max(0, 1 - (t / (taps / 2)) ** 2))) / bessel(beta)
    return sinc * window
  })
}

export function truePeakDb({ factor, taps }: Interpolator, signal: Float32Array): number {
  let peak = 0
  for (let phase = 0; phase < factor; phase++) {
    const filter = Float64Array.from(
      { length: Math.ceil((taps.length - phase) / factor) },
      (_, k) => taps[phase + factor * k]
    )
    peak = Math.max(peak, filteredPeak(filter, signal))
  }
  return 20 * Math.log10(peak)
}

function filteredPeak(filter: Float64Array, signal: Float32Array): number {
  const length = filter.length
  const padded = new Float64Array(signal.length + 2 * length)
  padded.set(signal, length)
  let peak = 0
  for (let n = length; n < padded.length; n++) {
    let sum = 0
    for (let k = 0; k < length; k++) sum += filter[k] * padded[n - k]
    const size = Math.abs(sum)
    if (size > peak) peak = size
  }
  return peak
}

function bessel(x: number): number {
  let [sum, term] = [1, 1]
  for (let k = 1; k < 60; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}
