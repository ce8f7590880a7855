import { describe, it } from 'vitest'
import { defaultValues } from '../../worklets/core/definition.ts'
import { monitorDefinition } from '../../worklets/effects/monitor/definition.ts'
import { MonitorKernel } from '../../worklets/effects/monitor/kernel.ts'
import { playbackSystem } from '../../worklets/effects/monitor/playback-systems.ts'
import { figuresOf } from '../support/figures.ts'
import { renderWith } from '../support/render.ts'
import { highsDb } from '../support/response.ts'
import { softSine } from '../support/signals.ts'
import {
  curveDeviation,
  finePinkNoise,
  heard,
  loudness,
  type MonitorValues,
  RATE,
  responseOf,
  SYSTEMS
} from './monitor-runs.ts'

/** The monitor at other sample rates, between dry and wet, and while it is switched. */

const RATES = [44100, 96000, 192000] as const
const figures = figuresOf('monitor', 'moves')

describe.each(RATES)('at %i Hz', (rate) => {
  const at = `${rate / 1000} kHz`

  it('every system has its curve', () => {
    figures.atMost(1, {
      name: 'worst deviation of all systems from their curves',
      at,
      measured: Math.max(...SYSTEMS.map((system) => curveDeviation(system, rate, 1))),
      unit: 'dB'
    })
  })

  it('every system is as loud as the sound itself', () => {
    const noise = finePinkNoise(3, 6, rate)
    const before = loudness([noise, noise], 1, rate)
    const errors = SYSTEMS.map((system) => {
      const { left, right } = heard([noise, noise], { system }, rate)
      return Math.abs(loudness([left, right], 1, rate) - before)
    })
    figures.atMost(0.1, {
      name: 'pink noise through all systems against flat',
      at,
      measured: Math.max(...errors),
      unit: 'LU'
    })
  })

  it('no system comes later than another', () => {
    const firsts = SYSTEMS.map((system) =>
      responseOf(system, rate, 0.1).findIndex((x) => Math.abs(x) > 1e-4)
    )
    figures.atMost(0, {
      name: 'first frame of an impulse, latest system',
      at,
      measured: Math.max(...firsts),
      unit: 'frames',
      digits: 0
    })
  })
})

it.each([25, 50, 75])('at amount %i it is as loud, too', (amount) => {
  const noise = finePinkNoise(5, 6, RATE)
  const before = loudness([noise, noise], 1, RATE)
  const errors = SYSTEMS.map((system) => {
    const { left, right } = heard([noise, noise], { system, amount })
    return Math.abs(loudness([left, right], 1, RATE) - before)
  })
  figures.atMost(0.1, {
    name: 'pink noise through all systems at part of the amount, against flat',
    at: `${amount} %`,
    measured: Math.max(...errors),
    unit: 'LU'
  })
})

type Move = readonly [seconds: number, values: Partial<MonitorValues>]

const MOVES: readonly (readonly [name: string, moves: readonly Move[]])[] = [
  ...(['phone', 'clubPa', 'bluetooth', 'tv', 'flat'] as const).map(
    (system) =>
      [`any system to ${playbackSystem(system).label} and back`, [[0.8, { system }]]] as const
  ),
  ['amount to 0 and back', [[0.8, { amount: 0 }]]],
  ['level match off and on', [[0.8, { levelMatch: false }]]],
  ['mono on and off', [[0.8, { mono: true }]]],
  ['crossfeed on and off', [[0.8, { crossfeed: 100 }]]],
  ['dim on and off', [[0.8, { dim: true }]]]
]

it.each(MOVES)('no click: %s', (name, moves) => {
  const from = name.startsWith('any') ? SYSTEMS : (['car', 'clubPa', 'phone'] as const)
  const worst = from.map((system) => clickDb({ system }, moves))
  figures.atMost(-95, {
    name,
    at: 'above 4 kHz of a 100 Hz tone',
    measured: Math.max(...worst),
    unit: 'dB',
    digits: 0
  })
})

/** A tone leaning to the left; each move is taken back half a second later. */
function clickDb(base: Partial<MonitorValues>, moves: readonly Move[]): number {
  const tone = softSine(100, 1.9, RATE, 0.1, 0.2)
  const kernel = new MonitorKernel(RATE)
  const start = { ...defaultValues(monitorDefinition), ...base }
  kernel.update(start)
  const steps = moves.flatMap(([seconds, values]): Move[] => [
    [seconds, values],
    [seconds + 0.5, start]
  ])
  let done = 0
  const { left } = renderWith(kernel, monitorDefinition, [tone, tone.map((x) => 0.5 * x)], {
    beforeBlock: (_, frame) => {
      while (done < steps.length && frame >= steps[done][0] * RATE) {
        kernel.update({ ...start, ...steps[done++][1] })
      }
    }
  })
  return highsDb(left, RATE, 0.3)
}
