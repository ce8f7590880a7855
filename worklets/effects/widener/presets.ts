import type { Preset } from '../../core/state.ts'
import type { widenerDefinition } from './definition.ts'

export const widenerPresets: readonly Preset<typeof widenerDefinition>[] = [
  {
    name: 'Master: a little wider on top',
    purpose: 'Opens the highs by a fifth, leaves voice and bass where they are.',
    values: { multiband: true, highWidth: 120, midWidth: 105, highCrossover: 3500 }
  },
  {
    name: 'Master: mono bass, wide top',
    purpose: 'Bass in the middle for every system, air at the sides.',
    values: { bassMono: 110, multiband: true, highWidth: 130, midWidth: 108 }
  },
  {
    name: 'Vinyl: mono below 150 Hz',
    purpose: 'What a cutting lathe asks for: no side below 150 Hz, and no more than 100 % above.',
    values: { bassMono: 150, monoSafe: true }
  },
  {
    name: 'Mono below 120 Hz',
    purpose:
      'The usual bass mono of a master: kick and bass firm in the middle, nothing else moved.',
    values: { bassMono: 120 }
  },
  {
    name: 'Club: mono below 100 Hz',
    purpose: 'One subwoofer, one bass: nothing cancels on the floor.',
    values: { bassMono: 100 }
  },
  {
    name: 'Phone safe',
    purpose: 'Narrows by itself wherever a mono loudspeaker would lose sound.',
    values: { width: 110, monoSafe: true }
  },
  {
    name: 'Mono check',
    purpose: 'The mono sum, at the loudness of the mix: listen for what has gone.',
    values: { width: 0 }
  },
  {
    name: 'Mono source to stereo: open',
    purpose: 'A mono keyboard, guitar or drum room becomes wide; in mono it sounds as before.',
    values: { stereoize: 70, stereoizeMode: 'velvet' }
  },
  {
    name: 'Mono source to stereo: dense',
    purpose: 'The same for pads and strings, without any transients of its own.',
    values: { stereoize: 65, stereoizeMode: 'allpass' }
  },
  {
    name: 'Guitar double',
    purpose: 'The right side comes 14 ms later, like a second take; not for mono.',
    values: { stereoize: 56, stereoizeMode: 'haas' }
  },
  {
    name: 'Backing vocals: step aside',
    purpose: 'Lets the choir stand beside the lead: less middle, more sides.',
    values: { width: 130, balance: -2, autoGain: true }
  },
  {
    name: 'Voice and bass forward',
    purpose: 'Two decibels less side: what stands in the middle comes closer.',
    values: { balance: 2, autoGain: true }
  },
  {
    name: 'Drum overheads: narrow',
    purpose: 'Pulls a wide kit together to two thirds.',
    values: { width: 66 }
  },
  {
    name: 'Pad: very wide, safe',
    purpose: 'As far out as mono allows, with the lows left in the middle.',
    values: { width: 180, bassMono: 160, monoSafe: true, autoGain: true }
  },
  {
    name: 'Recording leans left: turn back',
    purpose: 'Brings a center that stands 6 degrees to the left back to the middle.',
    values: { rotation: -6 }
  }
]
