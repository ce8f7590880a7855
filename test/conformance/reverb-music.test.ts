import { describe, it } from 'vitest'
import { CLIP_NAMES, type ClipName, clip } from '../support/clips.ts'
import { figuresOf } from '../support/figures.ts'
import { silence } from '../support/signals.ts'
import { power, type ReverbValues, reverberate } from './reverb-runs.ts'

const figures = figuresOf('reverb', 'reverb-music')

const MODES = ['hall', 'room', 'chamber', 'plate', 'ambience'] as const

const decibels = (gain: number) => 20 * Math.log10(gain)
const peak = (signal: Float32Array) => signal.reduce((most, x) => Math.max(most, Math.abs(x)), 0)

const bothSides = ([left, right]: readonly Float32Array[], end: number) =>
  power(left, 0, end) + power(right, 0, end)
const crest = (sides: readonly Float32Array[], end: number) =>
  decibels(Math.max(...sides.map(peak)) / Math.sqrt(bothSides(sides, end) / 2))

/** A clip and two seconds of silence behind it, dry and through the reverb. */
function play(name: ClipName, values: Partial<ReverbValues>) {
  const { stereo, sampleRate } = clip(name)
  const dry = stereo.map((side) => {
    const longer = silence(side.length / sampleRate + 2, sampleRate)
    longer.set(side)
    return longer
  })
  const [left, right] = reverberate([dry[0], dry[1]], values, sampleRate)
  return { dry, wet: [left, right], end: stereo[0].length, sampleRate }
}

const everywhere = <T>(measure: (name: ClipName, mode: (typeof MODES)[number]) => T): T[] =>
  CLIP_NAMES.flatMap((name) => MODES.map((mode) => measure(name, mode)))

describe('on music', () => {
  it('plays at the level of the sound', () => {
    const levels = everywhere((name, mode) => {
      const { dry, wet, end } = play(name, { mode, mix: 100 })
      return 10 * Math.log10(bothSides(wet, end) / bothSides(dry, end))
    })
    figures.atMost(4, {
      name: 'level, wet against dry, largest difference',
      measured: Math.max(...levels.map(Math.abs)),
      unit: 'dB',
      digits: 1
    })
  })

  it('spreads the hits of drums instead of piling them up', () => {
    const rises = MODES.map((mode) => {
      const { dry, wet, end } = play('drums', { mode, mix: 100 })
      return crest(wet, end) - crest(dry, end)
    })
    figures.atMost(0, {
      name: 'drums: peak over RMS, wet against dry',
      measured: Math.max(...rises),
      unit: 'dB',
      digits: 1
    })
    const peaks = MODES.map((mode) => {
      const { dry, wet } = play('drums', { mode })
      return decibels(Math.max(...wet.map(peak)) / Math.max(...dry.map(peak)))
    })
    figures.atMost(3, {
      name: 'drums: rise of the peak at the default mix of 25 %',
      measured: Math.max(...peaks),
      unit: 'dB',
      digits: 1
    })
  })

  it('dies away behind the last note as the decay is set', () => {
    const late = everywhere((name, mode) => {
      const { wet, end, sampleRate } = play(name, { mode, mix: 100, decay: 0.6, lowMultiplier: 1 })
      const rest = wet.map((side) => side.subarray(end + 1.2 * sampleRate))
      return decibels(Math.max(...rest.map(peak)) / Math.max(...wet.map(peak)))
    })
    figures.atMost(-90, {
      name: 'what is left 1.2 s behind the end at a decay of 0.6 s',
      measured: Math.max(...late),
      unit: 'dB',
      digits: 0
    })
  })
})
