import { describe, expect, test } from 'vitest'
import { defaultValues, restingMeters } from '../../../../worklets/core/definition.ts'
import { delayDefinition } from '../../../../worklets/effects/delay/definition.ts'
import { type EchoControls, echoPattern } from '../../../../worklets/effects/delay/echo-pattern.ts'
import { DelayKernel } from '../../../../worklets/effects/delay/kernel.ts'

const straight: EchoControls = {
  leftSeconds: 0.25,
  rightSeconds: 0.25,
  feedback: 0.5,
  pingPong: 0,
  width: 1
}

describe('the echoes of a hit', () => {
  test('halve with every round at 50 % feedback', () => {
    const echoes = echoPattern(straight, 1)
    expect(echoes.map(({ seconds }) => seconds)).toEqual([0.25, 0.5, 0.75, 1])
    expect(echoes.map(({ left }) => left)).toEqual([1, 0.5, 0.25, 0.125])
  })

  test('change sides in ping-pong', () => {
    const echoes = echoPattern({ ...straight, pingPong: 1 }, 1)
    expect(echoes.map(({ left, right }) => [left, right])).toEqual([
      [1, 0],
      [0, 0.5],
      [0.25, 0],
      [0, 0.125]
    ])
  })

  test('are on both sides alike in mono', () => {
    for (const { left, right } of echoPattern({ ...straight, pingPong: 1, width: 0 }, 1)) {
      expect(left).toBeCloseTo(right, 12)
    }
  })

  test('above 100 % feedback are no more than can be drawn', () => {
    const wild = {
      ...straight,
      leftSeconds: 0.001,
      rightSeconds: 0.0013,
      feedback: 1.2,
      pingPong: 0.5
    }
    expect(echoPattern(wild, 10, 200).length).toBe(200)
  })
})

test.each([
  ['straight', { timeLeft: 50, timeRight: 80, link: false, feedback: 60, pingPong: 0, width: 100 }],
  [
    'ping-pong',
    { timeLeft: 50, timeRight: 80, link: false, feedback: 60, pingPong: 70, width: 100 }
  ],
  ['narrow', { timeLeft: 50, timeRight: 50, link: true, feedback: 60, pingPong: 100, width: 40 }]
])('%s: the picture is what the kernel plays', (_, values) => {
  const sampleRate = 48000
  const kernel = new DelayKernel(sampleRate)
  const all = { ...defaultValues(delayDefinition), lowCut: 10, highCut: 22000, mix: 100, ...values }
  kernel.update(all)
  const frames = 24000
  const input = new Float32Array(frames)
  // A burst of 2 kHz, far from both cuts; its middle is a crest of height 1.
  for (let i = 0; i < 240; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 240)
    input[i] = window * Math.cos((2 * Math.PI * 2000 * (i - 120)) / sampleRate)
  }
  const outputs = [new Float32Array(frames), new Float32Array(frames)]
  for (let at = 0; at < frames; at += 128) {
    const slice = (data: Float32Array) => data.subarray(at, Math.min(frames, at + 128))
    kernel.process(
      [[slice(input), slice(input)]],
      [outputs.map(slice)],
      restingMeters(delayDefinition)
    )
  }
  const echoes = echoPattern(
    {
      leftSeconds: values.timeLeft / 1000,
      rightSeconds: values.timeRight / 1000,
      feedback: values.feedback / 100,
      pingPong: values.pingPong / 100,
      width: values.width / 100
    },
    0.4
  )
  expect(echoes.length).toBeGreaterThan(5)
  for (const echo of echoes) {
    const at = Math.round(echo.seconds * sampleRate) + 120
    expect(Math.abs(outputs[0]?.[at] ?? 9)).toBeCloseTo(echo.left, 2)
    expect(Math.abs(outputs[1]?.[at] ?? 9)).toBeCloseTo(echo.right, 2)
  }
})
