import { DELTA, defineEffect, MATCHED_BYPASS } from '../../core/definition.ts'
import { choice, decibels, degrees, hertz, meter, percent, toggle } from '../../core/rows.ts'

const WIDTH = { range: [0, 200], default: 100, neutral: 100 } as const

export const widenerDefinition = defineEffect({
  id: 'widener',
  title: 'Widener',
  version: 1,
  params: [
    percent('width', 'Width', {
      ...WIDTH,
      help: 'Stereo width of the whole sound: 0 is mono, 100 leaves it as it came.'
    }),
    toggle('multiband', 'Multiband', {
      help: 'Gives lows, mids and highs a width of their own, on top of Width.'
    }),
    percent('lowWidth', 'Low width', { ...WIDTH, help: 'Width below the low crossover.' }),
    percent('midWidth', 'Mid width', { ...WIDTH, help: 'Width between the crossovers.' }),
    percent('highWidth', 'High width', { ...WIDTH, help: 'Width above the high crossover.' }),
    hertz('lowCrossover', 'Low crossover', {
      range: [40, 1000],
      default: 200,
      help: 'Where the low band ends and the mid band begins.'
    }),
    hertz('highCrossover', 'High crossover', {
      range: [1000, 16_000],
      default: 4000,
      help: 'Where the mid band ends and the high band begins.'
    }),
    hertz('bassMono', 'Bass mono', {
      range: [0, 500],
      default: 0,
      curve: { kind: 'logMid', mid: 100 },
      named: [{ value: 0, text: 'Off' }],
      help: 'Makes everything below this frequency (from 20 Hz) mono: for vinyl, clubs, one subwoofer.'
    }),
    percent('stereoize', 'Stereoize', {
      range: [0, 100],
      default: 0,
      help: 'Gives a mono sound width that is not in it; in mono it sounds as before.'
    }),
    choice('stereoizeMode', 'Stereoize by', {
      options: ['velvet', 'allpass', 'haas'],
      labels: { velvet: 'Velvet', allpass: 'All-pass', haas: 'Haas' },
      help: 'Velvet is open, All-pass dense; Haas delays the right side and combs in mono.'
    }),
    degrees('rotation', 'Rotation', {
      range: [-45, 45],
      default: 0,
      help: 'Turns the center to the left or right; 45 degrees is one side.'
    }),
    decibels('balance', 'Mid/side', {
      range: [-12, 12],
      default: 0,
      help: 'Level of the mid against the side: up is drier and closer. Only the side is turned.'
    }),
    toggle('autoGain', 'Auto gain', { help: 'Keeps the loudness of the input.' }),
    toggle('monoSafe', 'Mono safe', {
      help: 'Narrows the sound while left and right would cancel each other in mono.'
    }),
    DELTA,
    MATCHED_BYPASS
  ],
  meters: [
    meter('correlation', 'Correlation', ''),
    meter('midLevel', 'Mid level', 'dBFS'),
    meter('sideLevel', 'Side level', 'dBFS'),
    meter('widthNow', 'Width now', '%')
  ]
})
