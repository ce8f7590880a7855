import { describe, expect, it } from 'vitest'
import { defaultValues, type ParamValues } from '../../worklets/core/definition.ts'
import { delayDefinition } from '../../worklets/effects/delay/definition.ts'
import { delaySeconds } from '../../worklets/effects/delay/echo-times.ts'
import { DelayKernel } from '../../worklets/effects/delay/kernel.ts'
import { figuresOf } from '../support/figures.ts'
import { render, renderWith, type StereoSignal } from '../support/render.ts'
import { impulse, pinkNoise, silence, sine, whiteNoise } from '../support/signals.ts'

/** The figures that the sound design asks of the delay. */

type Values = Partial<ParamValues<typeof delayDefinition>>

const RATE = 48000
const figures = figuresOf('delay', 'delay')

/** Only echoes, filters as open as they go. */
const OPEN: Values = { mix: 100, feedback: 0, lowCut: 10, highCut: 22_000 }

const echoes = (input: StereoSignal, values: Values, sampleRate = RATE) =>
  render(DelayKernel, delayDefinition, input, { values: { ...OPEN, ...values }, sampleRate })

const db = (gain: number) => 20 * Math.log10(gain)
const rms = (signal: Float32Array) =>
  Math.sqrt(signal.reduce((sum, x) => sum + x * x, 0) / signal.length)
const peakAt = (signal: Float32Array) =>
  signal.reduce((at, x, i) => (Math.abs(x) > Math.abs(signal[at]) ? i : at), 0)

/** Complex response at a frequency, as level and phase. */
function response(signal: Float32Array, hertz: number): { level: number; phase: number } {
  let [re, im] = [0, 0]
  for (let i = 0; i < signal.length; i++) {
    const angle = (2 * Math.PI * hertz * i) / RATE
    re += signal[i] * Math.cos(angle)
    im -= signal[i] * Math.sin(angle)
  }
  return { level: Math.hypot(re, im), phase: Math.atan2(im, re) }
}

describe('the time', () => {
  it('of whole frames is exact at every sample rate', () => {
    let worst = 0
    for (const rate of [44100, 48000, 96000]) {
      const whole = [1, 10, 250, 1000, 5000].filter((ms) => (ms * rate) % 1000 === 0)
      for (const timeLeft of whole) {
        const click = impulse(timeLeft / 1000 + 0.1, rate, 0, 1)
        const { left } = echoes([click, click], { timeLeft }, rate)
        worst = Math.max(worst, Math.abs(peakAt(left) - (timeLeft * rate) / 1000))
      }
    }
    figures.atMost(0, {
      name: 'place of an echo of whole frames, 1 ms to 5 s, 44.1 to 96 kHz',
      measured: worst,
      unit: 'frames',
      digits: 0,
      others: 'DelayNode: exact (whole frames)'
    })
  })

  it('between frames keeps level and place of every frequency', () => {
    let place = 0
    let level = 0
    for (const fraction of [0.1, 0.25, 0.5, 0.77]) {
      const click = impulse(0.1, RATE, 0, 1)
      const whole = echoes([click, click], { timeLeft: 10 }).left
      const between = echoes([click, click], { timeLeft: 10 + (1000 * fraction) / RATE }).left
      for (const hertz of [100, 1000, 5000, 10_000, 15_000, 18_000]) {
        const a = response(whole, hertz)
        const b = response(between, hertz)
        const turned = a.phase - b.phase - (2 * Math.PI * hertz * fraction) / RATE
        const wrapped = Math.atan2(Math.sin(turned), Math.cos(turned))
        if (hertz <= 15_000) {
          place = Math.max(place, Math.abs((wrapped * RATE) / (2 * Math.PI * hertz)))
        }
        level = Math.max(level, Math.abs(db(b.level / a.level)))
      }
    }
    figures.atMost(0.01, {
      name: 'error of a fraction of a frame, to 15 kHz',
      measured: place,
      unit: 'frames',
      digits: 4
    })
    figures.atMost(0.1, {
      name: 'change of level by a fraction of a frame, to 18 kHz',
      measured: level,
      unit: 'dB',
      digits: 3,
      others: 'DelayNode: -2 dB at 10 kHz, -5.1 dB at 15 kHz per pass (measured)'
    })
  })

  it('follows the tempo', () => {
    const click = impulse(0.5, RATE, 0, 1)
    const { left } = echoes([click, click], { sync: '1/8D', tempo: 120 })
    figures.within(18_000, 0, {
      name: 'dotted eighth at 120 BPM, 48 kHz',
      measured: peakAt(left),
      unit: 'frames',
      digits: 0
    })
  })
})

