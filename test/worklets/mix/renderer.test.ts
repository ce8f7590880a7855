import { describe, expect, it } from 'vitest'
import type { MixDocument, MixStrip } from '../../../worklets/mix/document.ts'
import { planMix } from '../../../worklets/mix/plan.ts'
import { MixRenderer } from '../../../worklets/mix/renderer.ts'
import { desk, late, RATE, runMix, strip } from '../../support/mixes.ts'
import { impulse, pinkNoise, silence } from '../../support/signals.ts'

const SECONDS = 0.5
const FRAMES = SECONDS * RATE

const noise = (seed: number, peak = 0.3) => [
  pinkNoise(SECONDS, RATE, seed, peak),
  pinkNoise(SECONDS, RATE, seed + 50, peak)
]
const click = () => [impulse(0.2, RATE, 100, 0.5), impulse(0.2, RATE, 100, 0.5)]

function peak(signal: Float32Array, from = 0, to = signal.length): number {
  return signal.subarray(from, to).reduce((max, x) => Math.max(max, Math.abs(x)), 0)
}

function levelDb(signal: Float32Array): number {
  return 20 * Math.log10(peak(signal))
}

function minus(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((x, i) => x - b[i])
}

/** A send with only what matters. */
const send = (to: string, parts: Partial<MixStrip['sends'][number]> = {}) => ({
  to,
  level: 0,
  tap: 'post' as const,
  on: true,
  ...parts
})

/** All that a desk does at once: group, return, side chain, look-ahead, moving lanes. */
function busyDesk(): MixDocument {
  const line = (a: number, b: number) => [
    { time: 0.05, value: a, curve: 'line' as const },
    { time: 0.4, value: b, curve: 0.3 }
  ]
  return desk(
    strip('kick', { sends: [send('room', { level: -12 })] }),
    strip('bass', {
      inserts: [
        late('duck', 3, {
          values: { threshold: -40, ratio: 4, sidechain: 'external', lookahead: 3 },
          key: { strip: 'kick', tap: 'pre' }
        }),
        { id: 'tone', effect: 'eq', values: { 'band1.enabled': true, 'band1.gain': 6 } }
      ],
      output: 'group',
      sends: [send('room', { tap: 'pre', level: -20 })],
      lanes: [
        { of: 'channel', row: 'fader', points: line(-20, 0) },
        { of: 'tone', row: 'band1.frequency', points: line(200, 4000) },
        { of: 'duck', row: 'lookahead', points: line(3, 9) },
        { of: 'send:room', row: 'level', points: line(-40, 0) }
      ]
    }),
    strip('group', { sends: [send('room', { level: -6 })] }),
    strip('room', { inserts: [{ id: 'verb', effect: 'reverb', values: { mix: 100 } }] }),
    strip('mix', { output: 'master' }),
    strip('master', {
      output: undefined,
      channelFirst: true,
      inserts: [{ id: 'limit', effect: 'limiter', values: {} }]
    })
  )
}

