import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { defaultValues, type ParamValues, restingMeters } from '../../worklets/core/definition.ts'
import { LoudnessMeter } from '../../worklets/dsp/loudness/loudness-meter.ts'
import { LoudnessScan } from '../../worklets/dsp/loudness/loudness-scan.ts'
import { meterDefinition } from '../../worklets/effects/meter/definition.ts'
import { MeterKernel } from '../../worklets/effects/meter/kernel.ts'
import { figuresOf } from '../support/figures.ts'
import { render, renderWith, type StereoSignal } from '../support/render.ts'
import { pinkNoise, silence, sine, whiteNoise } from '../support/signals.ts'

const RATE = 48000
type Values = Partial<ParamValues<typeof meterDefinition>>

setFlagsFromString('--expose-gc')
// The flag puts the function on every new global.
const collectGarbage = runInNewContext('gc') as () => void

function measured(signal: StereoSignal, values: Values = {}) {
  return render(MeterKernel, meterDefinition, signal, { values }).meters
}

function both(signal: Float32Array): StereoSignal {
  return [signal, signal]
}

function joined(...parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => {
    out.set(part, at)
    return at + part.length
  }, 0)
  return out
}

describe('what passes through', () => {
  it('passes every sample bit for bit', () => {
    const signal: StereoSignal = [whiteNoise(1, RATE, 1, 1.5), whiteNoise(1, RATE, 2, 1e-9)]
    const { left, right } = render(MeterKernel, meterDefinition, signal)
    expect(left).toEqual(signal[0])
    expect(right).toEqual(signal[1])
  })
})

describe('readings', () => {
  it('a full-scale sine peaks at 0 dBFS with an RMS of -3.01 dBFS', () => {
    const readings = measured(both(sine(1000, 2, RATE, 1)))
    for (const reading of [readings.peakLeft, readings.peakRight]) expect(reading).toBeCloseTo(0, 2)
    expect(readings.rmsLeft).toBeCloseTo(-3.01, 1)
    expect(readings.rmsRight).toBeCloseTo(-3.01, 1)
  })

  it('before any sound there is no reading of loudness, range, peak or distance', () => {
    const { kernel } = render(MeterKernel, meterDefinition, both(silence(5, RATE)))
    const readings = renderWith(kernel, meterDefinition, both(silence(0.1, RATE))).meters
    const { momentary, shortTerm, integrated, maxMomentary, maxShortTerm, range } = readings
    const { truePeakLeft, truePeakRight, maxTruePeak, plr, psr } = readings
    const loudness = [momentary, shortTerm, integrated, maxMomentary, maxShortTerm, range]
    for (const reading of [...loudness, truePeakLeft, truePeakRight, maxTruePeak, plr, psr]) {
      expect(reading).toBe(-Infinity)
    }
  })

  it('short-term loudness waits for its first 3 s, momentary for 400 ms', () => {
    const tone = both(sine(1000, 0.45, RATE, 0.1))
    expect(measured(tone).momentary).toBeGreaterThan(-21)
    expect(measured(tone).shortTerm).toBe(-Infinity)
    expect(measured(both(sine(1000, 0.35, RATE, 0.1))).momentary).toBe(-Infinity)
  })

  it('PLR and PSR are the true peak above integrated and short-term loudness', () => {
    const quiet = sine(1000, 4, RATE, 0.1)
    const readings = measured(both(joined(sine(1000, 1, RATE, 0.5), quiet)))
    expect(readings.plr).toBeCloseTo(readings.maxTruePeak - readings.integrated, 9)
    expect(readings.maxTruePeak).toBeCloseTo(-6.02, 1)
    expect(readings.psr).toBeCloseTo(-20 - readings.shortTerm, 1)
  })

  it('the true peak of each side falls 20 dB in 1.7 s', () => {
    const tail = silence(1.7, RATE)
    const { truePeakLeft, truePeakRight, maxTruePeak } = measured([
      joined(sine(1000, 1, RATE, 0.5), tail),
      joined(sine(1000, 1, RATE, 0.05), tail)
    ])
    expect(truePeakLeft).toBeCloseTo(-26.02, 0)
    expect(truePeakRight).toBeCloseTo(-46.02, 0)
    expect(maxTruePeak).toBeCloseTo(-6.02, 1)
  })

  it('correlation is 1 in mono, -1 with a side turned over, 0 for unrelated noise', () => {
    const noise = pinkNoise(3, RATE, 1, 0.5)
    expect(measured(both(noise)).correlation).toBeCloseTo(1, 5)
    expect(measured([noise, noise.map((x) => -x)]).correlation).toBeCloseTo(-1, 5)
    const unrelated = measured([whiteNoise(3, RATE, 5), whiteNoise(3, RATE, 6)])
    expect(Math.abs(unrelated.correlation)).toBeLessThan(0.02)
    const quiet = sine(1000, 3, RATE, 1e-4)
    expect(measured(both(quiet)).correlation).toBe(0)
  })

  it('balance reads how much louder the right side is', () => {
    const noise = pinkNoise(3, RATE, 1, 0.5)
    expect(measured([noise, noise.map((x) => x / 2)]).balance).toBeCloseTo(-6.02, 2)
    expect(measured([silence(3, RATE), noise]).balance).toBe(60)
  })

  it('counts samples at full scale and beyond', () => {
    const signal = silence(0.1, RATE)
    signal.set([1, 0.99, -1.2, 32767 / 32768], 100)
    expect(measured(both(signal)).clippedSamples).toBe(6)
  })
})

