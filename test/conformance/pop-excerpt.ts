import { randomSource } from '../support/signals.ts'

/**
 * A bar of dense pop by synthesis, for loudness and style figures: kick and snare, eighths on a
 * bass, a wide sustained chord, hats. True peak 0.5 dBTP, -15 LUFS.
 */
export function popExcerpt(
  seconds: number,
  sampleRate: number
): readonly [left: Float32Array, right: Float32Array] {
  const frames = Math.round(seconds * sampleRate)
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  const random = randomSource(41)
  for (let n = 0; n < frames; n++) {
    const t = n / sampleRate
    const noise = random()
    const middle = kick(t % 0.5) + snare((t + 0.5) % 1, noise) + bass(t)
    const hat = 0.05 * noise * Math.exp(-(t % 0.25) / 0.03)
    left[n] = middle + hat + chord(t, 1)
    right[n] = middle + hat + chord(t, 1.004)
  }
  return [left, right]
}

function kick(t: number): number {
  return (
    0.4 * Math.exp(-t / 0.09) * Math.sin(2 * Math.PI * (48 * t + 3 * (1 - Math.exp(-t / 0.02))))
  )
}

function snare(t: number, noise: number): number {
  return Math.exp(-t / 0.07) * (0.22 * noise + 0.16 * Math.sin(2 * Math.PI * 190 * t))
}

function bass(t: number): number {
  const phase = 2 * Math.PI * 55 * t
  const pluck = 0.6 + 0.4 * Math.exp(-(t % 0.25) / 0.1)
  return 0.14 * pluck * (Math.sin(phase) + 0.4 * Math.sin(2 * phase) + 0.2 * Math.sin(3 * phase))
}

function chord(t: number, detune: number): number {
  let sum = 0
  for (const hertz of [220, 261.6, 329.6, 440, 523.2]) {
    const phase = 2 * Math.PI * hertz * detune * t
    sum += Math.sin(phase) + 0.5 * Math.sin(2 * phase + 1) + 0.25 * Math.sin(3 * phase + 2)
  }
  return 0.045 * sum
}
