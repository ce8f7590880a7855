import { describe, expect, it } from 'vitest'
import { TruePeakMeter } from '../../../../worklets/dsp/true-peak/true-peak-meter.ts'
import { pinkNoise, sine } from '../../../support/signals.ts'

const RATE = 48000
const BLOCK = 480

function play(meter: TruePeakMeter, left: ArrayLike<number>, right: ArrayLike<number>): void {
  for (let start = 0; start < left.length; start += BLOCK) {
    const frames = Math.min(BLOCK, left.length - start)
    const cut = (signal: ArrayLike<number>) =>
      Float64Array.from({ length: BLOCK }, (_, i) => signal[start + i] ?? 0)
    meter.process(cut(left), cut(right), frames)
  }
}

/** As loud as a sine at a quarter of the rate that no sample hits at its crest. */
function hidden(seconds: number, peak: number): Float64Array {
  const length = Math.round(seconds * RATE)
  return Float64Array.from({ length }, (_, i) => peak * Math.sin((Math.PI / 2) * (i + 0.5)))
}

describe('highest', () => {
  it('finds a peak that lies between samples 3 dB below it', () => {
    const meter = new TruePeakMeter(RATE, BLOCK)
    play(meter, hidden(0.1, 0.5), new Float64Array(4800))
    expect(meter.left).toBeGreaterThan(-6.1)
    expect(meter.right).toBe(-Infinity)
  })

  it('after a restart holds nothing of what sounded before', () => {
    const meter = new TruePeakMeter(RATE, BLOCK)
    play(meter, sine(1000, 0.1, RATE, 0.9), sine(1000, 0.1, RATE, 0.9))
    meter.restart()
    play(meter, sine(1000, 0.1, RATE, 0.1), sine(1000, 0.1, RATE, 0.1))
    expect(10 ** (meter.highest / 20)).toBeCloseTo(0.1, 2)
    expect(meter.left).toBeGreaterThan(-3)
  })

  it('on hold stays, and then goes on from what comes', () => {
    const meter = new TruePeakMeter(RATE, BLOCK)
    play(meter, sine(1000, 0.1, RATE, 0.1), sine(1000, 0.1, RATE, 0.1))
    meter.setHold(true)
    play(meter, sine(1000, 0.105, RATE, 0.9), sine(1000, 0.105, RATE, 0.9))
    expect(10 ** (meter.highest / 20)).toBeCloseTo(0.1, 2)
    meter.setHold(false)
    play(meter, sine(1000, 0.1, RATE, 0.2), sine(1000, 0.1, RATE, 0.2))
    expect(10 ** (meter.highest / 20)).toBeCloseTo(0.2, 2)
  })

  it('hears the last samples of a file once flushed', () => {
    const meter = new TruePeakMeter(RATE, BLOCK)
    const click = new Float64Array(1000)
    click[999] = 0.5
    play(meter, click, click)
    meter.flush()
    expect(10 ** (meter.highest / 20)).toBeCloseTo(0.5, 2)
  })
})

it('holds the highest of the last 3 s and lets it go', () => {
  const meter = new TruePeakMeter(RATE, BLOCK)
  play(meter, sine(1000, 0.1, RATE, 0.5), new Float64Array(4800))
  const soft = sine(1000, 2.8, RATE, 0.1)
  play(meter, soft, soft)
  expect(10 ** (meter.highestRecent / 20)).toBeCloseTo(0.5, 2)
  play(meter, soft, soft)
  expect(10 ** (meter.highestRecent / 20)).toBeCloseTo(0.1, 2)
})

it('reads the same after a silence that it need not look at', () => {
  const noise = pinkNoise(0.2, RATE, 1, 0.5)
  const fresh = new TruePeakMeter(RATE, BLOCK)
  play(fresh, noise, noise)
  fresh.flush()
  const paused = new TruePeakMeter(RATE, BLOCK)
  play(paused, new Float64Array(48000), new Float64Array(48000))
  play(paused, noise, noise)
  paused.flush()
  expect(paused.highest).toBe(fresh.highest)
})
