import type { Preset } from '../../core/state.ts'
import type { delayDefinition } from './definition.ts'

export const delayPresets: readonly Preset<typeof delayDefinition>[] = [
  {
    name: 'Vocal: quarter-note throw',
    purpose: 'Clear echoes on the beat that make room while the voice sings.',
    values: { sync: '1/4', feedback: 30, lowCut: 250, highCut: 5000, duck: 12, mix: 25 }
  },
  {
    name: 'Vocal: slap behind the voice',
    purpose: 'One dark repeat after 110 ms, as on old records.',
    values: { timeLeft: 110, feedback: 8, lowCut: 150, highCut: 4500, drive: 4, mix: 22 }
  },
  {
    name: 'Vocal: thicken',
    purpose: 'Two repeats under 30 ms at the sides: a double without an echo.',
    values: { link: false, timeLeft: 17, timeRight: 26, feedback: 0, lowCut: 200, mix: 25 }
  },
  {
    name: 'Guitar: dotted eighth',
    purpose: 'Straight eighths become a rolling pattern.',
    values: { sync: '1/8D', feedback: 38, highCut: 6000, lowCut: 120, mix: 32 }
  },
  {
    name: 'Guitar: tape echo',
    purpose: 'Warm, worn and slightly out of tune.',
    values: { timeLeft: 340, feedback: 42, mode: 'tape', wow: 45, drive: 8, highCut: 3800, mix: 28 }
  },
  {
    name: 'Keys: ping-pong eighths',
    purpose: 'Bounces from side to side on the eighth note.',
    values: { sync: '1/8', pingPong: 100, feedback: 45, lowCut: 150, highCut: 8000, mix: 28 }
  },
  {
    name: 'Wide: left eighth, right dotted',
    purpose: 'Two unequal times at 120 BPM that fill both sides.',
    values: { link: false, timeLeft: 250, timeRight: 375, feedback: 30, highCut: 7000, mix: 26 }
  },
  {
    name: 'Drums: sixteenth fill',
    purpose: 'Fills the gaps of a beat without blurring it.',
    values: { sync: '1/16', feedback: 25, lowCut: 300, highCut: 6000, duck: 9, mix: 20 }
  },
  {
    name: 'Dub: endless, saturated',
    purpose: 'Builds up to a bounded howl: ride Feedback by hand.',
    values: {
      sync: '1/4D',
      feedback: 105,
      mode: 'tape',
      wow: 30,
      drive: 10,
      lowCut: 200,
      highCut: 2800,
      mix: 35
    }
  },
  {
    name: 'Pad: long and dark',
    purpose: 'Half notes that melt into the background.',
    values: { sync: '1/2', feedback: 55, pingPong: 60, lowCut: 120, highCut: 2500, mix: 30 }
  },
  {
    name: 'Send: clean, all wet',
    purpose: 'For a return track: nothing but echoes, hardly colored.',
    values: { sync: '1/4', feedback: 35, lowCut: 20, highCut: 18_000, mix: 100 }
  },
  {
    name: 'Telephone answer',
    purpose: 'A narrow, small repeat that comments each line.',
    values: { sync: '1/4', feedback: 15, lowCut: 700, highCut: 2600, drive: 12, width: 0, mix: 30 }
  },
  {
    name: 'Lo-fi cassette',
    purpose: 'Heavy wow, few highs, soft saturation.',
    values: {
      timeLeft: 280,
      feedback: 48,
      mode: 'tape',
      wow: 100,
      drive: 14,
      highCut: 2400,
      mix: 32
    }
  }
]
