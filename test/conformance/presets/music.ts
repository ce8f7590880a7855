import { type LoudnessReport, LoudnessScan } from '../../../worklets/dsp/loudness/loudness-scan.ts'
import { clip } from '../../support/clips.ts'
import type { StereoSignal } from '../../support/render.ts'

export const RATE = 48000

/** The level for which presets are made: of a track that leaves headroom, of a mix before mastering. */
export const WORKING_LUFS = -18

/** Start of every note, its pitch, and how hard it is played. */
export const BASS_NOTES: readonly (readonly [seconds: number, hertz: number, gain: number])[] = [
  [0, 49, 0.9],
  [0.625, 98, 2.2],
  [1.25, 49, 0.8],
  [1.875, 65.4, 1.6],
  [2.5, 73.4, 0.7],
  [3.125, 98, 2],
  [3.75, 82.4, 1],
  [4.375, 49, 0.6]
]

/**
 * What presets are tried on, at -18 LUFS: a drum kit with its peaks, a solo horn for voices and
 * leads, a bass line with uneven notes, a mix with peaks 16 dB over its loudness, and a dense one
 * with 7 dB. The mix is there as it was recorded, too, at -30 LUFS.
 */
export const MUSIC = {
  drums: atWorkingLevel(clip('drums').stereo),
  lead: atWorkingLevel(clip('solo-trumpet').stereo),
  bass: atWorkingLevel(bassLine()),
  mix: atWorkingLevel(clip('quiet-dynamic-mix').stereo),
  denseMix: atWorkingLevel(clip('loud-mix-overs').stereo),
  quietMix: clip('quiet-dynamic-mix').stereo
} as const

export type Music = keyof typeof MUSIC

export function loudnessOf([left, right]: StereoSignal): LoudnessReport {
  const scan = new LoudnessScan(RATE)
  scan.add(left, right)
  return scan.report()
}

export function scaled([left, right]: StereoSignal, dB: number): StereoSignal {
  const gain = 10 ** (dB / 20)
  return [left.map((x) => gain * x), right.map((x) => gain * x)]
}

function atWorkingLevel(signal: StereoSignal): StereoSignal {
  return scaled(signal, WORKING_LUFS - loudnessOf(signal).integrated)
}

/** A plucked string of eight partials: no clip has a bass of its own. */
function bassLine(): StereoSignal {
  const signal = new Float32Array(5 * RATE)
  const noteFrames = 0.625 * RATE
  for (const [seconds, hertz, gain] of BASS_NOTES) {
    const start = seconds * RATE
    for (let i = 0; i < noteFrames; i++) {
      const t = i / RATE
      const envelope = Math.min(1, t / 0.005, (0.625 - t) / 0.02) * Math.exp(-t / 0.5)
      for (let k = 1; k <= 8; k++) {
        signal[start + i] += (gain * envelope * Math.sin(2 * Math.PI * k * hertz * t)) / k ** 1.3
      }
    }
  }
  return [signal, signal]
}
