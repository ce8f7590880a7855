import { defineEffect } from '../../core/definition.ts'
import { choice, meter, percent, toggle } from '../../core/rows.ts'
import { PLAYBACK_SYSTEM_IDS, PLAYBACK_SYSTEMS } from './playback-systems.ts'

export const monitorDefinition = defineEffect({
  id: 'monitor',
  title: 'Monitor',
  version: 1,
  listening: true,
  params: [
    choice('system', 'System', {
      options: PLAYBACK_SYSTEM_IDS,
      labels: Object.fromEntries(PLAYBACK_SYSTEM_IDS.map((id) => [id, PLAYBACK_SYSTEMS[id].label])),
      help: 'The loudspeakers and the room through which you listen; never printed or exported.'
    }),
    percent('amount', 'Amount', {
      range: [0, 100],
      default: 100,
      help: 'How much of the system is heard; 0 is the sound as it is.'
    }),
    toggle('levelMatch', 'Level match', {
      default: true,
      help: 'Every system at the loudness of the sound itself, so that louder does not win.'
    }),
    toggle('mono', 'Mono', { help: 'Both sides together: what cancels, goes.' }),
    percent('crossfeed', 'Crossfeed', {
      range: [0, 100],
      default: 0,
      help: 'For headphones: each ear hears some of the other side, as with loudspeakers.'
    }),
    toggle('dim', 'Dim', { help: '20 dB quieter, to talk or to hear the balance softly.' })
  ],
  meters: [meter('peakLeft', 'Peak left', 'dBFS'), meter('peakRight', 'Peak right', 'dBFS')]
})
