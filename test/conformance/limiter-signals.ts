import { randomSource } from '../support/signals.ts'

/** Signals whose peaks between the samples are hard to catch, at 0 dBFS sample peak. */

const FADE_SECONDS = 0.005

type Wave = (frame: number, sampleRate: number) => number

const tone =
  (cycles: number, phase: number): Wave =>
  (n) =>
    Math.sin(2 * Math.PI * cycles * n + phase)

/** On for `onSeconds` in each `everySeconds`. */
const bursts =
  (onSeconds: number, everySeconds: number, wave: Wave): Wave =>
  (n, rate) => {
    const every = Math.round(everySeconds * rate)
    return n % every < Math.round(onSeconds * rate) ? wave(n % every, rate) : 0
  }

/** Two normal deviates by Box and Muller, one used. */
function gaussian(random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(Math.max(1e-12, (random() + 1) / 2)))
  return radius * Math.cos(Math.PI * random())
}

const clip = (x: number) => Math.min(1, Math.max(-1, x))

/** The signs of a sinc between two samples: the pattern with the highest peak there is. */
function sincSigns(n: number): number {
  const at = (n % 480) - 24
  return Math.abs(at + 0.5) > 24 ? 0 : Math.sign(Math.sin(Math.PI * (at + 0.5)) / (at + 0.5))
}

function logSweep(seconds: number): Wave {
  return (n, rate) => {
    const [from, to] = [20, 0.48 * rate]
    const growth = Math.log(to / from)
    const t = n / rate
    return Math.sin(
      ((2 * Math.PI * from * seconds) / growth) * (Math.exp((t / seconds) * growth) - 1)
    )
  }
}

const SECONDS = 0.4

/** New waves at each call: the random ones start from their seeds. */
export function nastyWaves(): Readonly<Record<string, Wave>> {
  const noise = randomSource(11)
  const coin = randomSource(12)
  return {
    'quarter rate at 45 degrees': tone(1 / 4, Math.PI / 4),
    'quarter rate bursts': bursts(0.005, 0.05, tone(1 / 4, Math.PI / 4)),
    'sixth rate bursts at 60 degrees': bursts(0.005, 0.05, tone(1 / 6, Math.PI / 3)),
    '997 Hz square bursts': bursts(0.02, 0.05, (n, rate) =>
      Math.sign(Math.sin((2 * Math.PI * 997 * n) / rate + 0.1))
    ),
    'clipped Gaussian noise': () => clip(0.5 * gaussian(noise)),
    'random signs': () => (coin() < 0 ? -1 : 1),
    'sinc signs': sincSigns,
    'two up, two down': bursts(0.003, 0.02, (n) => (n % 4 < 2 ? 1 : -1)),
    'logarithmic sweep': logSweep(SECONDS),
    '19 kHz bursts': bursts(0.002, 0.02, (n, rate) => Math.sin((2 * Math.PI * 19000 * n) / rate)),
    'impulses every 997 frames': (n) => (n % 997 === 500 ? 1 : 0),
    '50 Hz sine': (n, rate) => Math.sin((2 * Math.PI * 50 * n) / rate)
  }
}

/** A wave between two fades, and silence behind it that lets the last of it out of the limiter. */
export function nastySignal(wave: Wave, sampleRate: number): Float32Array {
  const frames = Math.round(SECONDS * sampleRate)
  const fade = FADE_SECONDS * sampleRate
  const signal = new Float32Array(frames + Math.round(2 * FADE_SECONDS * sampleRate))
  for (let n = 0; n < frames; n++) {
    const edge = Math.min(1, n / fade, (frames - n) / fade)
    signal[n] = wave(n, sampleRate) * (0.5 - 0.5 * Math.cos(Math.PI * edge))
  }
  return signal
}