describe('a mix', () => {
  it('of strips that change nothing is the sum of what goes in', () => {
    const [a, b] = [noise(1), noise(2)]
    const { outputs } = runMix(
      desk(strip('mix'), strip('a'), strip('b')),
      { a, b },
      { frames: FRAMES }
    )
    expect(outputs.mix[0]).toEqual(a[0].map((x, i) => x + b[0][i]))
  })

  it('of a late and an early strip has both at one frame', () => {
    const document = desk(strip('a', { inserts: [late('x', 7)] }), strip('b'), strip('mix'))
    const { outputs, mix } = runMix(document, { a: click(), b: click() }, { frames: 4800 })
    expect(mix.latencyFrames).toBe(336)
    expect(outputs.mix[0].findIndex((x) => x !== 0)).toBe(436)
    expect(outputs.mix[0][436]).toBe(1)
  })

  it('is late by what its kernels say, where the document says nothing', () => {
    const document = desk(
      strip('a', { inserts: [late('x', 7, { latencyFrames: undefined })] }),
      strip('mix')
    )
    expect(planMix(document).totalFrames).toBe(0)
    expect(runMix(document, {}, { frames: 1 }).mix.latencyFrames).toBe(336)
  })

  it('lets a source that plays into a group wait for the tracks of the group', () => {
    const document = desk(
      strip('a', { output: 'group', inserts: [late('x', 7)] }),
      strip('group'),
      strip('mix')
    )
    const { outputs } = runMix(document, { a: click(), group: click() }, { frames: 4800 })
    expect(outputs.mix[0].findIndex((x) => x !== 0)).toBe(436)
    expect(outputs.mix[0][436]).toBe(1)
  })

  it('takes one channel for mono, which the pan law of its channel places', () => {
    const mono = strip('a', { channel: { effect: 'channel', values: { pan: -100 } } })
    const { outputs } = runMix(desk(mono, strip('mix')), { a: [click()[0]] }, { frames: 480 })
    expect(outputs.mix[0][100]).toBeCloseTo(0.5, 6)
    expect(outputs.mix[1][100]).toBe(0)
  })

  it('gives any strip that is asked for, and the mean of both sides where one array is', () => {
    const document = desk(strip('a'), strip('b'), strip('mix'))
    const mix = new MixRenderer(planMix(document), { kernels: {}, sampleRate: RATE })
    const [a, mono] = [new Float32Array(4), new Float32Array(4)]
    const source = [Float32Array.of(1, 0, 0, 0), Float32Array.of(0, 1, 0, 0)]
    mix.render({ a: source }, { a: [a, new Float32Array(4)], mix: [mono] }, 4)
    expect([...a]).toEqual([1, 0, 0, 0])
    expect([...mono]).toEqual([0.5, 0.5, 0, 0])
  })
})

describe('blocks', () => {
  it('of 1, 64, 128, 333 and 4096 frames give the same mix bit for bit', () => {
    const inputs = { kick: noise(1), bass: noise(2), group: noise(3) }
    const capture = ['master', 'bass', 'room']
    const whole = runMix(busyDesk(), inputs, { frames: FRAMES, blockFrames: 4096, capture })
    expect(whole.mix.problems).toEqual([])
    for (const blockFrames of [1, 64, 128, 333]) {
      const cut = runMix(busyDesk(), inputs, { frames: FRAMES, blockFrames, capture })
      for (const id of capture) {
        const differs = cut.outputs[id][0].findIndex((x, i) => x !== whole.outputs[id][0][i])
        expect(differs, `${id}, blocks of ${blockFrames}`).toBe(-1)
      }
    }
  })

  it('after a reset give the same mix again', () => {
    const document = busyDesk()
    const inputs = { kick: noise(1), bass: noise(2) }
    const { outputs, mix } = runMix(document, inputs, { frames: FRAMES, capture: ['master'] })
    const again = [new Float32Array(FRAMES), new Float32Array(FRAMES)]
    mix.reset()
    mix.render(inputs, { master: again }, FRAMES)
    expect(again[0]).toEqual(outputs.master[0])
    expect(peak(again[0])).toBeGreaterThan(0.01)
  })
})

describe('mute', () => {
  const muted = (tap: 'pre' | 'post') =>
    desk(strip('a', { mute: true, sends: [send('room', { tap })] }), strip('room'), strip('mix'))

  it('silences a strip and its sends behind the fader', () => {
    const { outputs } = runMix(muted('post'), { a: click() }, { frames: 480 })
    expect(peak(outputs.mix[0])).toBe(0)
  })

  it('leaves a send before the fader', () => {
    const { outputs } = runMix(muted('pre'), { a: click() }, { frames: 480 })
    expect(outputs.mix[0][100]).toBe(0.5)
  })
})

