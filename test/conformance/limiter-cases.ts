import { LIMITER_STYLES } from '../../worklets/effects/limiter/styles.ts'
import type { StereoSignal } from '../support/render.ts'
import { randomSource } from '../support/signals.ts'
import type { Values } from './limiter-runs.ts'

/** Random signals and settings that are hard on a limiter, always the same ones. */

interface HardCase {
  readonly signals: StereoSignal
  readonly values: Values
  readonly sampleRate: number
}

/** Silence around the sound, longer than the greatest latency at 192 kHz and than any filter. */
const SILENT_FRAMES = 2200
const SOUND_FRAMES = 2600

/** A wave of one number per frame. */
type Wave = (n: number) => number

/** A chance: numbers from 0 to 1, and picks. */
class Chance {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = randomSource(seed)
  }

  next(): number {
    return (this.#random() + 1) / 2
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.min(choices.length - 1, Math.floor(this.next() * choices.length))]
  }

  gaussian(): number {
    const radius = Math.sqrt(-2 * Math.log(Math.max(1e-12, this.next())))
    return radius * Math.cos(2 * Math.PI * this.next())
  }
}

const clipped = (x: number) => Math.max(-1, Math.min(1, x))

/** Signs of a sinc, every so often: the pattern with the highest peak between samples there is. */
function sincSigns(chance: Chance, between: () => number): Wave {
  const every = Math.floor(chance.between(30, 900))
  const half = Math.floor(chance.between(4, 64))
  const offset = chance.pick([0.5, 0.25, 0.125, chance.next()])
  const slope = chance.pick([0, 0.9])
  return (n) => {
    const at = (n % every) - half + offset
    if (Math.abs(at) > half) return between()
    return (Math.sign(Math.sin(Math.PI * at) / at) || 1) * (1 - (slope * Math.abs(at)) / (half + 1))
  }
}

function bursts(chance: Chance, wave: Wave): Wave {
  const length = Math.floor(chance.between(3, 300))
  const every = length + Math.floor(chance.between(0, 600))
  return (n) => (n % every < length ? wave(n) : 0)
}

const KINDS: readonly ((chance: Chance) => Wave)[] = [
  (chance) => sincSigns(chance, () => 0),
  (chance) => sincSigns(chance, () => 0.3 * chance.gaussian()),
  (chance) => {
    const share = chance.next()
    return () => (chance.next() < share ? 1 : -1)
  },
  (chance) => {
    let [on, sign] = [false, 1]
    return () => {
      if (chance.next() < 0.02) on = !on
      if (chance.next() < 0.9) sign = -sign
      return on ? sign : 0.05 * chance.gaussian()
    }
  },
  (chance) => {
    const [cycles, phase] = [chance.between(0, 0.5), chance.between(0, 7)]
    return bursts(chance, (n) => Math.sin(2 * Math.PI * cycles * n + phase))
  },
  (chance) => {
    const loudness = chance.between(0.3, 3)
    return () => clipped(loudness * chance.gaussian())
  },
  (chance) => {
    const cycles = chance.next() * chance.between(0, 0.3)
    return bursts(chance, (n) => Math.sign(Math.sin(2 * Math.PI * cycles * n + 0.1)))
  },
  (chance) => {
    let level = 0
    return () => {
      if (chance.next() < 0.05) level = chance.between(-1, 1)
      return level
    }
  },
  (chance) => {
    const share = chance.between(0.002, 0.2)
    return () => (chance.next() < share ? chance.between(-1, 1) : 0)
  },
  (chance) => {
    const cycles = chance.between(0, 0.45)
    const other = cycles + chance.between(-0.05, 0.05)
    return (n) => 0.5 * Math.sin(2 * Math.PI * cycles * n) + 0.5 * Math.sin(2 * Math.PI * other * n)
  },
  (chance) => {
    const [from, to] = [chance.between(0, 0.5), chance.between(0, 0.5)]
    const length = chance.between(50, 2000)
    return (n) => {
      const t = (n % length) / length
      return Math.sin(2 * Math.PI * length * (from * t + ((to - from) * t * t) / 2))
    }
  },
  (chance) => {
    const [every, decay] = [Math.floor(chance.between(50, 500)), chance.between(5, 100)]
    return (n) => Math.exp(-(n % every) / decay) * (chance.next() < 0.5 ? 1 : -1)
  }
]

function signal(kind: number, chance: Chance): Float32Array {
  const wave = KINDS[kind % KINDS.length](chance)
  const out = new Float32Array(SOUND_FRAMES + 2 * SILENT_FRAMES)
  for (let n = 0; n < SOUND_FRAMES; n++) out[SILENT_FRAMES / 2 + n] = wave(n)
  return out
}

function settings(chance: Chance): Values {
  return {
    drive: chance.pick([3, 9, 18, 30]),
    ceiling: chance.pick([-1, 0, -6]),
    lookahead: chance.pick([0.1, 0.2, 0.5, 1, 1.5, 3, 10]),
    style: chance.pick(LIMITER_STYLES),
    hold: chance.pick([0, 0, 2, 10]),
    release: chance.pick([1, 1, 10, 150]),
    autoRelease: chance.next() < 0.5,
    linkTransients: chance.pick([0, 75, 100]),
    linkRelease: chance.pick([0, 100]),
    truePeak: chance.next() < 0.85
  }
}

/** `count` cases, the kinds of signals in turn. */
export function hardCases(count: number): readonly HardCase[] {
  return Array.from({ length: count }, (_, k) => {
    const chance = new Chance(1000 + k)
    const values = settings(chance)
    const sampleRate = chance.pick([44100, 48000, 88200, 96000, 192000])
    const left = signal(k, chance)
    const right = chance.next() < 0.5 ? left : signal(k + 1 + Math.floor(k / KINDS.length), chance)
    return { signals: [left, right], values, sampleRate }
  })
}