describe('the loop', () => {
  it('loses at each round what feedback says', () => {
    const burst = sine(1000, 3, RATE, 0.5).map((x, i) =>
      i < 2400 ? x * Math.sin((Math.PI * i) / 2400) ** 2 : 0
    )
    const { left } = echoes([burst, burst], { timeLeft: 200, feedback: 50 })
    const levels = [1, 2, 3, 4, 5, 6].map((n) => rms(left.slice(n * 9600, n * 9600 + 2400)))
    const errors = levels.slice(1).map((level, k) => Math.abs(db(level / levels[k]) - db(0.5)))
    figures.atMost(0.05, {
      name: 'level of the next echo against feedback',
      measured: Math.max(...errors),
      unit: 'dB',
      digits: 3
    })
  })

  it('of a ping-pong never shows on the wrong side', () => {
    const burst = sine(1000, 1, RATE, 0.5).map((x, i) =>
      i < 2400 ? x * Math.sin((Math.PI * i) / 2400) ** 2 : 0
    )
    const { left, right } = echoes([burst, burst], { timeLeft: 100, pingPong: 100, feedback: 60 })
    const level = (signal: Float32Array, n: number) =>
      Math.max(1e-12, response(signal.slice(n * 4800, n * 4800 + 2400), 1000).level)
    const leaks = [1, 2, 3, 4].map((n) =>
      n % 2 === 1 ? level(right, n) / level(left, n) : level(left, n) / level(right, n)
    )
    figures.atMost(-120, {
      name: 'ping-pong: the other side against the echo',
      measured: db(Math.max(...leaks)),
      unit: 'dB',
      digits: 0
    })
  })

  it('at 120 % stays bounded for ten minutes', () => {
    const kernel = new DelayKernel(RATE)
    const values = { ...defaultValues(delayDefinition), ...OPEN, feedback: 120, timeLeft: 190 }
    kernel.update({ ...values, mode: 'tape', wow: 100, drive: 6 })
    const noise: StereoSignal = [whiteNoise(10, RATE, 1, 0.5), whiteNoise(10, RATE, 2, 0.5)]
    let peak = 0
    let mean = 0
    for (let round = 0; round < 60; round++) {
      const { left, right } = renderWith(kernel, delayDefinition, noise)
      for (const x of [...left, ...right]) peak = Math.max(peak, Math.abs(x))
      mean += left.reduce((sum, x) => sum + x, 0) / left.length / 60
    }
    figures.atMost(6, {
      name: 'peak of noise at 120 % feedback after ten minutes',
      measured: db(peak),
      unit: 'dBFS'
    })
    figures.atMost(1e-4, { name: 'offset of it', measured: Math.abs(mean), unit: '', digits: 6 })
  })

  it('at 120 % without Drive is bounded, too', () => {
    const noise: StereoSignal = [whiteNoise(20, RATE, 1, 0.9), whiteNoise(20, RATE, 2, 0.9)]
    const { left } = echoes(noise, { feedback: 120, timeLeft: 20 })
    expect(db(left.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0))).toBeLessThan(6)
  })

  it('frozen keeps its level for ten minutes', () => {
    const kernel = new DelayKernel(RATE)
    const values = { ...defaultValues(delayDefinition), ...OPEN, feedback: 80, timeLeft: 371.3 }
    kernel.update(values)
    const noise: StereoSignal = [pinkNoise(2, RATE, 1, 0.5), pinkNoise(2, RATE, 2, 0.5)]
    renderWith(kernel, delayDefinition, noise)
    kernel.update({ ...values, freeze: true })
    const still: StereoSignal = [silence(10, RATE), silence(10, RATE)]
    const levels = Array.from({ length: 60 }, () =>
      rms(renderWith(kernel, delayDefinition, still).left)
    )
    figures.atMost(0.1, {
      name: 'drift of a frozen sound in ten minutes',
      measured: Math.abs(db(levels[59] / levels[1])),
      unit: 'dB',
      digits: 4
    })
    kernel.update({ ...values, feedback: 20 })
    renderWith(kernel, delayDefinition, still)
    expect(rms(renderWith(kernel, delayDefinition, still).left)).toBeLessThan(1e-6)
  })
})

