import type { Preset } from '../../core/state.ts'
import type { meterDefinition } from './definition.ts'

/** Targets as published by each service or body; all are integrated loudness of a programme. */
export const meterPresets: readonly Preset<typeof meterDefinition>[] = [
  {
    name: 'Spotify, YouTube, Tidal, Amazon: -14',
    purpose: 'The level to which most music services turn songs; keep true peaks below -1 dBTP.',
    values: { target: -14 }
  },
  {
    name: 'Spotify loud: -11',
    purpose: 'What listeners hear who set Spotify to Loud, with a limiter of its own behind it.',
    values: { target: -11 }
  },
  {
    name: 'Spotify quiet: -19',
    purpose: 'What listeners hear who set Spotify to Quiet; nothing gets limited here.',
    values: { target: -19 }
  },
  {
    name: 'Apple Music: -16',
    purpose: 'Sound Check of Apple Music, turned both up and down; peaks below -1 dBTP.',
    values: { target: -16 }
  },
  {
    name: 'Deezer: -15',
    purpose: 'Playback level of Deezer; peaks below -1 dBTP.',
    values: { target: -15 }
  },
  {
    name: 'AES TD1008 album, loudest track: -14',
    purpose: 'Album normalization: the loudest track plays here, the others keep their distance.',
    values: { target: -14 }
  },
  {
    name: 'AES TD1008 music track: -16',
    purpose: 'Single songs for streaming as the Audio Engineering Society recommends.',
    values: { target: -16 }
  },
  {
    name: 'AES TD1008 speech: -18',
    purpose: 'Streams of speech: drama, news, talk, beside music at -16.',
    values: { target: -18 }
  },
  {
    name: 'Podcast: -16',
    purpose: 'Podcasts in stereo for Apple and most directories; peaks below -1 dBTP.',
    values: { target: -16 }
  },
  {
    name: 'EBU R 128 broadcast: -23',
    purpose: 'European radio and television, within 0.5 LU; peaks below -1 dBTP.',
    values: { target: -23 }
  },
  {
    name: 'ATSC A/85 broadcast: -24',
    purpose: 'North American television (also ARIB in Japan); peaks below -2 dBTP.',
    values: { target: -24 }
  },
  {
    name: 'Netflix and film streaming: -27',
    purpose: 'Dialog level of films and series for streaming; peaks below -2 dBTP.',
    values: { target: -27 }
  },
  {
    name: 'Game, console: -23',
    purpose: 'Games in the living room (ASWG-R001), half an hour of play; peaks below -1 dBTP.',
    values: { target: -23 }
  },
  {
    name: 'Game, handheld: -18',
    purpose: 'Games for phones and handheld consoles with their small speakers.',
    values: { target: -18 }
  },
  {
    name: 'Club and CD, loud: -8',
    purpose: 'Dense electronic and rock masters played without normalization.',
    values: { target: -8 }
  },
  {
    name: 'Mix before mastering: -20',
    purpose: 'Room for the mastering engineer: mix here and leave peaks below -6 dBTP.',
    values: { target: -20 }
  }
]
