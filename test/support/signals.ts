/** Named test signals. Levels are linear peaks, times in seconds, random ones need a seed. */

export function sine(
  frequencyHz: number,
  seconds: number,
  sampleRate: number,
  peak = 1
): Float32Array {
  const step = (2 * Math.PI * frequencyHz) / sampleRate
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, i) => peak * Math.sin(step * i)
  )
}

/** A sine that comes in over a raised cosine, so that its beginning is no broadband event. */
export function softSine(
  frequencyHz: number,
  seconds: number,
  sampleRate: number,
  peak: number,
  fadeSeconds: number
): Float32Array {
  const fadeFrames = fadeSeconds * sampleRate
  return sine(frequencyHz, seconds, sampleRate, peak).map((x, i) =>
    i < fadeFrames ? x * (0.5 - 0.5 * Math.cos((Math.PI * i) / fadeFrames)) : x
  )
}

export function silence(seconds: number, sampleRate: number): Float32Array {
  return new Float32Array(Math.round(seconds * sampleRate))
}

export function impulse(seconds: number, sampleRate: number, at = 0, peak = 1): Float32Array {
  const signal = silence(seconds, sampleRate)
  signal[at] = peak
  return signal
}

/** Uniform numbers in -1..1: mulberry32, small and good enough to listen to. */
export function randomSource(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1
  }
}

export function whiteNoise(
  seconds: number,
  sampleRate: number,
  seed: number,
  peak = 1
): Float32Array {
  const random = randomSource(seed)
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, () => peak * random())
}

/** Noise with equal power per octave: Kellet's economy filter on white noise, about +-0.5 dB. */
export function pinkNoise(
  seconds: number,
  sampleRate: number,
  seed: number,
  peak = 1
): Float32Array {
  const random = randomSource(seed)
  let [a, b, c] = [0, 0, 0]
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, () => {
    const white = random()
    a = 0.99765 * a + white * 0.099046
    b = 0.963 * b + white * 0.2965164
    c = 0.57 * c + white * 1.0526913
    return (peak * (a + b + c + white * 0.1848)) / 4
  })
}