/** Power above a frequency against all, in dB. */
function shareAbove(signal: Float32Array, fromHz: number): number {
  // A steep high-pass by differences would color; a windowed transform does not.
  const size = 16_384
  const windowed = signal
    .slice(0, size)
    .map((x, i) => x * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size)) ** 2)
  const step = RATE / size
  let all = 0
  let above = 0
  for (let k = 8; k < size / 2; k += 3) {
    const { level } = response(windowed, k * step)
    all += level ** 2
    if (k * step > fromHz) above += level ** 2
  }
  return 10 * Math.log10(above / all)
}

describe('a change of time', () => {
  const move = (mode: 'digital' | 'tape') => {
    const tone = sine(1000, 3, RATE, 0.5)
    return render(DelayKernel, delayDefinition, [tone, tone], {
      values: { ...OPEN, mode, timeLeft: 100 },
      beforeBlock: (kernel, frame) => {
        if (frame !== 48_000) return
        kernel.update({ ...defaultValues(delayDefinition), ...OPEN, mode, timeLeft: 900 })
      }
    }).left
  }

  it('in digital mode fades over and leaves no spur', () => {
    const after = move('digital').slice(48_000 + 4096 + 43_200)
    figures.atMost(-60, {
      name: 'digital, 100 to 900 ms: spurs above 2 kHz of a 1 kHz tone after the fade',
      measured: shareAbove(after, 2000),
      unit: 'dB',
      digits: 0
    })
  })

  it('in tape mode bends the pitch without aliases', () => {
    const moving = move('tape').slice(48_000 + 4800)
    figures.atMost(-80, {
      name: 'tape, 100 to 900 ms: what is not the bent tone',
      measured: shareAbove(moving, 2500),
      unit: 'dB',
      digits: 0
    })
    // Longer delay: the pitch falls, stays, and comes back; distances of rising zeros tell it.
    const zeros: number[] = []
    for (let i = 1; i < moving.length; i++) if (moving[i - 1] < 0 && moving[i] >= 0) zeros.push(i)
    const periods = zeros.slice(1).map((at, k) => at - zeros[k])
    expect(Math.max(...periods)).toBeLessThanOrEqual(97)
    expect(Math.min(...periods)).toBeGreaterThanOrEqual(47)
    const longest = periods.indexOf(Math.max(...periods))
    const back = periods.slice(periods.lastIndexOf(Math.max(...periods)))
    for (let k = 1; k < back.length; k++) expect(back[k]).toBeLessThanOrEqual(back[k - 1] + 1)
    expect(longest).toBeGreaterThanOrEqual(0)
  })
})

it('passes every sample as it came at mix 0', () => {
  const input: StereoSignal = [pinkNoise(1, RATE, 1), pinkNoise(1, RATE, 2)]
  const { left, right } = echoes(input, { mix: 0, feedback: 90, drive: 12 })
  expect(left).toEqual(input[0])
  expect(right).toEqual(input[1])
})

it('halves a note that is longer than its memory, which stays on the beat', () => {
  const values = { ...defaultValues(delayDefinition), sync: '4/1', tempo: 20 } as const
  expect(delaySeconds(values, 'left')).toBe(12)
})
