import { describe, expect, it } from 'vitest'
import { defaultValues, type ParamValues } from '../../worklets/core/definition.ts'
import { LoudnessMeter } from '../../worklets/dsp/loudness/loudness-meter.ts'
import { widenerDefinition } from '../../worklets/effects/widener/definition.ts'
import { WidenerKernel } from '../../worklets/effects/widener/kernel.ts'
import { figuresOf } from '../support/figures.ts'
import { optionLabel } from '../support/option-label.ts'
import { render, renderWith, type StereoSignal } from '../support/render.ts'
import { highsDb, responsePower } from '../support/response.ts'
import { impulse, pinkNoise, silence, softSine } from '../support/signals.ts'

/** The figures that the sound design asks of the widener. */

type Values = Partial<ParamValues<typeof widenerDefinition>>

const RATE = 48000
const OCTAVES = [63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000]
const figures = figuresOf('widener', 'widener')

const widened = (input: StereoSignal, values: Values, sampleRate = RATE) =>
  render(WidenerKernel, widenerDefinition, input, { values, sampleRate })

const power = (signal: ArrayLike<number>) => Array.from(signal).reduce((sum, x) => sum + x * x, 0)
const db = (ratio: number) => 10 * Math.log10(ratio)

const frequencies = Array.from({ length: 60 }, (_, k) => 20 * 1000 ** (k / 59))

const EXTREMES: readonly Values[] = [
  { width: 0 },
  { width: 200 },
  { multiband: true, lowWidth: 0, midWidth: 200, highWidth: 30 },
  { multiband: true, lowCrossover: 500, highCrossover: 1500, highWidth: 180 },
  { bassMono: 120 },
  { bassMono: 500, multiband: true, lowCrossover: 40 },
  { stereoize: 100, stereoizeMode: 'velvet' },
  { stereoize: 100, stereoizeMode: 'allpass' },
  { rotation: 45 },
  { rotation: -20, balance: 12 },
  { balance: -12, width: 150, stereoize: 40 },
  { multiband: true, lowWidth: 0, highWidth: 200, stereoize: 100, monoSafe: true },
  { multiband: true, bassMono: 250, stereoize: 100, stereoizeMode: 'allpass', monoSafe: true },
  { width: 200, multiband: true, bassMono: 20, rotation: 45, balance: -12, monoSafe: true }
]

describe('the mono sum', () => {
  it.each([44100, 48000, 96000, 192000])(
    'has the same level at every frequency, at %i Hz',
    (rate) => {
      let worst = 0
      for (const values of EXTREMES) {
        for (const sides of ['both', 'left', 'right'] as const) {
          const click = impulse(0.4, rate, 0, 0.5)
          const none = silence(0.4, rate)
          const input: StereoSignal = [
            sides === 'right' ? none : click,
            sides === 'left' ? none : click
          ]
          const { left, right } = widened(input, values, rate)
          const sum = left.map((x, i) => x + right[i])
          const asked = sides === 'both' ? 1 : 0.25
          for (const hertz of frequencies) {
            if (hertz > 20000 || hertz > 0.45 * rate) continue
            worst = Math.max(worst, Math.abs(db(responsePower(sum, hertz, rate) / asked)))
          }
        }
      }
      figures.atMost(0.01, {
        name: `change of the mono sum over ${EXTREMES.length} extreme settings (all but Haas)`,
        at: `${rate / 1000} kHz`,
        measured: worst,
        unit: 'dB',
        digits: 4
      })
    }
  )
})

