/** |H|^2 of an impulse response at a frequency. */
export function responsePower(
  response: ArrayLike<number>,
  hertz: number,
  sampleRate: number
): number {
  let [re, im] = [0, 0]
  // A rotating phasor: a sine per sample would take minutes.
  const [c, s] = [
    Math.cos((2 * Math.PI * hertz) / sampleRate),
    Math.sin((2 * Math.PI * hertz) / sampleRate)
  ]
  let [x, y] = [1, 0]
  for (let i = 0; i < response.length; i++) {
    re += response[i] * x
    im += response[i] * y
    const turned = x * c - y * s
    y = x * s + y * c
    x = turned
  }
  return re * re + im * im
}

/**
 * Clicks of a low tone: the highest sample after four high-passes at 4 kHz, once `fromSeconds` are
 * over, against the highest of all, in dB.
 */
export function highsDb(signal: Float32Array, sampleRate: number, fromSeconds: number): number {
  let highs = signal.slice(fromSeconds * sampleRate)
  const pole = Math.exp((-2 * Math.PI * 4000) / sampleRate)
  for (let k = 0; k < 4; k++) {
    let [before, y] = [0, 0]
    highs = highs.map((x) => {
      y = pole * (y + x - before)
      before = x
      return y
    })
  }
  const peakOf = (part: Float32Array) => part.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
  // The filters answer the cut itself for a moment.
  return 20 * Math.log10(peakOf(highs.subarray(2000)) / peakOf(signal))
}
