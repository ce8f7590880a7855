import { defineEffect } from '../../core/definition.ts'
import { choice, integer, leastSignificantBits, meter, toggle } from '../../core/rows.ts'

export const ditherDefinition = defineEffect({
  id: 'dither',
  title: 'Dither',
  version: 1,
  params: [
    choice('bits', 'Word length', {
      options: ['16', '24', '20', '12', '8'],
      labels: { 16: '16 bit', 24: '24 bit', 20: '20 bit', 12: '12 bit', 8: '8 bit' },
      help: 'The word length that is written next; nothing may change the level after this.'
    }),
    choice('type', 'Dither', {
      options: ['tpdf', 'tpdfHighPass', 'rpdf', 'none'],
      labels: { tpdf: 'TPDF', tpdfHighPass: 'High-pass', rpdf: 'RPDF', none: 'None' },
      help: 'TPDF turns all rounding error into steady noise; None leaves distortion in fades.'
    }),
    choice('shaping', 'Noise shaping', {
      options: ['none', 'light', 'lipshitz5', 'modifiedE9', 'f9', 'adaptive'],
      labels: {
        none: 'None',
        light: 'Light',
        lipshitz5: 'Lipshitz',
        modifiedE9: 'E 9',
        f9: 'F 9',
        adaptive: 'Adaptive'
      },
      help: 'Moves the noise to where the ear is dull; use it once, at the very end.'
    }),
    leastSignificantBits('amount', 'Amount', {
      range: [0, 2],
      default: 1,
      neutral: 0,
      help: 'Width of the dither in steps of the word length; 1 is what theory asks for.'
    }),
    toggle('autoBlank', 'Auto blank', {
      help: 'Leaves digital silence silent once it has lasted half a second.'
    }),
    integer('seed', 'Seed', {
      range: [1, 9999],
      default: 1,
      help: 'Chooses the noise: the same seed makes the same file twice.'
    })
  ],
  meters: [
    meter('clippedSamples', 'Clipped samples', 'integer'),
    meter('errorLevel', 'Error level', 'dBFS')
  ]
})