describe('three bands', () => {
  it('of 100 % leave level and place alone', () => {
    const input: StereoSignal = [impulse(0.4, RATE, 0, 1), silence(0.4, RATE)]
    let ripple = 0
    let leak = 0
    for (const [lowCrossover, highCrossover] of [
      [200, 4000],
      [1000, 1000],
      [40, 16000]
    ]) {
      const values = { multiband: true, lowCrossover, highCrossover, bassMono: 0 }
      const { left, right } = widened(input, values)
      for (const hertz of frequencies) {
        ripple = Math.max(ripple, Math.abs(db(responsePower(left, hertz, RATE))))
        leak = Math.max(leak, responsePower(right, hertz, RATE))
      }
    }
    figures.atMost(0.01, {
      name: 'ripple of a hard-left sound through three bands of 100 %',
      measured: ripple,
      unit: 'dB',
      digits: 4,
      others: 'without compensation 0.05 to 3.2 dB (computed)'
    })
    figures.atMost(-100, {
      name: 'leak of it to the right',
      measured: db(leak),
      unit: 'dB',
      digits: 0
    })
  })

  it('of width 0 are mono, sample for sample', () => {
    const input: StereoSignal = [pinkNoise(1, RATE, 1), pinkNoise(1, RATE, 2)]
    const { left, right } = widened(input, { width: 0, multiband: true, bassMono: 90 })
    expect(left).toEqual(right)
  })
})

describe.each(['velvet', 'allpass'] as const)('stereoize by %s', (stereoizeMode) => {
  const at = optionLabel(widenerDefinition, 'stereoizeMode', stereoizeMode)
  const pink = pinkNoise(20, RATE, 5, 0.5)
  const { left, right } = widened([pink, pink], { stereoize: 100, stereoizeMode })

  it('makes mono pink noise wide: correlation 0 to 0.4', () => {
    const cross = left.reduce((sum, x, i) => sum + x * right[i], 0)
    figures.within(0.2, 0.2, {
      name: 'correlation of mono pink noise at 100 %',
      at,
      measured: cross / Math.sqrt(power(left) * power(right)),
      unit: ''
    })
    figures.atMost(0.5, {
      name: 'level of left against right',
      at,
      measured: Math.abs(db(power(left) / power(right))),
      unit: 'dB'
    })
  })

  it('favors neither side in any octave', () => {
    const click = impulse(0.2, RATE, 0, 1)
    const response = widened([click, click], { stereoize: 100, stereoizeMode })
    let worst = 0
    for (const center of OCTAVES) {
      let [l, r] = [0, 0]
      for (let hertz = center / Math.SQRT2; hertz < center * Math.SQRT2; hertz *= 2 ** (1 / 48)) {
        if (hertz > 20000) break
        l += responsePower(response.left.subarray(0, 4800), hertz, RATE)
        r += responsePower(response.right.subarray(0, 4800), hertz, RATE)
      }
      worst = Math.max(worst, Math.abs(db(l / r)))
    }
    figures.atMost(1.5, {
      name: 'difference of the sides per octave',
      at,
      measured: worst,
      unit: 'dB'
    })
    const late = response.left.subarray(Math.round(0.03 * RATE))
    figures.atMost(-20, {
      name: 'echo after 30 ms',
      at,
      measured: 20 * Math.log10(Math.max(1e-10, ...late.map(Math.abs))),
      unit: 'dB',
      digits: 0
    })
  })
})

describe('stereoize at other rates', () => {
  it.each(['velvet', 'allpass'] as const)('by %s is as wide', (stereoizeMode) => {
    const at = optionLabel(widenerDefinition, 'stereoizeMode', stereoizeMode)
    const correlations = [44100, 96000, 192000].map((rate) => {
      const pink = pinkNoise(8, rate, 6, 0.5)
      const { left, right } = widened([pink, pink], { stereoize: 100, stereoizeMode }, rate)
      const cross = left.reduce((sum, x, i) => sum + x * right[i], 0)
      return cross / Math.sqrt(power(left) * power(right))
    })
    figures.atLeast(0, {
      name: 'the same, lowest of 44.1 to 192 kHz',
      at,
      measured: Math.min(...correlations),
      unit: ''
    })
    figures.atMost(0.4, {
      name: 'the same, highest',
      at,
      measured: Math.max(...correlations),
      unit: ''
    })
  })
})

describe('bass mono', () => {
  it('at 120 Hz leaves no side below 60 Hz', () => {
    const worst = [44100, 48000, 96000, 192000].flatMap((rate) => {
      const click = impulse(1, rate, 0, 1)
      const { left, right } = widened([click, silence(1, rate)], { bassMono: 120 }, rate)
      const side = left.map((x, i) => x - right[i])
      const mid = left.map((x, i) => x + right[i])
      return [20, 30, 40, 50, 60].map((hertz) =>
        db(responsePower(side, hertz, rate) / responsePower(mid, hertz, rate))
      )
    })
    figures.atMost(-40, {
      name: 'side against mid below 60 Hz, bass mono 120 Hz, 44.1 to 192 kHz',
      measured: Math.max(...worst),
      unit: 'dB',
      digits: 1
    })
  })
})