describe('integration', () => {
  const loud = both(sine(1000, 5, RATE, 0.1))
  const louder = both(sine(1000, 5, RATE, 0.5))

  it('paused, holds integrated loudness, range and maxima, while the live readings go on', () => {
    const { kernel, meters: before } = render(MeterKernel, meterDefinition, loud)
    kernel.update({ ...defaultValues(meterDefinition), integrate: false })
    const { meters } = renderWith(kernel, meterDefinition, louder)
    expect(meters.integrated).toBe(before.integrated)
    expect(meters.range).toBe(before.range)
    expect(meters.maxMomentary).toBe(before.maxMomentary)
    expect(meters.maxShortTerm).toBe(before.maxShortTerm)
    expect(meters.maxTruePeak).toBeCloseTo(before.maxTruePeak, 6)
    expect(meters.momentary).toBeCloseTo(-6.01, 1)
    expect(meters.truePeakLeft).toBeCloseTo(-6.02, 1)
  })

  it('resumed, counts nothing that sounded in the pause', () => {
    const { kernel } = render(MeterKernel, meterDefinition, loud)
    kernel.update({ ...defaultValues(meterDefinition), integrate: false })
    renderWith(kernel, meterDefinition, louder)
    kernel.update(defaultValues(meterDefinition))
    const { meters } = renderWith(kernel, meterDefinition, loud)
    expect(meters.integrated).toBeCloseTo(-19.99, 2)
    expect(meters.maxMomentary).toBeCloseTo(-19.99, 2)
  })

  it('each rise of reset starts anew, and only a rise does', () => {
    const { kernel } = render(MeterKernel, meterDefinition, louder)
    const reset = { ...defaultValues(meterDefinition), reset: true }
    kernel.update(reset)
    const first = renderWith(kernel, meterDefinition, loud).meters
    expect(first.integrated).toBeCloseTo(-19.99, 2)
    expect(first.maxTruePeak).toBeCloseTo(-20, 1)
    expect(first.maxShortTerm).toBeCloseTo(-19.99, 1)
    kernel.update({ ...reset, target: -20 })
    const onward = renderWith(kernel, meterDefinition, both(sine(1000, 5, RATE, 0.05))).meters
    expect(onward.integrated).toBeGreaterThan(-23)
    kernel.update(defaultValues(meterDefinition))
    // The K-weighting rings for a while after a tone that is cut off.
    renderWith(kernel, meterDefinition, both(silence(1, RATE)))
    kernel.update(reset)
    const again = renderWith(kernel, meterDefinition, both(silence(1, RATE))).meters
    expect(again.integrated).toBe(-Infinity)
    expect(again.maxTruePeak).toBe(-Infinity)
  })

  it('restarts exactly with the file where reset falls between two hops of 10 ms', () => {
    const meter = new LoudnessMeter(RATE)
    const tone = Float64Array.from(sine(1000, 1, RATE, 0.5))
    meter.process([tone, tone], 48000)
    meter.restartIntegration()
    const quiet = tone.map((x) => x / 10)
    meter.process([quiet, quiet], 19200)
    expect(meter.integrated).toBeGreaterThan(-Infinity)
  })
})