describe('solo', () => {
  const song = desk(
    strip('voice', { solo: true, sends: [send('room')] }),
    strip('drums', { sends: [send('room', { tap: 'pre' })], inserts: [late('x', 5)] }),
    strip('room', { soloSafe: true }),
    strip('mix')
  )

  it('leaves the soloed strip with its return, and of the others not even their sends', () => {
    const alone = runMix(song, { drums: click() }, { frames: 960 })
    expect(peak(alone.outputs.mix[0])).toBe(0)
    const { outputs } = runMix(song, { voice: click(), drums: click() }, { frames: 960 })
    expect(outputs.mix[0][340]).toBe(1)
  })

  it('moves nothing in time', () => {
    expect(runMix(song, {}, { frames: 1 }).mix.latencyFrames).toBe(240)
  })

  it('leaves a side chain its key', () => {
    const duck = {
      id: 'duck',
      effect: 'compressor',
      values: { threshold: -40, ratio: 10, attack: 0.1, sidechain: 'external' },
      key: { strip: 'kick', tap: 'post' as const }
    }
    const document = desk(
      strip('kick'),
      strip('bass', { solo: true, inserts: [duck] }),
      strip('mix')
    )
    const ducked = runMix(document, { kick: noise(1), bass: noise(2) }, { frames: FRAMES })
    const free = runMix(document, { bass: noise(2) }, { frames: FRAMES })
    expect(levelDb(ducked.outputs.mix[0])).toBeLessThan(levelDb(free.outputs.mix[0]) - 6)
  })
})

describe('automation', () => {
  /** A ramp of four poles takes some frames to leave the last digit of single precision. */
  const FIRST_STEPS = [0, 1, 2, 3, 4, 5, 6, 7]

  /** A fader that jumps at 0.2 s and then moves. */
  const lanes = [
    {
      of: 'channel',
      row: 'fader',
      points: [
        { time: 0, value: 0, curve: 'hold' as const },
        { time: 0.2, value: -20, curve: 'line' as const },
        { time: 0.45, value: 0, curve: 'line' as const }
      ]
    }
  ]
  const ones = () => [new Float32Array(FRAMES).fill(0.5), new Float32Array(FRAMES).fill(0.5)]

  it('sits at the same sample wherever playing begins', () => {
    const document = desk(strip('a', { lanes }), strip('mix'))
    const whole = runMix(document, { a: ones() }, { frames: FRAMES })
    // Not on the grid, and far enough ahead of the jump for the ramp to be at rest.
    const start = 4717
    const part = runMix(document, { a: ones() }, { frames: FRAMES - start, songFrame: start })
    expect(part.outputs.mix[0]).toEqual(whole.outputs.mix[0].subarray(start))
  })

  it('starts at the first frame of the grid that its time has reached', () => {
    const { outputs } = runMix(
      desk(strip('a', { lanes }), strip('mix')),
      { a: ones() },
      { frames: FRAMES }
    )
    const first = outputs.mix[0].findIndex((x) => x !== 0.5)
    expect(first - 0.2 * RATE).toBeOneOf(FIRST_STEPS)
  })

  it('moves with the sound of its strip, however late that is', () => {
    const early = desk(strip('a', { lanes }), strip('mix'))
    const behind = desk(strip('a', { lanes, inserts: [late('x', 7)] }), strip('mix'))
    const [plain, shifted] = [early, behind].map((document) =>
      runMix(document, { a: ones() }, { frames: FRAMES })
    )
    expect(shifted.outputs.mix[0].subarray(336)).toEqual(
      plain.outputs.mix[0].subarray(0, FRAMES - 336)
    )
  })

  it('of a send is a move of that send alone', () => {
    const sendLanes = [{ ...lanes[0], of: 'send:room', row: 'level' }]
    const document = desk(
      strip('a', { lanes: sendLanes, sends: [send('room')] }),
      strip('room'),
      strip('mix')
    )
    const capture = ['a', 'room']
    const { outputs } = runMix(document, { a: ones() }, { frames: FRAMES, capture })
    expect(outputs.a[0]).toEqual(ones()[0])
    const first = outputs.room[0].findIndex((x) => x !== 0.5)
    expect(first - 0.2 * RATE).toBeOneOf(FIRST_STEPS)
    expect(peak(outputs.room[0], 0.22 * RATE, 0.25 * RATE)).toBeLessThan(0.5)
  })

  it('of a latency is followed without a click in the other strips', () => {
    const points = [
      { time: 0, value: 0, curve: 'hold' as const },
      { time: 0.25, value: 10, curve: 'hold' as const }
    ]
    const document = desk(
      strip('a', { inserts: [late('x', 0)], lanes: [{ of: 'x', row: 'lookahead', points }] }),
      strip('b'),
      strip('mix')
    )
    const tone = Float32Array.from(
      { length: FRAMES },
      (_, i) => 0.5 * Math.sin((Math.PI * 200 * i) / RATE)
    )
    const { outputs, mix } = runMix(document, { b: [tone] }, { frames: FRAMES })
    expect(mix.latencyFrames).toBe(480)
    const out = outputs.mix[0]
    const steepest = out.reduce(
      (most, x, i) => (i === 0 ? 0 : Math.max(most, Math.abs(x - out[i - 1]))),
      0
    )
    // The steepest step of 100 Hz at 0.5 is 0.0065; the fade between two phases adds a little.
    expect(steepest).toBeLessThan(0.009)
    const from = FRAMES - 4800
    expect(out.subarray(from)).toEqual(tone.subarray(from - 480, FRAMES - 480))
  })
})

