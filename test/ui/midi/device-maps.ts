/**
 * What the factory settings of real controllers send (the makers' manuals): each row of controls as
 * its numbers, on one channel or a channel for each.
 */
export interface DeviceRow {
  readonly kind: 'cc' | 'note' | 'bend'
  readonly what: 'pot' | 'encoder' | 'button' | 'press'
  readonly numbers: readonly number[]
  /** 1 to 16; where left out, controls of the same number have the channels 1, 2, 3 ... */
  readonly channel?: number
  /** How an encoder tells one step to the right and to the left. */
  readonly steps?: readonly [right: number, left: number]
}

export const run = (from: number, count: number, step = 1): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + i * step)

const MIDIMIX_KNOBS = [16, 20, 24, 28, 46, 50, 54, 58]

export const DEVICE_MAPS: Readonly<Record<string, readonly DeviceRow[]>> = {
  nanoKONTROL2: [
    { kind: 'cc', what: 'pot', numbers: run(0, 8), channel: 1 },
    { kind: 'cc', what: 'pot', numbers: run(16, 8), channel: 1 },
    { kind: 'cc', what: 'button', numbers: run(32, 8), channel: 1 },
    { kind: 'cc', what: 'button', numbers: run(48, 8), channel: 1 },
    { kind: 'cc', what: 'button', numbers: run(64, 8), channel: 1 },
    {
      kind: 'cc',
      what: 'button',
      numbers: [41, 42, 43, 44, 45, 46, 58, 59, 60, 61, 62],
      channel: 1
    }
  ],
  MIDImix: [
    { kind: 'cc', what: 'pot', numbers: MIDIMIX_KNOBS, channel: 1 },
    { kind: 'cc', what: 'pot', numbers: MIDIMIX_KNOBS.map((number) => number + 1), channel: 1 },
    { kind: 'cc', what: 'pot', numbers: MIDIMIX_KNOBS.map((number) => number + 2), channel: 1 },
    { kind: 'cc', what: 'pot', numbers: [19, 23, 27, 31, 49, 53, 57, 61, 62], channel: 1 },
    { kind: 'note', what: 'button', numbers: run(1, 8, 3), channel: 1 },
    { kind: 'note', what: 'button', numbers: run(3, 8, 3), channel: 1 }
  ],
  'Launch Control XL': [
    { kind: 'cc', what: 'pot', numbers: run(13, 8), channel: 9 },
    { kind: 'cc', what: 'pot', numbers: run(29, 8), channel: 9 },
    { kind: 'cc', what: 'pot', numbers: run(49, 8), channel: 9 },
    { kind: 'cc', what: 'pot', numbers: run(77, 8), channel: 9 },
    { kind: 'note', what: 'button', numbers: [41, 42, 43, 44, 57, 58, 59, 60], channel: 9 },
    { kind: 'cc', what: 'button', numbers: run(104, 4), channel: 9 }
  ],
  'X-Touch Mini': [
    { kind: 'cc', what: 'pot', numbers: run(1, 8), channel: 11 },
    { kind: 'note', what: 'button', numbers: run(0, 24), channel: 11 },
    { kind: 'cc', what: 'pot', numbers: [9, 10], channel: 11 }
  ],
  'BCR2000, absolute': [
    { kind: 'cc', what: 'pot', numbers: run(1, 32), channel: 1 },
    { kind: 'cc', what: 'button', numbers: run(33, 32), channel: 1 },
    { kind: 'cc', what: 'button', numbers: run(65, 16), channel: 1 },
    { kind: 'cc', what: 'pot', numbers: run(81, 24), channel: 1 }
  ],
  'BCR2000, relative': [
    { kind: 'cc', what: 'encoder', numbers: run(1, 32), channel: 1, steps: [65, 63] },
    { kind: 'cc', what: 'button', numbers: run(33, 32), channel: 1 }
  ],
  'MIDI Fighter Twister': [
    { kind: 'cc', what: 'pot', numbers: run(0, 64), channel: 1 },
    { kind: 'cc', what: 'button', numbers: run(0, 64), channel: 2 },
    { kind: 'cc', what: 'button', numbers: run(0, 4), channel: 4 }
  ],
  'MIDI Fighter Twister, encoders': [
    { kind: 'cc', what: 'encoder', numbers: run(0, 64), channel: 1, steps: [65, 63] }
  ],
  'APC40 mkII': [
    { kind: 'cc', what: 'pot', numbers: Array<number>(8).fill(7) },
    { kind: 'cc', what: 'pot', numbers: [14, 15], channel: 1 },
    { kind: 'cc', what: 'pot', numbers: run(16, 8), channel: 1 },
    { kind: 'cc', what: 'pot', numbers: run(48, 8), channel: 1 },
    { kind: 'cc', what: 'encoder', numbers: [13, 47], channel: 1, steps: [1, 127] },
    { kind: 'note', what: 'button', numbers: Array<number>(8).fill(48) },
    { kind: 'note', what: 'button', numbers: run(0, 40), channel: 1 }
  ],
  'MPK mini mk3': [{ kind: 'cc', what: 'pot', numbers: run(70, 8), channel: 1 }],
  'Launchkey MK3': [
    { kind: 'cc', what: 'pot', numbers: run(21, 8), channel: 16 },
    { kind: 'cc', what: 'pot', numbers: run(53, 9), channel: 16 },
    { kind: 'cc', what: 'button', numbers: run(37, 8), channel: 16 },
    {
      kind: 'cc',
      what: 'button',
      numbers: [102, 103, 104, 105, 108, 115, 116, 117, 118],
      channel: 16
    }
  ],
  'Faderfox EC4': [
    { kind: 'cc', what: 'encoder', numbers: run(0, 16), channel: 1, steps: [1, 127] },
    { kind: 'cc', what: 'encoder', numbers: run(32, 16), channel: 1, steps: [65, 63] }
  ],
  BeatStep: [
    {
      kind: 'cc',
      what: 'pot',
      numbers: [10, 74, 71, 76, 77, 93, 73, 75, 114, 18, 19, 16, 17, 91, 79, 72, 7],
      channel: 1
    },
    { kind: 'note', what: 'button', numbers: run(36, 16), channel: 1 }
  ],
  'SL MkII': [
    { kind: 'cc', what: 'encoder', numbers: run(56, 8), channel: 1, steps: [1, 65] },
    { kind: 'cc', what: 'pot', numbers: run(8, 8), channel: 1 },
    { kind: 'cc', what: 'pot', numbers: run(16, 8), channel: 1 },
    { kind: 'cc', what: 'button', numbers: run(24, 32), channel: 1 }
  ],
  'Xone:K2': [
    { kind: 'cc', what: 'encoder', numbers: [0, 1, 2, 3, 20, 21], channel: 15, steps: [1, 127] },
    { kind: 'cc', what: 'pot', numbers: run(4, 16), channel: 15 },
    { kind: 'note', what: 'button', numbers: run(24, 32), channel: 15 }
  ],
  FCB1010: [
    { kind: 'cc', what: 'pot', numbers: [27, 7], channel: 1 },
    { kind: 'cc', what: 'press', numbers: [80, 81, 33, 34], channel: 1 }
  ],
  'BCF2000, preset 2': [
    { kind: 'bend', what: 'pot', numbers: Array<number>(8).fill(0) },
    { kind: 'cc', what: 'pot', numbers: run(96, 8), channel: 1 }
  ]
}
