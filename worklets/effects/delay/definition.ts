import { defineEffect, MATCHED_BYPASS } from '../../core/definition.ts'
import { choice, decibels, hertz, meter, milliseconds, percent, toggle } from '../../core/rows.ts'
import { mixRow, tempoRow, wetWidthRow } from '../../core/shared-rows.ts'
import { NOTE_LENGTHS } from './note-length.ts'

const TIME = { range: [0.1, 5000], default: 375, curve: { kind: 'logMid', mid: 350 } } as const

export const delayDefinition = defineEffect({
  id: 'delay',
  title: 'Delay',
  version: 1,
  main: ['timeLeft', 'timeRight', 'feedback', 'lowCut', 'highCut', 'drive', 'width', 'mix'],
  params: [
    milliseconds('timeLeft', 'Time left', {
      ...TIME,
      help: 'Time of the left echo, and of both while they are linked.'
    }),
    milliseconds('timeRight', 'Time right', { ...TIME, help: 'Time of the right echo.' }),
    toggle('link', 'Link', { default: true, help: 'The right echo takes the time of the left.' }),
    choice('sync', 'Sync', {
      options: ['off', ...NOTE_LENGTHS],
      labels: { off: 'Off' },
      help: 'Note length of both echoes at the tempo; Off takes the times in milliseconds.'
    }),
    tempoRow('Quarter notes a minute, for Sync.'),
    percent('feedback', 'Feedback', {
      range: [0, 120],
      default: 35,
      help: 'How much of an echo comes round again; above 100 it builds up to a steady howl.'
    }),
    percent('pingPong', 'Ping-pong', {
      range: [0, 100],
      default: 0,
      help: 'Echoes change sides: at 100 the sound enters left and bounces.'
    }),
    choice('mode', 'Mode', {
      options: ['digital', 'tape'],
      labels: { digital: 'Digital', tape: 'Tape' },
      help: 'How a change of time sounds: Digital fades over, Tape bends the pitch.'
    }),
    hertz('lowCut', 'Low cut', {
      range: [10, 2000],
      default: 80,
      help: 'Takes lows out of every round.'
    }),
    hertz('highCut', 'High cut', {
      range: [500, 22_000],
      default: 9000,
      neutral: 22_000,
      named: [{ value: 22_000, text: 'Off' }],
      help: 'Takes highs out of every round: each echo is duller.'
    }),
    decibels('drive', 'Drive', {
      range: [0, 24],
      default: 0,
      help: 'Saturates every round, like tape or a worn amplifier.'
    }),
    percent('wow', 'Wow', {
      range: [0, 100],
      default: 0,
      help: 'Pitch of the echoes drifts and flutters, like tape.'
    }),
    decibels('duck', 'Duck', {
      range: [0, 24],
      default: 0,
      help: 'How far the echoes step back while the sound itself plays.'
    }),
    wetWidthRow('Stereo width of the echoes.'),
    mixRow({ default: 25, help: 'Echoes against the dry sound, at equal power; 100 on a send.' }),
    toggle('freeze', 'Freeze', { help: 'Repeats what is in the delay for as long as it is on.' }),
    MATCHED_BYPASS
  ],
  meters: [meter('inputLevel', 'Input level', 'dBFS'), meter('wetLevel', 'Wet level', 'dBFS')]
})
