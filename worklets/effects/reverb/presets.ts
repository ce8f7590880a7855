import type { Preset } from '../../core/state.ts'
import type { reverbDefinition } from './definition.ts'

export const reverbPresets: readonly Preset<typeof reverbDefinition>[] = [
  {
    name: 'Vocal plate',
    purpose: 'Bright and dense behind a lead vocal, with a predelay that keeps the words clear.',
    values: {
      mode: 'plate',
      mix: 22,
      predelay: 45,
      decay: 1.7,
      early: -12,
      lowMultiplier: 0.8,
      highMultiplier: 0.6,
      highCrossover: 6000,
      lowCut: 180,
      highCut: 12_000
    }
  },
  {
    name: 'Drum room',
    purpose: 'A live room around a drum kit: strong first echoes and a short, lively tail.',
    values: {
      mode: 'room',
      mix: 24,
      predelay: 4,
      decay: 0.7,
      size: 90,
      early: 0,
      lowMultiplier: 0.9,
      highMultiplier: 0.7,
      lowCut: 60
    }
  },
  {
    name: 'Concert hall',
    purpose: 'A large warm hall for orchestra, piano and choir.',
    values: {
      mode: 'hall',
      mix: 30,
      predelay: 22,
      decay: 2.4,
      size: 115,
      early: -5,
      lowMultiplier: 1.2,
      highMultiplier: 0.45,
      highCrossover: 4000,
      highCut: 12_000
    }
  },
  {
    name: 'Two second hall',
    purpose: 'The plain hall that suits most songs: two seconds, lows in check, nothing special.',
    values: {
      mode: 'hall',
      mix: 22,
      predelay: 20,
      decay: 2,
      early: -6,
      lowMultiplier: 1,
      lowCut: 90
    }
  },
  {
    name: 'Mix glue',
    purpose: 'Hardly heard: puts the tracks of a mix into one and the same air.',
    values: {
      mode: 'ambience',
      mix: 10,
      predelay: 0,
      decay: 0.6,
      early: 0,
      lowCut: 250,
      highCut: 9000
    }
  },
  {
    name: 'Vocal air, ducked',
    purpose: 'A long plate that steps back while the singer sings and blooms in the gaps.',
    values: {
      mode: 'plate',
      mix: 35,
      predelay: 60,
      decay: 3.2,
      early: -18,
      lowMultiplier: 0.7,
      highMultiplier: 0.7,
      highCrossover: 7000,
      lowCut: 250,
      duck: 12
    }
  },
  {
    name: 'Snare plate',
    purpose: 'Short and bright, made to lengthen a snare without washing out the groove.',
    values: {
      mode: 'plate',
      mix: 28,
      predelay: 12,
      decay: 0.9,
      size: 80,
      early: -6,
      highMultiplier: 0.8,
      highCrossover: 7000,
      lowCut: 220,
      highCut: 14_000
    }
  },
  {
    name: 'Acoustic guitar chamber',
    purpose: 'A small echo chamber that gives strings body and keeps the attack in front.',
    values: {
      mode: 'chamber',
      mix: 20,
      predelay: 18,
      decay: 1.3,
      early: -9,
      lowMultiplier: 0.9,
      lowCut: 120,
      highCut: 11_000
    }
  },
  {
    name: 'Grand piano hall',
    purpose: 'A clear recital hall, not too dark, for a solo piano.',
    values: {
      mode: 'hall',
      mix: 24,
      predelay: 16,
      decay: 1.9,
      size: 85,
      early: -4,
      lowMultiplier: 1,
      highMultiplier: 0.6,
      modulationDepth: 20
    }
  },
  {
    name: 'Strings, wide',
    purpose: 'Spreads a string section into a wide, slowly swelling hall.',
    values: {
      mode: 'hall',
      mix: 38,
      predelay: 30,
      decay: 3,
      size: 140,
      early: -9,
      lowMultiplier: 1.15,
      width: 130,
      lowCut: 80
    }
  },
  {
    name: 'Cathedral',
    purpose: 'Eight seconds of stone: choirs, organs and scenes from far away.',
    values: {
      mode: 'hall',
      mix: 42,
      predelay: 55,
      decay: 8,
      size: 190,
      early: -10,
      lowMultiplier: 1.3,
      lowCrossover: 200,
      highMultiplier: 0.3,
      highCrossover: 3500,
      highCut: 9000
    }
  },
  {
    name: 'Dialogue room',
    purpose: 'Sets a dry voice recording into an ordinary furnished room.',
    values: {
      mode: 'room',
      mix: 18,
      predelay: 0,
      decay: 0.4,
      size: 70,
      early: 2,
      highMultiplier: 0.4,
      lowCut: 120,
      highCut: 8000,
      width: 80
    }
  },
  {
    name: 'Synth bloom',
    purpose: 'A very long modulated chamber that turns chords into a pad.',
    values: {
      mode: 'chamber',
      mix: 50,
      predelay: 80,
      decay: 14,
      size: 160,
      early: -30,
      lowMultiplier: 0.7,
      highMultiplier: 0.6,
      modulationRate: 0.8,
      modulationDepth: 85,
      lowCut: 180,
      width: 120,
      duck: 6
    }
  },
  {
    name: 'Percussion ambience',
    purpose: 'A cloud of early echoes, tight and wide, for hand drums and shakers.',
    values: {
      mode: 'ambience',
      mix: 22,
      predelay: 3,
      decay: 0.45,
      size: 75,
      early: 0,
      highMultiplier: 0.8,
      lowCut: 150
    }
  },
  {
    name: 'Dark chamber',
    purpose: 'Soft and low behind ballads and slow keys; stays out of the way of cymbals.',
    values: {
      mode: 'chamber',
      mix: 28,
      predelay: 28,
      decay: 2.2,
      early: -12,
      lowMultiplier: 1.25,
      lowCrossover: 350,
      highMultiplier: 0.25,
      highCrossover: 2800,
      highCut: 6500
    }
  },
  {
    name: 'Send: plate',
    purpose: 'Reverb only, for an effect bus that several tracks send to.',
    values: {
      mode: 'plate',
      mix: 100,
      predelay: 30,
      decay: 2,
      early: -12,
      lowCut: 150,
      highMultiplier: 0.6
    }
  },
  {
    name: 'Send: hall',
    purpose: 'Reverb only, a neutral hall for an effect bus.',
    values: { mode: 'hall', mix: 100, predelay: 25, decay: 2.3, lowCut: 90 }
  }
]
