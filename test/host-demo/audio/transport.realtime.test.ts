import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Transport } from '../../../host-demo/audio/transport.ts'
import { waitUntil } from '../../../host-demo/audio/wait-until.ts'
import { sine, whiteNoise } from '../../support/signals.ts'
import { findStart, largestStep, type Recorder, recordNode } from './recorder.ts'
import { clipOf, differenceDb, peakOf } from './test-session.ts'

const noise = whiteNoise(4, 48000, 1)
const inverted = noise.map((x) => -x)
const tone = sine(100, 4, 48000, 0.5)
/** What 100 Hz at 0.5 moves from one sample to the next, and a fade of 10 ms on top. */
const SMOOTH_STEP = (0.5 * 2 * Math.PI * 100) / 48000 + 0.5 / 480

let context: AudioContext
let transport: Transport
let bus: GainNode
let recorder: Recorder

beforeEach(async () => {
  context = new AudioContext({ sampleRate: 48000 })
  bus = context.createGain()
  recorder = await recordNode(context, bus)
  transport = new Transport(context)
})

afterEach(async () => {
  transport.dispose()
  await context.close()
})

function useTracks(...signals: readonly Float32Array[]): void {
  transport.setTracks(
    signals.map((signal, i) => ({ id: `track ${i}`, buffer: clipOf(signal), input: bus }))
  )
}

async function hear(seconds: number): Promise<void> {
  await waitUntil(context, context.currentTime + seconds)
}

describe('playback', () => {
  it('from the start every sample of the clip comes out unchanged', async () => {
    useTracks(noise)
    await transport.play()
    await hear(0.6)
    const recording = await recorder.take()
    const start = findStart(recording, noise)
    expect(recording.slice(start, start + 20000)).toEqual(noise.slice(0, 20000))
  })

  it('two tracks stay aligned to the sample through seeks, loops and pauses', async () => {
    useTracks(noise, inverted)
    await transport.play()
    await hear(0.15)
    transport.seek(2.345678)
    await hear(0.15)
    transport.setLoop({ start: 1, end: 1.2, on: true })
    transport.seek(1.1)
    await hear(0.5)
    transport.pause()
    await transport.play()
    await hear(0.2)
    // Opposite signals cancel only while both play the same sample; one frame apart they leave more
    // than -40 dB. Where a fading pass overlaps the next, four faded sources are summed: seven
    // roundings of up to 2^-25 each, -133 dB in all.
    expect(20 * Math.log10(peakOf(await recorder.take()))).toBeLessThan(-130)
  })

  it('a track added while playing joins in step', async () => {
    useTracks(noise)
    await transport.play()
    await hear(0.2)
    useTracks(noise, inverted)
    await hear(0.2)
    await recorder.take()
    await hear(0.2)
    expect(peakOf(await recorder.take())).toBe(0)
  })
})

describe('jumps', () => {
  it('pause, seek and stop never click', async () => {
    useTracks(tone)
    await transport.play()
    await hear(0.2)
    transport.seek(1.0025)
    await hear(0.1)
    transport.pause()
    await hear(0.1)
    await transport.play()
    await hear(0.1)
    transport.stop()
    await hear(0.1)
    const recording = await recorder.take()
    expect(peakOf(recording)).toBeGreaterThan(0.49)
    expect(largestStep(recording)).toBeLessThan(SMOOTH_STEP)
  })

  it('a seek is heard from its very first sample', async () => {
    useTracks(noise)
    await transport.play()
    await hear(0.1)
    transport.seek(1)
    await hear(0.3)
    const recording = await recorder.take()
    const start = findStart(recording, noise.subarray(48000))
    expect(recording.slice(start, start + 4000)).toEqual(noise.slice(48000, 52000))
  })

  it('changing the loop ahead of the playing spot is not heard', async () => {
    useTracks(noise)
    await transport.play()
    await hear(0.2)
    transport.setLoop({ start: 0, end: 3.5, on: true })
    await hear(0.3)
    const recording = await recorder.take()
    const start = findStart(recording, noise)
    // Two copies crossfade linearly; rounding of the two gains in single precision is all.
    const heard = recording.slice(start, start + 20000)
    expect(differenceDb(heard, noise.slice(0, 20000))).toBeLessThan(-120)
  })
})

describe('looping', () => {
  it('a loop repeats with its exact length in samples', async () => {
    useTracks(noise)
    transport.setLoop({ start: 1, end: 1.25, on: true })
    transport.seek(1)
    await transport.play()
    await hear(1)
    const recording = await recorder.take()
    const start = findStart(recording, noise.subarray(48000))
    const round = 12000
    // All but the last 10 ms, where the end of the loop fades into its start.
    for (const n of [1, 2]) {
      const from = start + n * round
      const heard = recording.slice(from, from + round - 480)
      expect(heard).toEqual(noise.slice(48000, 48000 + round - 480))
    }
  })

  it('the seam of a loop does not click', async () => {
    useTracks(tone)
    transport.setLoop({ start: 1, end: 1.2025, on: true })
    transport.seek(1)
    await transport.play()
    await hear(0.8)
    expect(largestStep(await recorder.take())).toBeLessThan(SMOOTH_STEP)
  })

  it('the position runs round inside the loop', async () => {
    useTracks(noise)
    transport.setLoop({ start: 1, end: 1.25, on: true })
    transport.seek(1)
    await transport.play()
    await hear(0.9)
    expect(transport.positionSeconds).toBeGreaterThanOrEqual(1)
    expect(transport.positionSeconds).toBeLessThanOrEqual(1.25)
  })

  it('playback that starts behind the loop runs on to the end', async () => {
    useTracks(noise)
    transport.setLoop({ start: 0, end: 1, on: true })
    transport.seek(2)
    await transport.play()
    await hear(0.4)
    expect(transport.positionSeconds).toBeGreaterThan(2)
  })
})

describe('state', () => {
  it('pause keeps the place, stop returns to the start', async () => {
    useTracks(noise)
    await transport.play()
    await hear(0.3)
    transport.pause()
    const paused = transport.positionSeconds
    expect(paused).toBeGreaterThan(0.1)
    expect(paused).toBeLessThan(1)
    transport.stop()
    expect(transport.positionSeconds).toBe(0)
  })

  it('playing and pausing are announced', async () => {
    useTracks(noise)
    const states: boolean[] = []
    transport.addEventListener('statechange', () => states.push(transport.playing))
    await transport.play()
    transport.pause()
    expect(states).toEqual([true, false])
  })

  it('at the end of the longest track it stops by itself', async () => {
    useTracks(noise.subarray(0, 4800), noise.subarray(0, 14400))
    const stopped = new Promise<void>((resolve) => {
      transport.addEventListener('statechange', () => {
        if (!transport.playing) resolve()
      })
    })
    await transport.play()
    await stopped
    expect(transport.positionSeconds).toBe(0)
  })

  it('play wakes a context that the browser held', async () => {
    await context.suspend()
    useTracks(noise)
    await transport.play()
    expect(context.state).toBe('running')
  })
})
