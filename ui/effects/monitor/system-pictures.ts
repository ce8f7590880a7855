import type { PlaybackSystemId } from '../../../worklets/effects/monitor/playback-systems.ts'

/** A drawing of each playback system as an SVG path: a box of 20 x 20, stroke 1.5, no fill. */
export const systemPictures: Readonly<Record<PlaybackSystemId, string>> = {
  flat: 'M1.5 10h2.5l2-5.5 3.2 11 3-9 2 3.5h4.3',
  clubPa:
    'M3 2.5h6v15H3zM11 2.5h6v15h-6zM6 6.3h.01M14 6.3h.01M6 11.8m-1.8 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0M14 11.8m-1.8 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0',
  car: 'M2 14v-3l2-1.2L6 5.5h7.5l2.7 4.3 1.8.9V14h-1.6M12.6 14H7.4M3.4 14H2M4.5 9.8h11M5.4 14m-1.8 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0M14.6 14m-1.8 0a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0',
  hifi: 'M5.5 1.5h9v17h-9zM10 5h.01M10 9m-1.3 0a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0-2.6 0M10 14.2m-2.3 0a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0',
  nearfield:
    'M3 5.5h14v9H3zM7 10m-2.3 0a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0M13.5 10m-1.2 0a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0M5 17.5h10',
  cube: 'M4 4h12v12H4zM10 10m-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0M10 10h.01',
  tv: 'M1.5 3.5h17v10.5h-17zM10 14v2.5M6 16.5h8',
  laptop: 'M4 4h12v8.5H4zM1.5 16h17l-2.5-3.5H4z',
  phone: 'M6 1.5h8v17H6zM9 4h2M9.5 16h1',
  bluetooth:
    'M1.5 6.5h17v8.5h-17zM6 10.8m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M14 10.8m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 6.5V4h6v2.5',
  earbuds:
    'M5 3a2.6 2.6 0 0 1 2.6 2.6v2.6H5a2.6 2.6 0 0 1 0-5.2M7.6 8v8.5H5.8V8.3M15 3a2.6 2.6 0 0 0-2.6 2.6v2.6H15a2.6 2.6 0 0 0 0-5.2M12.4 8v8.5h1.8V8.3',
  cinema:
    'M2.5 3h15v7h-15zM4 17.5v-2.2a1.5 1.5 0 0 1 3 0v2.2M8.5 17.5v-2.2a1.5 1.5 0 0 1 3 0v2.2M13 17.5v-2.2a1.5 1.5 0 0 1 3 0v2.2'
}
