import { defineEffect, MATCHED_BYPASS } from '../../core/definition.ts'
import {
  choice,
  decibels,
  factor,
  faderDecibels,
  hertz,
  meter,
  milliseconds,
  percent,
  seconds,
  toggle
} from '../../core/rows.ts'
import { mixRow, wetWidthRow } from '../../core/shared-rows.ts'

export const reverbDefinition = defineEffect({
  id: 'reverb',
  title: 'Reverb',
  version: 1,
  main: ['mix', 'decay', 'predelay', 'size', 'early', 'lowCut', 'highCut', 'width'],
  params: [
    choice('mode', 'Mode', {
      options: ['hall', 'room', 'chamber', 'plate', 'ambience'],
      labels: {
        hall: 'Hall',
        room: 'Room',
        chamber: 'Chamber',
        plate: 'Plate',
        ambience: 'Ambience'
      },
      help: 'The place: how its first echoes lie, how fast the tail swells, and its color.'
    }),
    mixRow({ default: 25, help: 'Reverb against the dry sound, at equal power; 100 on a send.' }),
    milliseconds('predelay', 'Predelay', {
      range: [0, 500],
      default: 15,
      curve: { kind: 'logMid', mid: 50 },
      help: 'Time between the dry sound and its reverb; it keeps words and attacks clear.'
    }),
    seconds('decay', 'Decay', {
      range: [0.1, 60],
      default: 1.8,
      curve: { kind: 'logMid', mid: 2 },
      help: 'Time in which the tail at 1 kHz falls by 60 dB.'
    }),
    percent('size', 'Size', {
      range: [20, 200],
      default: 100,
      neutral: 100,
      curve: { kind: 'logMid', mid: 90 },
      help: 'Distance of the walls: spacing of the first echoes and density of the tail.'
    }),
    faderDecibels('early', 'Early', {
      range: [-Infinity, 6],
      default: -6,
      help: 'Level of the first echoes, which tell the shape of the place.'
    }),
    percent('diffusion', 'Diffusion', {
      range: [0, 100],
      default: 100,
      help: 'How fast echoes melt together: low is grainy, high is smooth at once.'
    }),
    factor('lowMultiplier', 'Low decay', {
      range: [0.2, 3],
      default: 1.1,
      neutral: 1,
      help: 'Decay of the lows against that at 1 kHz: above 1 is warm, below is tight.'
    }),
    hertz('lowCrossover', 'Low crossover', {
      range: [50, 1000],
      default: 250,
      help: 'Below this frequency Low decay acts.'
    }),
    factor('highMultiplier', 'High decay', {
      range: [0.1, 1.2],
      default: 0.5,
      neutral: 1,
      help: 'Decay of the highs against that at 1 kHz: air and soft walls take them first.'
    }),
    hertz('highCrossover', 'High crossover', {
      range: [1000, 16_000],
      default: 4500,
      help: 'Above this frequency High decay acts.'
    }),
    hertz('modulationRate', 'Modulation rate', {
      range: [0.05, 5],
      default: 0.5,
      help: 'Speed of the slow movement that keeps the tail alive.'
    }),
    percent('modulationDepth', 'Modulation depth', {
      range: [0, 100],
      default: 40,
      help: 'Amount of the movement: some hides ringing, much makes a chorus.'
    }),
    hertz('lowCut', 'Low cut', {
      range: [10, 2000],
      default: 20,
      help: 'Keeps lows out of the reverb.'
    }),
    hertz('highCut', 'High cut', {
      range: [500, 22_000],
      default: 16_000,
      neutral: 22_000,
      help: 'Keeps highs out of the reverb.'
    }),
    wetWidthRow('Stereo width of the reverb; its loudness stays.'),
    decibels('duck', 'Duck', {
      range: [0, 24],
      default: 0,
      help: 'How far the reverb steps back while the sound itself plays.'
    }),
    toggle('freeze', 'Freeze', { help: 'Holds the tail for as long as it is on.' }),
    MATCHED_BYPASS
  ],
  meters: [meter('inputLevel', 'Input level', 'dBFS'), meter('wetLevel', 'Wet level', 'dBFS')]
})
