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
