import type { EqFilter, EqFilterType, EqSlope } from '../../dsp/filters/eq-filter.ts'

/** A loudspeaker, the room round it and how it distorts, in the words of the field. */
export interface PlaybackSystem {
  readonly label: string
  /** What one listens for on it. */
  readonly purpose: string
  /** Its response on the axis of the listener. */
  readonly filters: readonly EqFilter[]
  /** Stereo width that reaches the listener, 0 (one loudspeaker) to 1. */
  readonly width: number
  /** Everything below is one subwoofer's, in Hz. */
  readonly bassMonoHz?: number
  /** A seat beside the middle: the right side comes later and quieter. */
  readonly seat?: { readonly delayMs: number; readonly quieterDb: number }
  /** Reflections: time to -60 dB, and their level against the direct sound. */
  readonly room?: { readonly seconds: number; readonly levelDb: number }
  /** A small amplifier that turns loud passages down above this level. */
  readonly leveler?: { readonly thresholdDb: number; readonly ratio: number }
  /** The membrane's end: peaks bend above this level. */
  readonly clipDb?: number
  /** Bass is turned down while it is louder than this. */
  readonly bassLimitDb?: number
}

const filter = (
  type: EqFilterType,
  frequencyHz: number,
  gainDb: number,
  q = 0.7071,
  slope: EqSlope = 12
): EqFilter => ({ type, frequencyHz, gainDb, q, slope })

const bell = (hz: number, gainDb: number, q: number) => filter('bell', hz, gainDb, q)
const lowShelf = (hz: number, gainDb: number, slope: EqSlope = 12) =>
  filter('lowShelf', hz, gainDb, 0.7071, slope)
const highShelf = (hz: number, gainDb: number, slope: EqSlope = 12) =>
  filter('highShelf', hz, gainDb, 0.7071, slope)
const lowCut = (hz: number, slope: EqSlope) => filter('lowCut', hz, 0, 0.7071, slope)
const highCut = (hz: number, slope: EqSlope) => filter('highCut', hz, 0, 0.7071, slope)

/** Flat to 2 kHz, then -3 dB an octave, and more from 10 kHz: the X-curve of large rooms. */
const xCurve = [highShelf(4000, -4.5, 6), highShelf(9000, -4.5, 6), highShelf(17_000, -4.5, 12)]

/**
 * The playback systems of the monitor. Shapes follow what is published of their kinds (usable range
 * of laptops and phones, SMPTE ST 202 for large rooms, Olive's preferred in-room slope, cabin gain
 * of cars); they stand for the kind, not for a product.
 */
export const PLAYBACK_SYSTEMS = {
  flat: {
    label: 'Flat',
    purpose: 'The sound as it is.',
    filters: [],
    width: 1
  },
  clubPa: {
    label: 'Club PA',
    purpose: 'Bass against kick, and whether anything cancels in mono.',
    filters: [lowShelf(90, 7, 12), bell(400, -2, 1), ...xCurve],
    width: 0.6,
    bassMonoHz: 100,
    room: { seconds: 1.4, levelDb: -14 }
  },
  car: {
    label: 'Car',
    purpose: 'Voice over bass, heard from beside the middle.',
    filters: [lowShelf(60, 8), bell(200, -5, 2), bell(2500, 3, 1), highShelf(10_000, -2)],
    width: 1,
    seat: { delayMs: 0.6, quieterDb: 3 },
    room: { seconds: 0.08, levelDb: -17 }
  },
  hifi: {
    label: 'Hi-fi',
    purpose: 'A living room: warmth, depth, and what its modes do to a bass line.',
    filters: [
      lowShelf(110, 3, 6),
      highShelf(3500, -3.5, 6),
      bell(45, 3, 4),
      bell(72, -3, 4),
      bell(118, 2, 3)
    ],
    width: 1,
    room: { seconds: 0.35, levelDb: -15 }
  },
  nearfield: {
    label: 'Nearfield',
    purpose: 'The white cone: hard mids, little bass; what sounds good here holds elsewhere.',
    filters: [lowCut(85, 12), bell(1700, 5, 0.8), highShelf(10_000, -3)],
    width: 1
  },
  cube: {
    label: 'Mid cube',
    purpose: 'One small full-range cone: the balance of voice, snare and guitar.',
    filters: [lowCut(120, 12), bell(1250, 4, 0.9), highCut(10_000, 12)],
    width: 0
  },
  tv: {
    label: 'Television',
    purpose: 'Flat loudspeakers that fire down: is every word understood?',
    filters: [lowCut(150, 12), bell(3000, -3, 1), highShelf(9000, -4)],
    width: 0.4,
    room: { seconds: 0.4, levelDb: -15 },
    leveler: { thresholdDb: -14, ratio: 2 }
  },
  laptop: {
    label: 'Laptop',
    purpose: 'Nothing below 300 Hz: can the bass line still be followed?',
    filters: [lowCut(300, 24), bell(500, -4, 1.5), bell(1200, 3, 1), highShelf(11_000, -6)],
    width: 0.6
  },
  phone: {
    label: 'Phone',
    purpose: 'One tiny membrane that is driven hard.',
    filters: [
      lowCut(500, 24),
      bell(900, 4, 2),
      bell(3500, 5, 1.5),
      bell(6000, -4, 2),
      highCut(14_000, 12)
    ],
    width: 0,
    leveler: { thresholdDb: -18, ratio: 3 },
    clipDb: -6
  },
  bluetooth: {
    label: 'Bluetooth box',
    purpose: 'Boosted bass that is held back when it gets loud.',
    filters: [lowCut(90, 24), bell(120, 5, 1.2), highShelf(12_000, -3)],
    width: 0,
    bassLimitDb: -16
  },
  earbuds: {
    label: 'Earbuds',
    purpose: 'Loose fit: some bass lost, presence forward, no room at all.',
    filters: [lowCut(50, 6), bell(3000, 3, 1), highShelf(14_000, -4)],
    width: 1
  },
  cinema: {
    label: 'Cinema',
    purpose: 'A large room with its X-curve.',
    filters: xCurve,
    width: 1,
    room: { seconds: 0.75, levelDb: -16 }
  }
} as const satisfies Readonly<Record<string, PlaybackSystem>>

export type PlaybackSystemId = keyof typeof PLAYBACK_SYSTEMS

export const PLAYBACK_SYSTEM_IDS = Object.keys(PLAYBACK_SYSTEMS) as readonly PlaybackSystemId[]

/** A system by its id, whatever is literal about it forgotten. */
export function playbackSystem(id: PlaybackSystemId): PlaybackSystem {
  return PLAYBACK_SYSTEMS[id]
}
