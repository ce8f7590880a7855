import { seededRandom } from '../noise/seeded-random.ts'

/** Echoes per side. */
export const EARLY_TAPS = 20

/**
 * The first echoes of a place: for each side EARLY_TAPS of them in order of time, the left side
 * first. The squares of a side's gains add up to 1.
 */
export interface EarlyPattern {
  readonly timesMs: Float64Array
  readonly gains: Float64Array
  /** Which input an echo comes from: 0 left, 1 right. */
  readonly sources: Uint8Array
}

export interface ShoeboxRoom {
  /** Width, length and height in meters. */
  readonly size: readonly [number, number, number]
  /** What a wall leaves of a sound's pressure, 0..1. */
  readonly reflection: number
}

const SOUND_METERS_PER_SECOND = 343

/** Distance of the two microphones, in meters. */
const MICROPHONE_BASE = 0.6

interface Echo {
  readonly timeMs: number
  readonly gain: number
  readonly source: number
}

/**
 * The mirror images of a source in the walls of a room (Allen and Berkley, "Image method for
 * efficiently simulating small-room acoustics", JASA 65(4), 1979), heard by a pair of spaced
 * cardioid microphones. Images to the left take the left input, images to the right the right one.
 * Of the images up to the third order the earliest are kept; times count from the direct sound.
 */
export function shoeboxPattern(room: ShoeboxRoom): EarlyPattern {
  const [width, length, height] = room.size
  const listener = [0.47 * width, 0.36 * length, 0.41 * height]
  const source = [0.52 * width, 0.79 * length, 0.38 * height]
  const sides = [-1, 1].map((side) => {
    const ear = [listener[0] + (side * MICROPHONE_BASE) / 2, listener[1], listener[2]]
    const direct = Math.hypot(source[0] - ear[0], source[1] - ear[1], source[2] - ear[2])
    const echoes: Echo[] = []
    for (const [nx, ny, nz] of imageOrders(3)) {
      const x = image(source[0], width, nx) - ear[0]
      const y = image(source[1], length, ny) - ear[1]
      const z = image(source[2], height, nz) - ear[2]
      const distance = Math.hypot(x, y, z)
      const bounces = Math.abs(nx) + Math.abs(ny) + Math.abs(nz)
      const cardioid = 0.55 + (0.45 * side * x) / distance
      const gain = (room.reflection ** bounces * cardioid * direct) / distance
      const timeMs = (1000 * (distance - direct)) / SOUND_METERS_PER_SECOND
      echoes.push({ timeMs, gain: bounces % 2 === 0 ? gain : -gain, source: x < 0 ? 0 : 1 })
    }
    return echoes
  })
  return pattern(sides)
}

export interface VelvetCloud {
  readonly fromMs: number
  readonly toMs: number
  /** Level of the last echo against the first. */
  readonly fallDb: number
  readonly seed: number
}

/**
 * Velvet noise: one echo of random sign at a random place of each cell of an even grid (Karjalainen
 * and Jarvelainen, "Reverberation modeling using velvet noise", AES 30th conference, 2007), denser
 * at first and fading on the way. The smoothest cloud there is for its number of echoes.
 */
export function velvetPattern({ fromMs, toMs, fallDb, seed }: VelvetCloud): EarlyPattern {
  const random = seededRandom(seed)
  const sides = [0, 1].map((side) =>
    Array.from({ length: EARLY_TAPS }, (_, k) => {
      const place = (k + random()) / EARLY_TAPS
      const sign = random() < 0.5 ? -1 : 1
      return {
        timeMs: fromMs + (toMs - fromMs) * place ** 1.4,
        gain: sign * 10 ** ((-fallDb * place) / 20),
        source: k % 2 === 0 ? side : 1 - side
      }
    })
  )
  return pattern(sides)
}

function* imageOrders(most: number): Generator<readonly [number, number, number]> {
  for (let x = -most; x <= most; x++) {
    for (let y = -most; y <= most; y++) {
      for (let z = -most; z <= most; z++) {
        const bounces = Math.abs(x) + Math.abs(y) + Math.abs(z)
        if (bounces > 0 && bounces <= most) yield [x, y, z]
      }
    }
  }
}

/** Where the image of order n of a point lies between walls at 0 and `span`. */
function image(at: number, span: number, n: number): number {
  return n % 2 === 0 ? n * span + at : (n + 1) * span - at
}

function pattern(sides: readonly (readonly Echo[])[]): EarlyPattern {
  const kept = sides.map((echoes) =>
    echoes.toSorted((a, b) => a.timeMs - b.timeMs).slice(0, EARLY_TAPS)
  )
  const levels = kept.map((echoes) =>
    Math.sqrt(echoes.reduce((sum, { gain }) => sum + gain ** 2, 0))
  )
  const all = kept.flat()
  return {
    timesMs: Float64Array.from(all, ({ timeMs }) => timeMs),
    gains: Float64Array.from(all, ({ gain }, k) => gain / levels[Math.floor(k / EARLY_TAPS)]),
    sources: Uint8Array.from(all, ({ source }) => source)
  }
}
