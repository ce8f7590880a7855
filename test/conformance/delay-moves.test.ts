import { describe, expect, it } from 'vitest'
import { defaultValues, type ParamValues } from '../../worklets/core/definition.ts'
import { delayDefinition } from '../../worklets/effects/delay/definition.ts'
import { DelayKernel } from '../../worklets/effects/delay/kernel.ts'
import { NOTE_LENGTHS, noteSeconds } from '../../worklets/effects/delay/note-length.ts'
import { figuresOf } from '../support/figures.ts'
import { render, renderWith } from '../support/render.ts'
import { highsDb } from '../support/response.ts'
import { impulse, softSine, whiteNoise } from '../support/signals.ts'

/** The delay while hands and tempo move it, at other sample rates than most sound has. */

type Values = Partial<ParamValues<typeof delayDefinition>>
type Move = readonly [seconds: number, values: Values]

const RATES = [44100, 96000, 192000] as const
const SECONDS = 2.2
const OPEN: Values = { mix: 100, feedback: 60, lowCut: 10, highCut: 22_000, timeLeft: 200 }
const figures = figuresOf('delay', 'moves')

/** A turning hand: twenty steps in a second. */
const turning = (values: (k: number) => Values) =>
  Array.from({ length: 20 }, (_, k): Move => [0.8 + 0.05 * k, values(k)])

const HOLD: readonly Move[] = [
  [1, { freeze: true }],
  [1.4, { freeze: false }]
]

const MOVES: readonly (readonly [name: string, base: Values, moves: readonly Move[]])[] = [
  ['freeze on and off', {}, HOLD],
  [
    'freeze on and off, on and off',
    {},
    [...HOLD, [1.45, { freeze: true }], [1.5, { freeze: false }]]
  ],
  ['time turned while frozen', {}, [...HOLD, [1.2, { timeLeft: 150 }]]],
  [
    'ping-pong turned while frozen',
    { link: false, timeRight: 130 },
    [...HOLD, [1.2, { pingPong: 100 }]]
  ],
  ['freeze while a tape glides', { mode: 'tape' }, [[0.95, { timeLeft: 400 }], ...HOLD]],
  [
    'tempo rising from 120 to 139 BPM, digital',
    { sync: '1/8D' },
    turning((k) => ({ tempo: 120 + k }))
  ],
  [
    'tempo rising from 120 to 139 BPM, tape',
    { sync: '1/8D', mode: 'tape' },
    turning((k) => ({ tempo: 120 + k }))
  ],
  [
    'notes changing, digital',
    {},
    [
      [1, { sync: '1/8T' }],
      [1.3, { sync: '1/4' }],
      [1.6, { sync: '1/64' }]
    ]
  ],
  ['0.1 to 0.15 ms, digital, then frozen', { timeLeft: 0.1 }, [[0.9, { timeLeft: 0.15 }], ...HOLD]],
  [
    '0.1 to 0.5 ms, tape, frozen, with wow',
    { timeLeft: 0.1, mode: 'tape' },
    [[0.9, { timeLeft: 0.5 }], ...HOLD, [1.6, { wow: 100 }]]
  ],
  [
    'wow on and off at 0.1 ms',
    { timeLeft: 0.1 },
    [
      [1, { wow: 100 }],
      [1.5, { wow: 0 }]
    ]
  ]
]

describe('no click where', () => {
  it.each(MOVES)('%s', (name, base, moves) => {
    const inTime = moves.toSorted((a, b) => a[0] - b[0])
    const worst = RATES.map((rate) => highsDb(played(rate, base, inTime), rate, 0.7))
    figures.atMost(-95, {
      name,
      at: 'highest sample above 4 kHz against the echoes',
      measured: Math.max(...worst),
      unit: 'dB',
      digits: 0
    })
  })
})

/** Echoes of a 200 Hz tone at -10 dBFS while values move. */
function played(sampleRate: number, base: Values, moves: readonly Move[]): Float32Array {
  const tone = softSine(200, SECONDS, sampleRate, 0.3, 0.3)
  const kernel = new DelayKernel(sampleRate)
  let values = { ...defaultValues(delayDefinition), ...OPEN, ...base }
  kernel.update(values)
  let done = 0
  const { left, right } = renderWith(kernel, delayDefinition, [tone, tone], {
    beforeBlock: (_, frame) => {
      while (done < moves.length && frame >= moves[done][0] * sampleRate) {
        values = { ...values, ...moves[done++][1] }
        kernel.update(values)
      }
    }
  })
  // Both sides at once: what clicks on one of them clicks in their sum of odd weights.
  return left.map((x, i) => x + 0.7 * right[i])
}

it('echoes of every note length come when they should, at 93 BPM', () => {
  let worst = 0
  for (const rate of RATES) {
    const phase = (seconds: number, values: Values) => {
      const click = impulse(seconds + 0.05, rate, 0, 1)
      const { left } = render(DelayKernel, delayDefinition, [click, click], {
        sampleRate: rate,
        values: { ...OPEN, feedback: 0, ...values }
      })
      return phaseAt(left, 1000 / rate)
    }
    // Filters turn the phase of a whole number of frames as far.
    const whole = phase(0.1, { timeLeft: 100 })
    for (const sync of NOTE_LENGTHS) {
      const seconds = noteSeconds(sync, 93)
      if (seconds > 2) continue
      const turned =
        whole - phase(seconds, { sync, tempo: 93 }) - 2 * Math.PI * 1000 * (seconds - 0.1)
      const wrapped = Math.atan2(Math.sin(turned), Math.cos(turned))
      worst = Math.max(worst, Math.abs((wrapped * rate) / (2 * Math.PI * 1000)))
    }
  }
  figures.atMost(0.01, {
    name: 'place of synced echoes at 93 BPM, all notes up to 2 s',
    measured: worst,
    unit: 'frames',
    digits: 4
  })
})

/** Phase of a response at a frequency in cycles a frame. */
function phaseAt(response: Float32Array, frequency: number): number {
  let [re, im] = [0, 0]
  for (let i = 0; i < response.length; i++) {
    re += response[i] * Math.cos(2 * Math.PI * frequency * i)
    im -= response[i] * Math.sin(2 * Math.PI * frequency * i)
  }
  return Math.atan2(im, re)
}

it('is bounded at 120 % at other rates, too', () => {
  for (const rate of RATES) {
    const noise = whiteNoise(6, rate, 1, 0.9)
    const values: Values = { ...OPEN, feedback: 120, timeLeft: 0.1, mode: 'tape', wow: 100 }
    const { left } = render(DelayKernel, delayDefinition, [noise, noise], {
      sampleRate: rate,
      values
    })
    const peak = left.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
    expect(20 * Math.log10(peak), `${rate} Hz`).toBeLessThan(6)
  }
})
