import type { Preset } from '../../core/state.ts'
import type { compressorDefinition } from './definition.ts'

/** Thresholds suit material around -18 dBFS RMS. */
export const compressorPresets: readonly Preset<typeof compressorDefinition>[] = [
  {
    name: 'Vocal: steady and close',
    purpose: 'A lead voice that keeps its place in the mix without sounding squeezed.',
    values: {
      threshold: -22,
      ratio: 3,
      knee: 10,
      attack: 8,
      release: 120,
      autoRelease: true,
      sidechainLowCut: 90,
      makeup: 5
    }
  },
  {
    name: 'Vocal: catch the peaks',
    purpose: 'Only loud syllables are held back; put a slower compressor behind it.',
    values: {
      makeup: 1,
      threshold: -14,
      ratio: 6,
      knee: 6,
      attack: 1,
      release: 60,
      lookahead: 1,
      range: 9
    }
  },
  {
    name: 'Vocal: in your face, parallel',
    purpose: 'Heavy compression mixed under the voice lifts breath and quiet words.',
    values: {
      threshold: -38,
      ratio: 8,
      knee: 12,
      attack: 2,
      release: 90,
      makeup: 18,
      mix: 35,
      sidechainLowCut: 120
    }
  },
  {
    name: 'Speech: even and clear',
    purpose: 'Podcast and voice-over: averages the level of words, ignores rumble and plosives.',
    values: {
      threshold: -26,
      ratio: 3,
      knee: 12,
      attack: 12,
      release: 180,
      detector: 'rms',
      rmsWindow: 20,
      sidechainLowCut: 120,
      makeup: 5
    }
  },
  {
    name: 'Bass: even notes',
    purpose: 'Bass guitar and synth bass whose notes jump out; slow enough not to distort them.',
    values: {
      threshold: -22,
      ratio: 4,
      knee: 8,
      attack: 20,
      release: 180,
      detector: 'rms',
      rmsWindow: 30,
      makeup: 6
    }
  },
  {
    name: 'Kick: more attack',
    purpose: 'Lets the beater through, then pulls the boom down: a shorter, harder kick.',
    values: { threshold: -18, ratio: 5, knee: 3, attack: 25, release: 90, makeup: 4.5 }
  },
  {
    name: 'Snare: crack and body',
    purpose: 'The stick passes, the shell comes up behind it.',
    values: { threshold: -20, ratio: 4, knee: 4, attack: 15, release: 110, makeup: 6 }
  },
  {
    name: 'Drum bus: glue',
    purpose: 'A few dB on the whole kit, so that it plays as one; the kick does not pump it.',
    values: {
      threshold: -18,
      ratio: 2.5,
      knee: 8,
      attack: 25,
      release: 140,
      autoRelease: true,
      sidechainLowCut: 80,
      makeup: 3
    }
  },
  {
    name: 'Drum bus: crushed, parallel',
    purpose: 'New York drums: the kit flattened and mixed in below the dry one for size.',
    values: { threshold: -40, ratio: 20, knee: 2, attack: 3, release: 80, makeup: 21, mix: 30 }
  },
  {
    name: 'Drums: tame ghost and accent',
    purpose: 'Levels a kit that was played or programmed with too much difference.',
    values: { threshold: -26, ratio: 3, knee: 16, attack: 6, release: 100, makeup: 9, link: 100 }
  },
  {
    name: 'Acoustic guitar: smooth strum',
    purpose: 'Evens out strumming and keeps fingers and string noise at their level.',
    values: {
      threshold: -22,
      ratio: 2.5,
      knee: 14,
      attack: 18,
      release: 150,
      sidechainLowCut: 120,
      makeup: 5
    }
  },
  {
    name: 'Electric guitar: hold it there',
    purpose: 'Driven guitars are dense already: slow, soft, a few dB at most.',
    values: { threshold: -20, ratio: 2, knee: 18, attack: 30, release: 200, range: 5, makeup: 3.5 }
  },
  {
    name: 'Keys and piano: gentle',
    purpose: 'Soft bend and slow times keep the touch; chords and single notes come closer.',
    values: { threshold: -24, ratio: 2, knee: 20, attack: 25, release: 250, makeup: 5.5 }
  },
  {
    name: 'Lead: phrases together',
    purpose: 'Brass, strings or a solo whose quiet phrases get lost and whose peaks bite.',
    values: {
      threshold: -28,
      ratio: 3,
      knee: 12,
      attack: 10,
      release: 160,
      autoRelease: true,
      detector: 'rms',
      makeup: 6
    }
  },
  {
    name: 'Mix bus: glue',
    purpose: 'The classic two dB on the whole mix, with the bass kept out of the detector.',
    values: {
      threshold: -16,
      ratio: 2,
      knee: 10,
      attack: 30,
      release: 150,
      autoRelease: true,
      sidechainLowCut: 90,
      makeup: 2.5
    }
  },
  {
    name: 'Mix bus: punch',
    purpose: 'Slow attack and quick release: drums stand out of the mix and breathe with it.',
    values: { threshold: -18, ratio: 4, knee: 4, attack: 30, release: 80, makeup: 4, mix: 70 }
  },
  {
    name: 'Master: transparent level',
    purpose: 'RMS detector, low ratio, wide knee: density without a sound of its own.',
    values: {
      threshold: -24,
      ratio: 1.5,
      knee: 24,
      attack: 40,
      release: 300,
      autoRelease: true,
      detector: 'rms',
      rmsWindow: 50,
      sidechainLowCut: 60,
      makeup: 2.5
    }
  },
  {
    name: 'Master: middle and sides apart',
    purpose: 'A loud voice in the middle no longer pulls the sides down with it.',
    values: {
      threshold: -20,
      ratio: 2,
      knee: 12,
      attack: 30,
      release: 200,
      autoRelease: true,
      link: 25,
      linkMode: 'midSide',
      makeup: 3.5
    }
  },
  {
    name: 'Ducking: pump to the kick',
    purpose: 'Feed the kick to the side chain: pads and bass make room and swing back.',
    values: {
      threshold: -30,
      ratio: 10,
      knee: 3,
      attack: 2,
      release: 160,
      hold: 20,
      sidechain: 'external',
      range: 18
    }
  },
  {
    name: 'Ducking: music under speech',
    purpose: 'Feed the voice to the side chain: music goes down while someone speaks.',
    values: {
      threshold: -36,
      ratio: 4,
      knee: 8,
      attack: 60,
      release: 600,
      hold: 250,
      sidechain: 'external',
      sidechainLowCut: 120,
      range: 12
    }
  },
  {
    name: 'Brickwall for a send',
    purpose: 'Nothing gets far over the threshold: safety in front of a reverb or a speaker.',
    values: { threshold: -10, ratio: 100, knee: 0, attack: 0.5, release: 80, lookahead: 3 }
  },
  {
    name: 'Vocal: warm leveling, opto',
    purpose: 'A photocell under the voice: slow, deep and never in a hurry.',
    values: {
      style: 'opto',
      threshold: -24,
      ratio: 4,
      knee: 6,
      attack: 10,
      release: 60,
      autoRelease: true,
      sidechainLowCut: 90,
      makeup: 7
    }
  },
  {
    name: 'Bass: round and long, opto',
    purpose: 'Notes swell evenly into each other, as through an old leveling amplifier.',
    values: { style: 'opto', threshold: -24, ratio: 4, attack: 15, release: 120, makeup: 7.5 }
  },
  {
    name: 'Drums: smashed room, classic',
    purpose: 'All buttons in: feedback, fast and hard, mixed under the dry kit.',
    values: {
      style: 'classic',
      threshold: -36,
      ratio: 20,
      knee: 2,
      attack: 0.4,
      release: 50,
      oversampling: '2',
      makeup: 18,
      mix: 35
    }
  },
  {
    name: 'Guitar: pumping chords, classic',
    purpose: 'Grabs the strum and lets go in time: the loop breathes with the part.',
    values: { style: 'classic', threshold: -20, ratio: 5, attack: 3, release: 160, makeup: 6 }
  },
  {
    name: 'Drum bus: two dB of glue',
    purpose:
      'A bus compressor on auto: two decibels while the kit plays, more on the loudest hits.',
    values: {
      style: 'bus',
      threshold: -17,
      ratio: 2,
      knee: 4,
      attack: 10,
      release: 100,
      autoRelease: true,
      sidechainLowCut: 80,
      makeup: 2
    }
  },
  {
    name: 'Mix bus: the last two dB',
    purpose: 'Slow attack, auto release, ratio two: the song moves as one and stays open.',
    values: {
      style: 'bus',
      threshold: -17,
      ratio: 2,
      knee: 6,
      attack: 30,
      release: 100,
      autoRelease: true,
      sidechainLowCut: 100,
      makeup: 2
    }
  }
]
