import type { Preset } from '../../core/state.ts'
import type { monitorDefinition } from './definition.ts'

export const monitorPresets: readonly Preset<typeof monitorDefinition>[] = [
  {
    name: 'Phone on the table',
    purpose: 'Is the bass line still there, and the voice in front?',
    values: { system: 'phone' }
  },
  {
    name: 'Laptop, headroom check',
    purpose: 'What is left without anything below 300 Hz.',
    values: { system: 'laptop' }
  },
  {
    name: 'Car, driver’s seat',
    purpose: 'Boosted bass, heard from the left.',
    values: { system: 'car' }
  },
  {
    name: 'Club after midnight',
    purpose: 'Big bass in mono, a long room.',
    values: { system: 'clubPa' }
  },
  {
    name: 'Club in mono',
    purpose: 'Many clubs run one channel: what cancels, goes.',
    values: { system: 'clubPa', mono: true }
  },
  {
    name: 'Kitchen box',
    purpose: 'A Bluetooth box that holds its own bass back.',
    values: { system: 'bluetooth' }
  },
  {
    name: 'Television at night',
    purpose: 'Quiet and flat: every word must carry.',
    values: { system: 'tv', dim: true }
  },
  {
    name: 'White cones',
    purpose: 'Hard nearfield monitors that forgive nothing in the mids.',
    values: { system: 'nearfield' }
  },
  {
    name: 'Mid cube in mono',
    purpose: 'Balance of voice, snare and guitar on one small cone.',
    values: { system: 'cube', mono: true }
  },
  {
    name: 'Living room',
    purpose: 'Hi-fi in a room with modes of its own.',
    values: { system: 'hifi' }
  },
  {
    name: 'Cinema',
    purpose: 'Large room, falling highs.',
    values: { system: 'cinema' }
  },
  {
    name: 'Headphones like loudspeakers',
    purpose: 'Crossfeed for panning decisions on headphones.',
    values: { system: 'flat', crossfeed: 100 }
  },
  {
    name: 'Earbuds on the train',
    purpose: 'Some bass lost, presence forward.',
    values: { system: 'earbuds' }
  },
  {
    name: 'Mono, quiet',
    purpose: 'The oldest test of a balance: one loudspeaker, low level.',
    values: { system: 'flat', mono: true, dim: true }
  }
]
