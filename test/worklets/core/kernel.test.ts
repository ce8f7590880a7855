import { describe, expect, it } from 'vitest'
import { defaultValues, defineEffect, type ParamValues } from '../../../worklets/core/definition.ts'
import { type Block, Kernel } from '../../../worklets/core/kernel.ts'
import { decibels, meter, toggle } from '../../../worklets/core/rows.ts'
import { render, renderWith } from '../../support/render.ts'
import { impulse, silence, sine, whiteNoise } from '../../support/signals.ts'
import { spectrumDb } from '../../support/spectrum.ts'

const probeDefinition = defineEffect({
  id: 'probe',
  title: 'Probe',
  version: 1,
  params: [
    decibels('gain', 'Gain', { range: [-60, 20], default: 0 }),
    toggle('late', 'Late'),
    toggle('broken', 'Broken')
  ],
  meters: [meter('level', 'Level', 'dBFS')],
  latencyFrames: (values) => (values.late ? 100 : 0)
})

/** Gain, and a delay of 100 frames when late; breaks on demand. */
class ProbeKernel extends Kernel<typeof probeDefinition> {
  readonly #ring = new Float64Array(256)
  readonly #ringRight = new Float64Array(256)
  #gain = 1
  #late = false
  #broken = false
  #at = 0
  renders = 0

  constructor(sampleRate: number) {
    super(probeDefinition, sampleRate, { maxLatencyFrames: 100 })
  }

  protected configure(params: ParamValues<typeof probeDefinition>): void {
    this.#gain = 10 ** (params.gain / 20)
    this.#late = params.late
    this.#broken = params.broken
  }

  protected render(block: Block): void {
    this.renders++
    for (let i = 0; i < block.frames; i++) {
      this.#ring[this.#at & 255] = block.left[i]
      this.#ringRight[this.#at & 255] = block.right[i]
      const from = (this.#at++ - (this.#late ? 100 : 0)) & 255
      block.left[i] = this.#broken ? Number.NaN : this.#ring[from] * this.#gain
      block.right[i] = this.#ringRight[from] * this.#gain
    }
  }

  protected clear(): void {
    this.#ring.fill(0)
    this.#ringRight.fill(0)
  }
}

const rate = 48000

describe('every kernel', () => {
  it('makes both sides of a single channel, and one channel of both for a mono output', () => {
    const kernel = new ProbeKernel(rate)
    const out = [new Float32Array(8), new Float32Array(8)]
    const meters = { level: 0, faults: 0 }
    kernel.process([[Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8)]], [out], meters)
    expect([...out[1]]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const mono = [new Float32Array(2)]
    kernel.process([[Float32Array.of(1, 2), Float32Array.of(3, 6)]], [mono], meters)
    expect([...mono[0]]).toEqual([2, 4])
  })

  it('replaces samples that are no sound by silence, counts the block and lets the others pass', () => {
    const input = sine(1000, 0.02, rate, 0.5)
    const bad = input.slice()
    bad.set([Number.NaN, Infinity, -Infinity, 1e30, 1e-40], 200)
    const { left, right, meters } = render(ProbeKernel, probeDefinition, [bad, input])
    expect([...left.subarray(200, 204)]).toEqual([0, 0, 0, 0])
    expect(left.subarray(300)).toEqual(input.subarray(300))
    expect(right).toEqual(input)
    expect(meters.faults).toBe(1)
  })

  it('is silent for the block in which the effect itself breaks, and starts anew', () => {
    const input = sine(1000, 0.1, rate, 0.5)
    const kernel = new ProbeKernel(rate)
    const { left, meters } = renderWith(kernel, probeDefinition, [input, input], {
      beforeBlock: (k, frame) =>
        k.update({ ...defaultValues(probeDefinition), broken: frame === 1280 })
    })
    expect(left.subarray(1280, 1408).every((x) => x === 0)).toBe(true)
    expect(left.subarray(1408)).toEqual(input.subarray(1408))
    expect(meters.faults).toBe(1)
  })

  it('bypassed, gives the input bit for bit at its own latency', () => {
    const input = whiteNoise(0.1, rate, 5)
    const values = { gain: -12, late: true, bypass: true }
    const { left } = render(ProbeKernel, probeDefinition, [input, input], { values })
    expect(left.subarray(100)).toEqual(input.subarray(0, input.length - 100))
  })

  it('goes in and out of bypass without a click, switched at the crest of a low tone', () => {
    const input = sine(100, 1.2, rate, 0.5)
    for (const switchedAt of [120 + 480 * 20, 120 + 480 * 50]) {
      const { left } = render(ProbeKernel, probeDefinition, [input, input], {
        values: { gain: -20 },
        blockFrames: 120,
        beforeBlock: (kernel, frame) => {
          const bypass = frame >= 120 + 480 * 20 && frame < 120 + 480 * 50
          if (frame === 120 + 480 * 20 || frame === 120 + 480 * 50) {
            kernel.update({ ...defaultValues(probeDefinition), gain: -20, bypass })
          }
        }
      })
      const spectrum = spectrumDb(left, switchedAt - 8192, 16384)
      const binHz = rate / 16384
      const above = spectrum.subarray(Math.round(2000 / binHz))
      // R4: energy above 2 kHz at most -95 dB relative to the tone.
      const power = above.reduce((sum, db) => sum + 10 ** (db / 10), 0)
      expect(10 * Math.log10(power) - Math.max(...spectrum)).toBeLessThan(-95)
    }
  })

  it('does no work once input and tail are silent, and wakes with the first sample', () => {
    const kernel = new ProbeKernel(rate)
    const quiet = silence(1, rate)
    renderWith(kernel, probeDefinition, [quiet, quiet])
    const before = kernel.renders
    renderWith(kernel, probeDefinition, [quiet, quiet])
    expect(kernel.renders).toBe(before)
    const { left } = renderWith(kernel, probeDefinition, [impulse(0.01, rate), quiet])
    expect(left[0]).toBe(1)
  })

  it('sounds the same however it is cut into blocks', () => {
    const input = whiteNoise(0.2, rate, 9)
    const values = { gain: -6, late: true }
    const whole = render(ProbeKernel, probeDefinition, [input, input], {
      values,
      blockFrames: 4096
    })
    for (const blockFrames of [1, 32, 64, 128, 333, 1024]) {
      const cut = render(ProbeKernel, probeDefinition, [input, input], { values, blockFrames })
      expect(cut.left).toEqual(whole.left)
    }
  })
})
