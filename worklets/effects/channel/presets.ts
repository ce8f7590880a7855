import type { Preset } from '../../core/state.ts'
import type { channelDefinition } from './definition.ts'

export const channelPresets: readonly Preset<typeof channelDefinition>[] = [
  {
    name: 'Mono stem',
    purpose: 'One sound for the center: lead vocal, bass, kick; both inputs count as one.',
    values: { source: 'mono', law: '-3' }
  },
  {
    name: 'Mono stem, side left',
    purpose: 'One of two guitars or backing voices, far to the left but not stuck there.',
    values: { source: 'mono', law: '-3', pan: -70 }
  },
  {
    name: 'Mono stem, side right',
    purpose: 'The other of two guitars or backing voices.',
    values: { source: 'mono', law: '-3', pan: 70 }
  },
  {
    name: 'Mono compatible pan',
    purpose: 'A mono sound that keeps its level when the mix is summed to mono.',
    values: { source: 'mono', law: '-6' }
  },
  {
    name: 'Stereo stem, narrow',
    purpose: 'Keys, overheads or a loop that takes too much room in the picture.',
    values: { source: 'stereo', width: 60 }
  },
  {
    name: 'Stereo stem, wide',
    purpose: 'Pads and choirs that may stand around the mix; check it in mono.',
    values: { source: 'stereo', width: 130 }
  },
  {
    name: 'Stereo stem to the left',
    purpose: 'Piano or drum loop moved to the left with both of its sides kept.',
    values: { source: 'stereo', mode: 'stereo', pan: -40, trim: -3 }
  },
  {
    name: 'Stereo stem to the right',
    purpose: 'The same to the other side, as for a second keyboard or the answer of a choir.',
    values: { source: 'stereo', mode: 'stereo', pan: 40, trim: -3 }
  },
  {
    name: 'Flip the bottom microphone',
    purpose: 'Polarity turned on both sides: second snare or amp microphone from behind.',
    values: { invertLeft: true, invertRight: true }
  },
  {
    name: 'One side wired backward',
    purpose:
      'A stereo recording that sounds hollow and vanishes in mono: its left side turned over.',
    values: { source: 'stereo', invertLeft: true }
  },
  {
    name: 'Clean up a recording',
    purpose: 'Takes away the offset of a cheap converter and leaves headroom for the mix.',
    values: { trim: -6, dcFilter: true }
  },
  {
    name: 'Reference song: 10 dB down',
    purpose: 'A mastered song beside your mix, about as loud as a mix that leaves headroom.',
    values: { source: 'stereo', trim: -10 }
  },
  {
    name: 'Quiet recording: 12 dB up',
    purpose: 'Brings a take that was recorded too carefully to working level, offset taken away.',
    values: { trim: 12, dcFilter: true }
  },
  {
    name: 'Mono check',
    purpose: 'Sums a bus to mono at its own level: what cancels will be missed on a phone.',
    values: { source: 'stereo', width: 0 }
  }
]
