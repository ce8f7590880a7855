import { defineEffect, MATCHED_BYPASS } from '../../core/definition.ts'
import { choice, decibels, faderDecibels, meter, pan, percent, toggle } from '../../core/rows.ts'

export const channelDefinition = defineEffect({
  id: 'channel',
  title: 'Channel',
  version: 1,
  params: [
    decibels('trim', 'Trim', {
      range: [-24, 24],
      default: 0,
      help: 'Sets the level at the input, before everything else.'
    }),
    toggle('invertLeft', 'Invert left', { help: 'Turns the polarity of the left side.' }),
    toggle('invertRight', 'Invert right', { help: 'Turns the polarity of the right side.' }),
    choice('source', 'Source', {
      options: ['auto', 'mono', 'stereo'],
      labels: { auto: 'Auto', mono: 'Mono', stereo: 'Stereo' },
      help: 'Mono places one sound by the pan law; Auto takes a one-channel input for mono.'
    }),
    percent('width', 'Width', {
      range: [0, 200],
      default: 100,
      neutral: 100,
      help: 'Narrows a stereo sound to mono (0) or widens it.'
    }),
    choice('mode', 'Pan mode', {
      options: ['balance', 'stereo'],
      labels: { balance: 'Balance', stereo: 'Stereo pan' },
      help: 'Balance turns the far side down; Stereo pan moves both sides and loses neither.'
    }),
    pan('pan', 'Pan', {
      range: [-100, 100],
      default: 0,
      help: 'Places the sound between left and right.'
    }),
    choice('law', 'Pan law', {
      options: ['-3', '0', '-4.5', '-6'],
      labels: { '-3': '−3 dB', '0': '0 dB', '-4.5': '−4.5 dB', '-6': '−6 dB' },
      help: 'Level of a mono sound on each side when it sits in the center.'
    }),
    faderDecibels('fader', 'Fader', {
      range: [-Infinity, 12],
      default: 0,
      neutral: 0,
      help: 'Level of the channel; all the way down is silence.'
    }),
    toggle('mute', 'Mute', { help: 'Silences the channel.' }),
    toggle('dcFilter', 'DC filter', {
      help: 'Takes away a constant offset below 5 Hz without touching the bass.'
    }),
    MATCHED_BYPASS
  ],
  meters: [
    meter('peakLeft', 'Peak left', 'dBFS'),
    meter('peakRight', 'Peak right', 'dBFS'),
    meter('rmsLeft', 'RMS left', 'dBFS'),
    meter('rmsRight', 'RMS right', 'dBFS')
  ]
})
