const SECONDS = 10
const OCTAVES = 16

/**
 * A loop of stereo pink noise: the sum of white noises that are held for one, two, four ... frames
 * (R. Voss and J. Clarke, "1/f noise in music", JASA 63, 1978).
 *
 * @param rms level of each side, linear
 */
export function makePinkNoise(context: BaseAudioContext, rms: number): AudioBuffer {
  const { sampleRate } = context
  const length = SECONDS * sampleRate
  const buffer = context.createBuffer(2, length, sampleRate)
  for (const c of [0, 1]) {
    const samples = new Float32Array(length)
    const held = new Float64Array(OCTAVES)
    let sum = 0
    for (let i = 0; i < length; i++) {
      // Frame i changes the noise whose number is that of the lowest bit set in i.
      const octave = Math.min(OCTAVES - 1, 31 - Math.clz32(i & -i || 1))
      sum -= held[octave] ?? 0
      held[octave] = Math.random() - 0.5
      sum += held[octave] ?? 0
      samples[i] = sum
    }
    const gain = rms / Math.sqrt(samples.reduce((power, x) => power + x * x, 0) / length)
    buffer.copyToChannel(
      samples.map((x) => gain * x),
      c
    )
  }
  return buffer
}
