import { describe, expect, it } from 'vitest'
import { fastGainToDecibels } from '../../../../worklets/dsp/decibels.ts'
import {
  type CompressionCurve,
  curveReductionDb
} from '../../../../worklets/dsp/dynamics/compression-curve.ts'
import { GainComputer } from '../../../../worklets/dsp/dynamics/gain-computer.ts'

const RATE = 48000
const curve: CompressionCurve = { threshold: -20, ratio: 4, knee: 6, range: 30 }
const levels = Float64Array.from({ length: 128 }, (_, i) => 10 ** ((-100 + i) / 20))

function at(settings: CompressionCurve): GainComputer {
  const computer = new GainComputer(RATE)
  computer.setCurve(settings)
  computer.jump()
  return computer
}

function reductionsOf(computer: GainComputer): Float64Array {
  const reductions = new Float64Array(128)
  computer.advance(128)
  computer.process(levels, reductions, 128)
  return reductions
}

describe('a gain computer', () => {
  it('follows the static curve within 1e-5 dB from -100 to +27 dBFS', () => {
    for (const knee of [0, 6, 40]) {
      const settings = { ...curve, knee }
      reductionsOf(at(settings)).forEach((reduction, i) => {
        expect(Math.abs(reduction - curveReductionDb(settings, -100 + i))).toBeLessThan(1e-5)
      })
    }
  })

  it('reads levels as the fast decibels do, bit for bit, with their equations in its loop', () => {
    const reductions = reductionsOf(at({ ...curve, knee: 0, range: 60 }))
    levels.forEach((level, i) => {
      const wanted = 0.75 * (fastGainToDecibels(level) + 20)
      if (wanted > 0.01) expect(reductions[i]).toBe(wanted)
    })
  })

  it('is not fooled by a level exactly on a hard knee', () => {
    const threshold = new Float64Array(8).fill(0.1)
    const reductions = new Float64Array(8).fill(9)
    const computer = at({ ...curve, knee: 0, ratio: 100 })
    computer.advance(8)
    computer.process(threshold, reductions, 8)
    expect(Math.max(...reductions)).toBeLessThan(1e-5)
  })

  it('knows which levels it leaves alone', () => {
    const computer = at(curve)
    computer.advance(1)
    expect(computer.isBelowKnee(10 ** (-23.01 / 20))).toBe(true)
    expect(computer.isBelowKnee(10 ** (-22.99 / 20))).toBe(false)
  })

  it('moves to another curve in small steps and arrives there exactly', () => {
    const computer = at(curve)
    computer.setCurve({ threshold: -40, ratio: 10, knee: 12, range: 60 })
    const held = new Float64Array(128).fill(10 ** (-10 / 20))
    const reductions = new Float64Array(128)
    const track: number[] = []
    for (let i = 0; i < 120; i++) {
      computer.advance(128)
      computer.process(held, reductions, 128)
      track.push(...reductions)
    }
    const steps = track.slice(1).map((dB, i) => dB - track[i])
    expect(track[0]).toBeCloseTo(7.5, 2)
    expect(Math.max(...steps)).toBeLessThan(0.05)
    expect(Math.min(...steps)).toBeGreaterThan(-1e-9)
    expect(track.at(-1)).toBeCloseTo(27, 4)
  })
})
