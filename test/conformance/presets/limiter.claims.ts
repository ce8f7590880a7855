import { expect } from 'vitest'
import { HANN_49, KAISER_16X64, truePeakDb } from '../true-peak-readers.ts'
import { expectBetween, peak, toDb } from './measures.ts'
import { loudnessOf, MUSIC, type Music, RATE } from './music.ts'
import type { Claim, Claims, Trial } from './trial.ts'

type Range = readonly [number, number]

/** No peak over the ceiling, as meters that are not the library's read it. */
function holdsCeiling(trial: Trial, on: Music): void {
  const ceiling = Number(trial.values.ceiling)
  for (const channel of trial.play(MUSIC[on])) {
    expect(toDb(peak(channel)), 'sample peak').toBeLessThan(ceiling + 0.001)
    if (!trial.values.truePeak) continue
    expect(truePeakDb(HANN_49, channel), 'true peak, 4 x').toBeLessThan(ceiling + 0.05)
    expect(truePeakDb(KAISER_16X64, loudest(channel)), 'true peak, 16 x').toBeLessThan(
      ceiling + 0.1
    )
  }
}

/** Half a second round the highest sample: the finest reader takes its time. */
function loudest(signal: Float32Array): Float32Array {
  const highest = peak(signal)
  const at = signal.findIndex((x) => Math.abs(x) === highest)
  return signal.subarray(Math.max(0, at - RATE / 4), at + RATE / 4)
}

/** A ceiling, and by how much the music gets louder or how loud it comes out. */
const limits = (on: Music, ceiling: number, lu: Range, more?: (trial: Trial) => void): Claim => ({
  on,
  lu,
  says: (trial) => {
    expect(trial.values.ceiling).toBe(ceiling)
    holdsCeiling(trial, on)
    more?.(trial)
  }
})

const comesOutAt = (lufs: number) => (trial: Trial) => {
  for (const on of ['mix', 'denseMix'] as const) {
    const { integrated } = loudnessOf(trial.play(MUSIC[on]))
    expectBetween(`loudness of ${on}, LUFS`, integrated, [lufs - 1, lufs + 1])
    holdsCeiling(trial, on)
  }
}

/** Both sides together: the picture stays where it is. */
const FIXED_PICTURE = (trial: Trial) => {
  const { linkTransients, linkRelease } = trial.values
  expect([linkTransients, linkRelease]).toEqual([100, 100])
  const [left, right] = trial.play([MUSIC.drums[0], MUSIC.drums[0].map((x) => 0.5 * x)])
  const apart = left.reduce((most, x, i) => Math.max(most, Math.abs(0.5 * x - right[i])), 0)
  expect(apart).toBeLessThan(1e-6)
}

export const claims: Claims = {
  'Streaming master: -14 LUFS': limits('mix', -1, [3, 4.1], comesOutAt(-14)),
  'Streaming master: -11 LUFS': limits('mix', -1, [6, 7.2], comesOutAt(-11)),
  'Safety net': limits('mix', -1, [-0.05, 0.05]),
  'Loud pop master: -10 LUFS': limits('mix', -1, [7, 9], comesOutAt(-10)),
  'Club master': limits('mix', -0.5, [5.5, 7.1]),
  'Hip-hop: keep the drums': limits('mix', -1, [5, 6.1]),
  'Rock: wide and lively': limits('mix', -1, [4, 5.1]),
  'Acoustic and vocal': limits('lead', -1, [2.5, 3.1]),
  'Classical peaks': limits('mix', -1, [0.5, 1.1], FIXED_PICTURE),
  'Podcast voice: -16 LUFS': limits('lead', -1.5, [1.5, 2.5]),
  'Broadcast -2 dBTP': limits('mix', -2, [1.5, 2.1], FIXED_PICTURE),
  'Low-rate encoder': limits('mix', -2, [3, 4.1]),
  'Vinyl premaster': limits('mix', -3, [0.3, 1.1], FIXED_PICTURE),
  'Drum bus': limits('drums', -3, [3, 6]),
  'Tracking, short delay': limits('drums', -3, [-0.3, 0.1], (trial) => {
    expect((trial.latencyFrames * 1000) / RATE).toBeLessThan(1)
  })
}
