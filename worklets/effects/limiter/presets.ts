import type { Preset } from '../../core/state.ts'
import type { limiterDefinition } from './definition.ts'

export const limiterPresets: readonly Preset<typeof limiterDefinition>[] = [
  {
    name: 'Streaming master: -14 LUFS',
    purpose: 'Brings a mix of -18 LUFS to what most services play, with room for their encoders.',
    values: { drive: 4, ceiling: -1, style: 'transparent' }
  },
  {
    name: 'Streaming master: -11 LUFS',
    purpose:
      'Brings a mix of -18 LUFS to where modern pop and rock sit before they are turned down.',
    values: { drive: 7.5, ceiling: -1, style: 'transparent' }
  },
  {
    name: 'Safety net',
    purpose: 'No level added: catches the odd peak of a mix or a live stream and stays out else.',
    values: { drive: 0, ceiling: -1, style: 'transparent' }
  },
  {
    name: 'Loud pop master: -10 LUFS',
    purpose: 'Brings a mix of -18 LUFS up front, dense, to stand beside loud records.',
    values: { drive: 8.5, ceiling: -1, style: 'loud', release: 120 }
  },
  {
    name: 'Club master',
    purpose: 'Electronic music with a heavy kick: level without the bass pumping the rest.',
    values: { drive: 7, ceiling: -0.5, style: 'loud', release: 200, hold: 12, linkTransients: 100 }
  },
  {
    name: 'Hip-hop: keep the drums',
    purpose: 'Kick and snare keep their hit while the body of the track comes up.',
    values: { drive: 6, ceiling: -1, style: 'punchy', release: 180 }
  },
  {
    name: 'Rock: wide and lively',
    purpose: 'Guitars left and right move on their own for a moment, so the picture stays wide.',
    values: { drive: 5, ceiling: -1, style: 'punchy', linkTransients: 40, linkRelease: 90 }
  },
  {
    name: 'Acoustic and vocal',
    purpose: 'Singer, guitar or piano raised gently without a change of tone.',
    values: { drive: 3, ceiling: -1, style: 'safe', release: 300, lookahead: 5 }
  },
  {
    name: 'Classical peaks',
    purpose: 'Only the few loudest moments of a wide recording, unheard, with the picture fixed.',
    values: {
      drive: 1,
      ceiling: -1,
      style: 'safe',
      release: 600,
      lookahead: 8,
      linkTransients: 100,
      linkRelease: 100
    }
  },
  {
    name: 'Podcast voice: -16 LUFS',
    purpose: 'Brings speech of -18 LUFS to where podcasts play, its peaks held for phone speakers.',
    values: { drive: 2, ceiling: -1.5, style: 'transparent', release: 250, linkTransients: 100 }
  },
  {
    name: 'Broadcast -2 dBTP',
    purpose: 'The ceiling of television delivery, linked so that the picture never moves.',
    values: {
      drive: 2,
      ceiling: -2,
      style: 'transparent',
      release: 250,
      linkTransients: 100,
      linkRelease: 100
    }
  },
  {
    name: 'Low-rate encoder',
    purpose: 'More room below full scale, for MP3 and AAC at low rates, which overshoot.',
    values: { drive: 4, ceiling: -2, style: 'transparent', lookahead: 4 }
  },
  {
    name: 'Vinyl premaster',
    purpose: 'Light and slow, with both sides together, so the cutter meets no surprises.',
    values: {
      drive: 1,
      ceiling: -3,
      style: 'safe',
      release: 400,
      linkTransients: 100,
      linkRelease: 100
    }
  },
  {
    name: 'Drum bus',
    purpose: 'Cuts the highest hits of a drum bus by hand-set release, for density with snap.',
    values: { drive: 6, ceiling: -3, style: 'punchy', autoRelease: false, release: 60, hold: 4 }
  },
  {
    name: 'Tracking, short delay',
    purpose: 'Protects headphones while recording at the least latency: sample peaks only.',
    values: {
      drive: 0,
      ceiling: -3,
      truePeak: false,
      lookahead: 0.5,
      release: 80,
      hold: 5,
      linkTransients: 100
    }
  }
]
