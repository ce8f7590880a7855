import { defineEffect } from '../../../worklets/core/definition.ts'
import { integer } from '../../../worklets/core/rows.ts'

/** Longest delay in frames: a linear-phase equalizer and look-ahead at 192 kHz, several times. */
export const MAX_ALIGNMENT_FRAMES = 65_536

/**
 * A delay of whole frames that lines a strip up with the slowest one. Built like the effects
 * because DelayNode rounds its time to single precision and then interpolates, which changes the
 * sound by about -100 dB; this one passes samples on bit for bit.
 */
export const alignmentDefinition = defineEffect({
  id: 'alignment',
  title: 'Alignment',
  version: 1,
  params: [
    integer('frames', 'Delay', {
      range: [0, MAX_ALIGNMENT_FRAMES],
      default: 0,
      automatable: false,
      help: 'Frames by which the strip waits for the slowest one.'
    })
  ],
  meters: []
})