describe('long and off line', () => {
  const figures = figuresOf('meter', 'long')

  it('reads off line what it reads live', () => {
    const errors = [44100, 48000, 96000].flatMap((rate) => {
      const music: StereoSignal = [pinkNoise(6, rate, 1, 0.5), pinkNoise(6, rate, 2, 0.5)]
      const live = render(MeterKernel, meterDefinition, music, { sampleRate: rate }).meters
      const scan = new LoudnessScan(rate)
      scan.add(music[0].subarray(0, 77777), music[1].subarray(0, 77777))
      scan.add(music[0].subarray(77777), music[1].subarray(77777))
      const report = scan.report()
      expect(report.truePeak).toBeCloseTo(live.maxTruePeak, 2)
      const kinds = ['integrated', 'range', 'maxMomentary', 'maxShortTerm'] as const
      return kinds.map((kind) => Math.abs(report[kind] - live[kind]))
    })
    figures.atMost(0.01, {
      name: 'I, range and maxima off line against live, 44.1, 48 and 96 kHz',
      measured: Math.max(...errors),
      unit: 'LU',
      digits: 6
    })
  })

  it('reads after two hours of signal what it read after one', () => {
    const rate = 22050
    const meter = new LoudnessMeter(rate)
    const loud = Float64Array.from(pinkNoise(1, rate, 1, 0.5))
    const soft = loud.map((x) => x / 2)
    const play = (seconds: number) => {
      for (let i = 0; i < seconds; i++) {
        const channel = i % 12 < 6 ? loud : soft
        meter.process([channel, channel], rate)
      }
    }
    play(60)
    const { shortTerm, maxShortTerm } = meter
    play(3540)
    const { integrated, range } = meter
    collectGarbage()
    const before = process.memoryUsage()
    play(3600)
    collectGarbage()
    const after = process.memoryUsage()
    figures.atMost(0.001, {
      name: 'I after two hours of signal against one hour',
      measured: Math.abs(meter.integrated - integrated),
      unit: 'LU',
      digits: 6
    })
    figures.atMost(0.001, {
      name: 'range after two hours against one',
      measured: Math.abs(meter.range - range),
      unit: 'LU',
      digits: 6
    })
    figures.atMost(1e-6, {
      name: 'S after two hours against one minute',
      measured: Math.abs(meter.shortTerm - shortTerm),
      unit: 'LU',
      digits: 9
    })
    expect(meter.maxShortTerm).toBeCloseTo(maxShortTerm, 9)
    // The engine's own caches come and go by some tens of kilobytes.
    expect(after.heapUsed - before.heapUsed).toBeLessThan(2 ** 18)
    expect(after.arrayBuffers).toBeLessThanOrEqual(before.arrayBuffers)
  })

  it('reads the same whatever the blocks are', () => {
    const music: StereoSignal = [pinkNoise(4, RATE, 1, 0.5), pinkNoise(4, RATE, 2, 0.5)]
    const whole = render(MeterKernel, meterDefinition, music, { blockFrames: 4096 }).meters
    for (const blockFrames of [64, 333]) {
      const cut = render(MeterKernel, meterDefinition, music, { blockFrames }).meters
      for (const { id } of meterDefinition.meters) expect(cut[id], id).toBeCloseTo(whole[id], 9)
    }
    expect(restingMeters(meterDefinition).integrated).toBe(-Infinity)
  })
})
