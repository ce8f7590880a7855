import { linearPhaseLatency } from '../../worklets/dsp/spectral/linear-phase-fir.ts'
import { oversamplingLatency } from '../../worklets/dsp/spectral/oversampler.ts'
import type {
  MixDocument,
  MixInsert,
  MixKey,
  MixSend,
  MixStrip
} from '../../worklets/mix/document.ts'
import { RATE, strip } from './mixes.ts'
import { randomSource } from './signals.ts'

/**
 * A mix with whatever routing a seed makes: tracks, groups and returns that run into each other
 * without a circle, sends before and behind the fader, side chains, and inserts that delay the
 * sound by look-ahead, oversampling or linear phase. `latency: false` leaves these out: the same
 * mix without delay. They are bypassed, so they pass their input bit for bit.
 */
export function randomMix(
  seed: number,
  options: { readonly latency: boolean; readonly keys: boolean }
): MixDocument {
  const dice = new Dice(seed)
  const count = 3 + dice.below(7)
  const later = (i: number) =>
    i + 1 + dice.below(count - i) === count ? 'mix' : `s${i + 1 + dice.below(count - i - 1)}`
  const strips = Array.from({ length: count }, (_, i): MixStrip => {
    const output = i === count - 1 ? 'mix' : later(i)
    return strip(`s${i}`, {
      inserts: insertsOf(dice, i, options),
      output,
      sends: sendsOf(dice, i, count),
      channel: { effect: 'channel', values: { source: 'stereo', fader: -dice.below(12) } }
    })
  })
  const all = [...strips, strip('mix', { inserts: insertsOf(dice, count, options) })]
  return { strips: shuffled(all, dice) }
}

class Dice {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = randomSource(seed)
  }

  below(n: number): number {
    return Math.min(n - 1, Math.floor((0.5 + 0.5 * this.#random()) * n))
  }

  get one(): boolean {
    return this.below(2) === 1
  }
}

/** Strip `i` may listen to the strips before it. */
function insertsOf(
  dice: Dice,
  i: number,
  { latency, keys }: { readonly latency: boolean; readonly keys: boolean }
): readonly MixInsert[] {
  const inserts: MixInsert[] = []
  for (let n = dice.below(3); n > 0; n--) {
    const delaying = (dice.below(8) === 0 ? linearPhase : DELAYING[dice.below(DELAYING.length)])(
      dice.below(20),
      `i${i}.${n}`
    )
    if (latency) inserts.push(delaying)
  }
  const key: MixKey = { strip: `s${dice.below(Math.max(1, i))}`, tap: dice.one ? 'pre' : 'post' }
  const ducks = dice.below(3) === 0 && i > 0
  if (keys && ducks) {
    const values = { threshold: -40, ratio: 4, attack: 1, release: 20, sidechain: 'external' }
    inserts.splice(dice.below(2), 0, { id: `i${i}.key`, effect: 'compressor', values, key })
  }
  return inserts
}

function sendsOf(dice: Dice, i: number, count: number): readonly MixSend[] {
  const goals = Array.from({ length: count - i - 1 }, (_, k) => `s${i + 1 + k}`)
  return goals
    .filter(() => dice.below(3) === 0)
    .map((to) => ({ to, level: -6, tap: dice.one ? 'pre' : 'post', on: true }))
}

const DELAYING: readonly ((milliseconds: number, id: string) => MixInsert)[] = [
  (lookahead, id) => ({
    id,
    effect: 'compressor',
    values: { bypass: true, lookahead },
    latencyFrames: Math.round((lookahead * RATE) / 1000)
  }),
  (_, id) => ({
    id,
    effect: 'compressor',
    values: { bypass: true, oversampling: '4' },
    latencyFrames: oversamplingLatency(4)
  })
]

/** Seldom, because it takes long to make. */
const linearPhase = (_: number, id: string): MixInsert => ({
  id,
  effect: 'eq',
  values: { bypass: true, phase: 'linear' },
  latencyFrames: linearPhaseLatency(RATE)
})

function shuffled<T>(list: readonly T[], dice: Dice): readonly T[] {
  const rest = [...list]
  return list.map(() => rest.splice(dice.below(rest.length), 1)[0])
}
