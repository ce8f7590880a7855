import { demoMasterBus, demoMixBus, demoStrips } from './demo-mix.ts'
import { barStart } from './musical-time.ts'
import { SESSION_VERSION, type Session, type Track } from './session.ts'

const METER = { tempo: 97, beatsPerBar: 4 }

const STEMS = [
  { id: 'drums', name: 'Drums', file: 'drums.opus', channels: 2 },
  { id: 'percussion', name: 'Percussion', file: 'percussion.opus', channels: 2 },
  { id: 'bass', name: 'Bass', file: 'bass.opus', channels: 1 },
  { id: 'guitar', name: 'Guitar', file: 'guitar.opus', channels: 1 },
  { id: 'keys', name: 'Keys', file: 'keys.opus', channels: 1 },
  { id: 'pad', name: 'Pad', file: 'pad.opus', channels: 2 },
  { id: 'lead', name: 'Lead', file: 'lead.opus', channels: 1 },
  { id: 'texture', name: 'Voices & texture', file: 'voice-texture.opus', channels: 2 }
] as const

/** "Ninety-Seven": eight raw stems and the mix that mends what is wrong with each. */
export function demoSession(): Session {
  return {
    version: SESSION_VERSION,
    title: 'Ninety-Seven',
    ...METER,
    sections: [
      { bar: 1, name: 'Intro' },
      { bar: 5, name: 'Build' },
      { bar: 13, name: 'Break' },
      { bar: 17, name: 'Full' },
      { bar: 25, name: 'Outro' },
      { bar: 28, name: 'End' }
    ],
    tracks: STEMS.map(({ id, name, file, channels }, i): Track => {
      const clip = { source: `demo:${file}`, fileName: file, channels }
      return { id, name, color: i + 1, clip, strip: demoStrips[id] }
    }),
    mixBus: demoMixBus,
    masterBus: demoMasterBus,
    loop: { start: barStart(17, METER), end: barStart(25, METER), on: false }
  }
}
