import type { ParamValue } from '../../worklets/core/definition.ts'
import type { Insert, Strip } from './session.ts'
import { makeInsert, makeStrip } from './session-makers.ts'

/**
 * The mix of the demo song. Each EQ starts with the answer to the fault that its stem has; what
 * has no comment serves the balance and was set by ear and by loudness meter.
 */
export const demoStrips = {
  drums: makeStrip(
    [
      equalizer('drums-eq', [
        { type: 'lowCut', frequency: 32 },
        // Low-end heavy, cymbals low.
        { type: 'lowShelf', frequency: 85, gain: -2.5 },
        { type: 'bell', frequency: 380, gain: -2.5, q: 1 },
        { type: 'highShelf', frequency: 7000, gain: 4.5 }
      ]),
      // Ghost notes 20 dB under the accents.
      compressor('drums-comp', {
        threshold: -30,
        ratio: 4,
        attack: 2,
        release: 90,
        makeup: 9,
        sidechainLowCut: 60
      })
    ],
    { width: 125, fader: 3 }
  ),
  percussion: makeStrip(
    [
      equalizer('percussion-eq', [
        { type: 'lowCut', frequency: 90 },
        // Boxy: +5 dB at 420 Hz.
        { type: 'bell', frequency: 420, gain: -5, q: 1.2 },
        { type: 'highShelf', frequency: 9000, gain: 2 }
      ]),
      // Peaky.
      compressor('percussion-comp', {
        threshold: -30,
        ratio: 4,
        attack: 1,
        release: 60,
        makeup: 4
      })
    ],
    // Leans left by 3 dB: balance turns the near side down by as much, and a little further.
    { pan: 28, width: 120, fader: 5 }
  ),
  bass: makeStrip(
    [
      equalizer('bass-eq', [
        { type: 'lowCut', frequency: 30 },
        // Boomy: +3 dB below 60 Hz and +8.5 dB at 98 Hz.
        { type: 'lowShelf', frequency: 60, gain: -2.5 },
        { type: 'bell', frequency: 98, gain: -8, q: 2 },
        { type: 'bell', frequency: 900, gain: 4, q: 0.8 }
      ]),
      compressor('bass-comp', {
        threshold: -26,
        ratio: 4,
        attack: 12,
        release: 140,
        makeup: 4
      })
    ],
    { source: 'mono', fader: 6 }
  ),
  guitar: makeStrip(
    [
      equalizer('guitar-eq', [
        { type: 'lowCut', frequency: 100 },
        { type: 'bell', frequency: 450, gain: 1.5, q: 0.8 },
        // Harsh: +9 dB at 3.3 kHz.
        { type: 'bell', frequency: 3300, gain: -8.5, q: 1.4 }
      ]),
      compressor('guitar-comp', {
        threshold: -26,
        ratio: 3,
        attack: 8,
        release: 120,
        makeup: 3
      })
    ],
    { source: 'mono', pan: -45, fader: 2 }
  ),
  keys: makeStrip(
    [
      equalizer('keys-eq', [
        { type: 'lowCut', frequency: 70 },
        { type: 'bell', frequency: 290, gain: -4, q: 1 },
        // Dull: -14 dB above 1.8 kHz. What the sound lacks up there is noise, so not all of it.
        { type: 'highShelf', frequency: 1800, gain: 11 }
      ]),
      compressor('keys-comp', {
        threshold: -28,
        ratio: 2.5,
        attack: 15,
        release: 150,
        makeup: 3
      })
    ],
    { source: 'mono', pan: 38, fader: 6 }
  ),
  pad: makeStrip(
    [
      equalizer('pad-eq', [
        { type: 'lowCut', frequency: 130 },
        // Muddy: +5 dB at 240 Hz; and out of the way of the keys.
        { type: 'bell', frequency: 240, gain: -5.5, q: 1 },
        { type: 'bell', frequency: 1200, gain: -2, q: 0.7 },
        { type: 'highShelf', frequency: 6000, gain: 3 }
      ]),
      // The drone and the swells sit behind the keys at one level.
      compressor('pad-comp', {
        threshold: -30,
        ratio: 2,
        knee: 12,
        attack: 40,
        release: 400,
        detector: 'rms',
        rmsWindow: 50,
        makeup: 1.5
      })
    ],
    // Too wide: it loses 4 dB in mono.
    { width: 55, fader: 4 }
  ),
  lead: makeStrip(
    [
      equalizer('lead-eq', [
        { type: 'lowCut', frequency: 160 },
        { type: 'bell', frequency: 1000, gain: -2, q: 1 },
        { type: 'bell', frequency: 2800, gain: 2, q: 0.8 },
        { type: 'highShelf', frequency: 8000, gain: 3 }
      ]),
      // 12 LU between phrases: slow and deep first, then quick for the peak of the chorus.
      compressor('lead-level', {
        threshold: -36,
        ratio: 3,
        attack: 30,
        release: 400,
        detector: 'rms',
        rmsWindow: 50,
        makeup: 9
      }),
      compressor('lead-peaks', { threshold: -18, ratio: 5, attack: 2, release: 80 })
    ],
    { source: 'mono', fader: 2 }
  ),
  texture: makeStrip(
    [
      equalizer('texture-eq', [
        // Rumble, hiss, +6 dB at 7.2 kHz.
        { type: 'lowCut', frequency: 140, slope: '24' },
        { type: 'bell', frequency: 7200, gain: -6, q: 1.5 },
        { type: 'highCut', frequency: 12000 }
      ]),
      compressor('texture-comp', {
        threshold: -40,
        ratio: 4,
        attack: 10,
        release: 250,
        makeup: 8
      })
    ],
    { fader: 6 }
  )
} as const satisfies Readonly<Record<string, Strip>>

