import { beatsPerMinute, type ChoiceRow, choice, type NumberRow, percent } from './rows.ts'

/**
 * Rows that several effects have alike, so that a hand finds the same range and the same words in
 * each. What turning them does to the sound is the effect's own to say.
 */

/** The effect against the sound as it came in. */
export function mixRow(spec: {
  readonly default: number
  readonly help: string
}): NumberRow<'mix'> {
  return percent('mix', 'Mix', { range: [0, 100], ...spec })
}

/** Stereo width of what the effect adds. */
export function wetWidthRow(help: string): NumberRow<'width'> {
  return percent('width', 'Width', { range: [0, 150], default: 100, neutral: 100, help })
}

/** What the detector listens to: the sound itself, or input 1. */
export function sidechainRow(help: string): ChoiceRow<'sidechain', 'internal' | 'external'> {
  return choice('sidechain', 'Side chain', {
    options: ['internal', 'external'],
    labels: { internal: 'Internal', external: 'External' },
    help
  })
}

/** For times in note lengths. */
export function tempoRow(help: string): NumberRow<'tempo'> {
  return beatsPerMinute('tempo', 'Tempo', { range: [20, 300], default: 120, help })
}
