import { expect } from 'vitest'
import { meterPresets } from '../../../worklets/effects/meter/presets.ts'
import { isSame } from '../../support/compressor.ts'
import { MUSIC } from './music.ts'
import type { Claim, Claims } from './trial.ts'

/** The target is the number at the end of the name, and the sound passes as it came. */
const aims: Claim = {
  on: 'mix',
  lu: [0, 0],
  says: (trial) => {
    expect(trial.values.target).toBe(Number(/(-\d+)$/.exec(trial.preset.name)?.[1]))
    const output = trial.play(MUSIC.mix)
    expect(output.every((channel, c) => isSame(channel, MUSIC.mix[c]))).toBe(true)
  }
}

export const claims: Claims = Object.fromEntries(meterPresets.map(({ name }) => [name, aims]))
