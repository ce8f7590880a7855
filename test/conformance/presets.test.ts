import { describe, expect, it } from 'vitest'
import { effects } from '../support/effects.ts'
import { expectBetween, peak, toDb } from './presets/measures.ts'
import { MUSIC } from './presets/music.ts'
import { type Claims, Trial } from './presets/trial.ts'

/**
 * Every preset of every effect: it loads, it leaves the music it is for at a sensible level and
 * below full scale, and it does what it says. What it says stands in `presets/<effect>.ts` under
 * its name; a preset without a claim fails.
 */

const modules = import.meta.glob<{ readonly claims: Claims }>('./presets/*.claims.ts', {
  eager: true
})

describe.each(effects.map((effect) => [effect.id, effect] as const))(
  'presets of %s',
  (id, effect) => {
    const claims: Claims = modules[`./presets/${id}.claims.ts`]?.claims ?? {}

    it('are a dozen or more, and each has a claim', () => {
      expect(effect.presets.length).toBeGreaterThanOrEqual(12)
      expect(effect.presets.map(({ name }) => name)).toEqual(Object.keys(claims))
    })

    it.each(effect.presets.map((preset) => [preset.name, preset] as const))(
      '%s',
      (name, preset) => {
        const trial = new Trial(effect, preset)
        expect(trial.problems).toEqual([])
        const { on, lu, says, peakDbfs = 0 } = claims[name]
        const output = trial.play(MUSIC[on], {}, MUSIC.drums)
        expectBetween(`loudness on ${on}, LU`, trial.loudnessChange(on, output), lu)
        expect(toDb(Math.max(...output.map(peak))), 'peak, dBFS').toBeLessThanOrEqual(peakDbfs)
        if (says !== 'level only') says(trial)
      }
    )
  }
)