function loudness([left, right]: readonly Float32Array[]): number {
  const meter = new LoudnessMeter(RATE)
  meter.process([Float64Array.from(left), Float64Array.from(right)], left.length)
  return meter.integrated
}

describe('auto gain', () => {
  it('keeps the loudness', () => {
    // A mid with a quieter side, as music has.
    const mid = pinkNoise(8, RATE, 1, 0.4)
    const other = pinkNoise(8, RATE, 2, 0.25)
    const input: StereoSignal = [mid.map((x, i) => x + other[i]), mid.map((x, i) => x - other[i])]
    let worst = 0
    for (const values of [
      { width: 0 },
      { width: 200 },
      { stereoize: 100 },
      { rotation: 40 },
      { multiband: true, lowWidth: 0, highWidth: 200 }
    ]) {
      const { left, right } = widened(input, { ...values, autoGain: true })
      worst = Math.max(worst, Math.abs(loudness([left, right]) - loudness(input)))
    }
    figures.atMost(0.3, { name: 'change of loudness with auto gain', measured: worst, unit: 'LU' })
  })
})

describe('mono safe', () => {
  it('keeps left and right from canceling', () => {
    const mid = pinkNoise(6, RATE, 1, 0.1)
    const side = pinkNoise(6, RATE, 2, 0.5)
    const input: StereoSignal = [mid.map((x, i) => x + side[i]), mid.map((x, i) => x - side[i])]
    const correlation = (values: Values) => {
      const { left, right } = widened(input, values)
      const [l, r] = [left.subarray(RATE), right.subarray(RATE)]
      return l.reduce((sum, x, i) => sum + x * r[i], 0) / Math.sqrt(power(l) * power(r))
    }
    expect(correlation({})).toBeLessThan(-0.8)
    figures.atLeast(0, {
      name: 'correlation of a sound of -0.9 with mono safe',
      measured: correlation({ monoSafe: true }),
      unit: ''
    })
  })
})

it('passes every sample as it came while nothing is set', () => {
  const input: StereoSignal = [pinkNoise(1, RATE, 1), pinkNoise(1, RATE, 2)]
  const { left, right } = widened(input, {})
  expect(left).toEqual(input[0])
  expect(right).toEqual(input[1])
})

describe('switching', () => {
  const MOVES: readonly (readonly [name: string, base: Values, move: Values])[] = [
    ['three bands', { lowWidth: 0, highWidth: 200, stereoize: 100 }, { multiband: true }],
    ['bass mono at 300 Hz', {}, { bassMono: 300 }],
    ['bass mono from 300 to 80 Hz', { bassMono: 300 }, { bassMono: 80 }],
    ['stereoize from velvet to Haas', { stereoize: 100 }, { stereoizeMode: 'haas' }],
    ['rotation by 45 degrees', {}, { rotation: 45 }],
    ['mono safe', { width: 200 }, { monoSafe: true }]
  ]

  it.each(MOVES)('%s, to and fro, does not click', (name, base, move) => {
    const tone = softSine(200, 1.8, RATE, 0.2, 0.2)
    const kernel = new WidenerKernel(RATE)
    const start = { ...defaultValues(widenerDefinition), ...base }
    kernel.update(start)
    const steps = [
      [0.8, { ...start, ...move }],
      [1.2, start]
    ] as const
    let done = 0
    const { left } = renderWith(kernel, widenerDefinition, [tone, tone.map((x) => -0.6 * x)], {
      beforeBlock: (_, frame) => {
        if (done < 2 && frame >= steps[done][0] * RATE) kernel.update(steps[done++][1])
      }
    })
    figures.atMost(-95, {
      name: `${name} on and off`,
      at: 'above 4 kHz of a 200 Hz tone',
      measured: highsDb(left, RATE, 0.3),
      unit: 'dB',
      digits: 0
    })
  })
})
