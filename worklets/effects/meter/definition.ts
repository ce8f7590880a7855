import { defineEffect } from '../../core/definition.ts'
import { loudness, meter, toggle } from '../../core/rows.ts'

/** What a meter of the integrated kind says before it can say anything. */
const NO_READING = -Infinity

export const meterDefinition = defineEffect({
  id: 'meter',
  title: 'Meter',
  version: 1,
  params: [
    loudness('target', 'Target', {
      range: [-36, -5],
      default: -14,
      help: 'The loudness you aim at; readings are shown against it, the sound stays as it is.'
    }),
    toggle('integrate', 'Integrate', {
      default: true,
      help: 'Off holds integrated loudness, range and all maxima where they are.'
    }),
    toggle('reset', 'Reset', {
      help: 'Each time it is switched on, integrated loudness, range and all maxima start anew.'
    })
  ],
  meters: [
    meter('momentary', 'Momentary', 'LUFS'),
    meter('shortTerm', 'Short-term', 'LUFS'),
    meter('integrated', 'Integrated', 'LUFS'),
    meter('maxMomentary', 'Momentary max', 'LUFS'),
    meter('maxShortTerm', 'Short-term max', 'LUFS'),
    meter('range', 'Loudness range', 'LU', NO_READING),
    meter('truePeakLeft', 'True peak left', 'dBTP'),
    meter('truePeakRight', 'True peak right', 'dBTP'),
    meter('maxTruePeak', 'True peak max', 'dBTP'),
    meter('peakLeft', 'Peak left', 'dBFS'),
    meter('peakRight', 'Peak right', 'dBFS'),
    meter('rmsLeft', 'RMS left', 'dBFS'),
    meter('rmsRight', 'RMS right', 'dBFS'),
    meter('plr', 'Peak to loudness', 'dB', NO_READING),
    meter('psr', 'Peak to short-term', 'dB', NO_READING),
    meter('correlation', 'Correlation', ''),
    meter('balance', 'Balance', 'dB'),
    meter('clippedSamples', 'Clipped samples', 'integer')
  ]
})