/** Glue: a little and slowly, so that the parts move as one. */
export const demoMixBus: Strip = makeStrip([
  equalizer('mix-eq', [
    // Room for kick and bass under the music; a little air over the sides only.
    { type: 'bell', frequency: 320, gain: -1, q: 0.8 },
    { type: 'highShelf', frequency: 10000, gain: 1.5, placement: 'side' }
  ]),
  compressor('glue', {
    threshold: -16,
    ratio: 2,
    knee: 12,
    attack: 30,
    release: 150,
    autoRelease: true,
    makeup: 2,
    sidechainLowCut: 110
  })
])

export const demoMasterBus: Strip = makeStrip([
  equalizer(
    'master-eq',
    [
      { type: 'lowCut', frequency: 24 },
      { type: 'bell', frequency: 260, gain: -1, q: 0.7 },
      { type: 'highShelf', frequency: 9000, gain: 1.5 }
    ],
    { output: 5 }
  ),
  // Catches peaks: 5 ms ahead and steep.
  compressor('master-peaks', {
    threshold: -3.6,
    ratio: 100,
    knee: 2,
    attack: 1,
    release: 60,
    lookahead: 5
  })
])

interface Band {
  readonly type: string
  readonly frequency: number
  readonly gain?: number
  readonly q?: number
  readonly slope?: string
  readonly placement?: string
}

/** An equalizer with the given bands switched on, from the first. */
function equalizer(
  id: string,
  bands: readonly Band[],
  whole: Readonly<Record<string, ParamValue>> = {}
): Insert {
  const entries = bands.flatMap((band, i) => {
    const values = Object.entries({ enabled: true, ...band })
    return values.map(([name, value]): [string, ParamValue] => [`band${i + 1}.${name}`, value])
  })
  return makeInsert('eq', { ...Object.fromEntries(entries), ...whole }, id)
}

function compressor(id: string, values: Readonly<Record<string, ParamValue>>): Insert {
  return makeInsert('compressor', values, id)
}
