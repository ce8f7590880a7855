import { describe, expect, it } from 'vitest'
import { Automation } from '../../../worklets/core/automation.ts'
import type { AutomationLane, AutomationPoint } from '../../../worklets/core/automation-lane.ts'
import { AUTOMATION_GRID, NEVER } from '../../../worklets/core/lane-track.ts'
import { choice, faderDecibels, hertz, toggle } from '../../../worklets/core/rows.ts'

const RATE = 48000

const target = {
  id: 'demo',
  params: [
    hertz('frequency', 'Frequency', { range: [20, 20480], default: 1000 }),
    faderDecibels('fader', 'Fader', { range: [-Infinity, 12], default: 0 }),
    choice('shape', 'Shape', { options: ['one', 'two', 'three'] }),
    toggle('mute', 'Mute'),
    hertz('fixed', 'Fixed', { range: [20, 20000], default: 100, automatable: false })
  ]
}

function lane(row: string, ...points: readonly Partial<AutomationPoint>[]): AutomationLane {
  return { row, points: points.map((p) => ({ time: 0, value: 0, curve: 'line' as const, ...p })) }
}

function automate(...lanes: readonly AutomationLane[]): Automation {
  return new Automation(target, lanes, RATE)
}

/** Where the first lane stands at a time of the song, which lies on the grid. */
function at(automation: Automation, seconds: number): number {
  automation.moveTo(Math.round(seconds * RATE))
  return automation.words[0]
}

describe('a lane', () => {
  it('moves in the travel of its row: half way from 20 Hz to 20480 Hz in log travel is 640 Hz', () => {
    const moving = automate(lane('frequency', { time: 0, value: 20 }, { time: 1, value: 20480 }))
    expect(at(moving, 0.5)).toBeCloseTo(640, 3)
    expect(at(moving, 1)).toBe(20480)
  })

  it('holds its first value before and its last value after its points', () => {
    const moving = automate(lane('frequency', { time: 1, value: 100 }, { time: 2, value: 300 }))
    expect([at(moving, -3), at(moving, 0), at(moving, 5)]).toEqual([100, 100, 300])
  })

  it('that holds is at the next value at the next point and not before', () => {
    const steps = automate(
      lane('frequency', { time: 0, value: 100, curve: 'hold' }, { time: 1, value: 200 })
    )
    expect([at(steps, 0.998), at(steps, 1)]).toEqual([100, 200])
  })

  it('with a bend of 0.5 is three quarters of the way at half time, with -0.5 one quarter', () => {
    const bent = (curve: number) =>
      automate(lane('frequency', { time: 0, value: 20, curve }, { time: 1, value: 20480 }))
    // Ten octaves: three quarters are 7.5 of them.
    expect(Math.log2(at(bent(0.5), 0.5) / 20)).toBeCloseTo(7.5, 5)
    expect(Math.log2(at(bent(-0.5), 0.5) / 20)).toBeCloseTo(2.5, 5)
    expect(Math.log2(at(bent(0), 0.5) / 20)).toBeCloseTo(5, 5)
  })

  it('with two points at one time jumps there', () => {
    const jump = automate(
      lane('frequency', { time: 0, value: 100 }, { time: 1, value: 100 }, { time: 1, value: 900 })
    )
    expect([at(jump, 0.998), at(jump, 1)]).toEqual([100, 900])
  })

  it('of a fader starts from silence', () => {
    const rise = automate(lane('fader', { time: 0, value: '-inf' }, { time: 1, value: 0 }))
    expect(at(rise, 0)).toBe(-Infinity)
    expect(at(rise, 0.5)).toBeLessThan(-10)
    expect(at(rise, 1)).toBe(0)
  })

  it('of a choice or a toggle holds, whatever curve is asked for', () => {
    const shape = automate(lane('shape', { time: 0, value: 'one' }, { time: 1, value: 'three' }))
    expect([at(shape, 0.5), at(shape, 1)]).toEqual([0, 2])
    const mute = automate(lane('mute', { time: 0, value: false }, { time: 1, value: true }))
    expect([at(mute, 0.9), at(mute, 1)]).toEqual([0, 1])
  })

  it('may have its points in any order', () => {
    const late = automate(lane('frequency', { time: 1, value: 300 }, { time: 0, value: 100 }))
    expect([at(late, 0), at(late, 1)]).toEqual([100, 300])
  })
})

describe('the grid', () => {
  const ramp = () => automate(lane('frequency', { time: 0, value: 20 }, { time: 1, value: 20480 }))

  it('is that of the song: 32 frames have one value, wherever one looks first', () => {
    for (const start of [3200, 3201, 3231]) {
      const moving = ramp()
      moving.moveTo(start)
      const fresh = ramp()
      fresh.moveTo(3200)
      expect(moving.words[0]).toBe(fresh.words[0])
      expect(moving.framesToMove(start)).toBe(3232 - start)
    }
  })

  it('lies on the same frames before the start of the song', () => {
    const early = automate(lane('frequency', { time: 0, value: 100 }))
    expect(early.moveTo(-5)).toBe(true)
    const moving = automate(lane('frequency', { time: -1, value: 20 }, { time: 1, value: 20480 }))
    expect(moving.framesToMove(-5)).toBe(5)
  })

  it('gives the same values after a jump back as when it was played first', () => {
    const moving = ramp()
    const first = [0.1, 0.3, 0.7].map((time) => at(moving, time))
    expect([0.7, 0.1, 0.3].map((time) => at(moving, time))).toEqual([first[2], first[0], first[1]])
  })

  it('needs no look while a lane rests, and one at the point that ends it', () => {
    const resting = automate(
      lane('frequency', { time: 0, value: 100, curve: 'hold' }, { time: 1, value: 200 })
    )
    expect(resting.framesToMove(0)).toBe(RATE)
    expect(resting.framesToMove(RATE)).toBe(NEVER)
    expect(AUTOMATION_GRID).toBe(32)
  })

  it('takes two equal points for rest', () => {
    const flat = automate(lane('frequency', { time: 0, value: 100 }, { time: 1, value: 100 }))
    expect(flat.framesToMove(0)).toBe(RATE)
  })
})

it('a move is told once', () => {
  const automation = automate(lane('mute', { time: 0, value: true }))
  expect([automation.moveTo(0), automation.moveTo(32)]).toEqual([true, false])
})

it('what cannot be used is named and the rest plays', () => {
  const automation = automate(
    lane('flavor', { value: 1 }),
    lane('fixed', { value: 100 }),
    lane('fader', { value: 40 }, { time: 1, value: -6 }),
    lane('fader', { value: 0 }),
    lane('frequency', { time: Number.NaN, value: 100 }),
    lane('mute')
  )
  expect(automation.problems).toEqual([
    'demo.flavor: no such parameter',
    'demo.fixed: cannot be automated',
    expect.stringMatching(/^demo\.fader: must be .* got 40 at 0 s$/),
    'demo.fader: must have one lane, got another',
    "demo.frequency: a point's time must be a number of seconds, got NaN"
  ])
  expect([...automation.rows]).toEqual([1])
  expect(at(automation, 0)).toBe(-6)
})