describe('what cannot be used', () => {
  it('is told by strip, and the rest plays', () => {
    const document = desk(
      strip('a', {
        name: 'Voice',
        inserts: [
          { id: 'x', effect: 'flanger', values: {} },
          { id: 'y', effect: 'compressor', values: { ratio: 4000 } }
        ],
        lanes: [
          { of: 'channel', row: 'flavor', points: [{ time: 0, value: 1, curve: 'hold' }] },
          { of: 'send:room', row: 'level', points: [] }
        ]
      }),
      strip('mix')
    )
    const { outputs, mix } = runMix(document, { a: click() }, { frames: 480 })
    expect(mix.problems).toEqual([
      'Voice: no kernel for "flanger" was handed in; it is left out',
      expect.stringMatching(/^Voice: compressor\.ratio: must be .* got 4000$/),
      'Voice: channel.flavor: no such parameter',
      'Voice: must have what its lane moves, got "send:room"'
    ])
    expect(outputs.mix[0][100]).toBeGreaterThan(0.2)
  })
})

it('readings are those of the kernels', () => {
  const { mix } = runMix(desk(strip('a'), strip('mix')), { a: noise(1) }, { frames: FRAMES })
  expect(mix.meters('a', 'channel')?.peakLeft).toBeGreaterThan(-30)
  expect(mix.meters('a', 'none')).toBeUndefined()
  expect(mix.meters('none', 'channel')).toBeUndefined()
})

it('a send that is off adds nothing, and one of -6 dB half', () => {
  const level = -6.020599913279624
  const document = (on: boolean) =>
    desk(strip('a', { sends: [send('room', { level, on })] }), strip('room'), strip('mix'))
  const at = (on: boolean) =>
    runMix(document(on), { a: click() }, { frames: 480 }).outputs.mix[0][100]
  expect([at(false), at(true)]).toEqual([0.5, 0.75])
})

it('silence stays silence', () => {
  const quiet = [silence(SECONDS, RATE), silence(SECONDS, RATE)]
  const { outputs } = runMix(busyDesk(), { kick: quiet }, { frames: FRAMES, capture: ['master'] })
  expect(peak(minus(outputs.master[0], quiet[0]))).toBe(0)
})
