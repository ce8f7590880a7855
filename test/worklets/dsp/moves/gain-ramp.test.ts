import { describe, expect, it } from 'vitest'
import { GainRamp } from '../../../../worklets/dsp/moves/gain-ramp.ts'
import { spectrumDb } from '../../../support/spectrum.ts'

const RATE = 48000

/** The gains of `seconds` of a ramp; `targetAt` is asked before each block. */
function run(
  ramp: GainRamp,
  seconds: number,
  targetAt: (frame: number) => number,
  blockFrames = 128
): Float64Array {
  const gains = new Float64Array(Math.round(seconds * RATE))
  for (let start = 0; start < gains.length; start += blockFrames) {
    const frames = Math.min(blockFrames, gains.length - start)
    ramp.setTarget(targetAt(start))
    ramp.process(frames)
    gains.set(ramp.gains.subarray(0, frames), start)
  }
  return gains
}

/** The strongest sideband of a 1 kHz tone at least 200 Hz away, in dB of the tone. */
function sidebandDb(gains: Float64Array): number {
  const tone = gains.map((gain, i) => gain * Math.sin((2 * Math.PI * 1000 * i) / RATE))
  const size = 32768
  const spectrum = spectrumDb(tone, 4000, size)
  const hertz = RATE / size
  let [carrier, spur] = [-Infinity, -Infinity]
  spectrum.forEach((level, k) => {
    if (Math.abs(k * hertz - 1000) < 100) carrier = Math.max(carrier, level)
    if (Math.abs(k * hertz - 1000) > 200 && k * hertz > 20) spur = Math.max(spur, level)
  })
  return spur - carrier
}

describe('a gain ramp', () => {
  it('adds nothing above -100 dB while a fader moves by 20 dB in half a second', () => {
    const target = (frame: number) => 10 ** -Math.min(1, Math.max(0, (frame - 6000) / 24000))
    expect(sidebandDb(run(new GainRamp(RATE), 1, target))).toBeLessThan(-100)
  })

  it('adds nothing above -100 dB when a fader jumps by 20 dB', () => {
    const step = (frame: number) => (frame < 20000 ? 1 : 0.1)
    expect(sidebandDb(run(new GainRamp(RATE), 1, step))).toBeLessThan(-100)
  })

  it('goes to 0 in 0.15 s and is exactly 0 then', () => {
    const gains = run(new GainRamp(RATE), 0.2, () => 0)
    expect(gains[Math.round(0.02 * RATE)]).toBeGreaterThan(0.1)
    expect(gains.subarray(Math.round(0.15 * RATE)).every((gain) => gain === 0)).toBe(true)
  })

  it('never overshoots', () => {
    const gains = run(new GainRamp(RATE, 0.25), 0.3, () => 0.75)
    for (let i = 1; i < gains.length; i++) expect(gains[i]).toBeGreaterThanOrEqual(gains[i - 1])
    expect(gains.at(-1)).toBe(0.75)
  })

  it('is the same however the sound is cut into blocks', () => {
    const whole = run(new GainRamp(RATE), 0.2, () => 0.3)
    for (const frames of [1, 32, 77]) {
      expect(run(new GainRamp(RATE), 0.2, () => 0.3, frames)).toEqual(whole)
    }
  })

  it('starts and jumps without a move', () => {
    const ramp = new GainRamp(RATE, 0.5)
    expect([ramp.settled, ramp.gains[0], ramp.gains[127]]).toEqual([true, 0.5, 0.5])
    ramp.setTarget(1)
    expect(ramp.settled).toBe(false)
    ramp.jump(0.2)
    expect([ramp.settled, ramp.gains[0], ramp.gains[127]]).toEqual([true, 0.2, 0.2])
  })
})
