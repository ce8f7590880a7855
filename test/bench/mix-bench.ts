import { PerformanceObserver, performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { demoSession } from '../../host-demo/session/demo-session.ts'
import { readSession } from '../../host-demo/session/v2/read-session.ts'
import { mixDocument } from '../../host-demo/session/v2/routing.ts'
import { setSend } from '../../host-demo/session/v2/routing-edits.ts'
import { addStrips } from '../../host-demo/session/v2/session-edits.ts'
import { makeReturn } from '../../host-demo/session/v2/session-makers.ts'
import type { MixDocument, MixStrip } from '../../worklets/mix/document.ts'
import { planMix } from '../../worklets/mix/plan.ts'
import { MixRenderer } from '../../worklets/mix/renderer.ts'
import { effects } from '../support/effects.ts'
import { kernels } from '../support/kernels.ts'
import { pinkNoise } from '../support/signals.ts'

const RATE = 48000
const SONG_SECONDS = 60
const BLOCK = 4096

/** The demo song as it is, with a reverb and a delay that every track sends to. */
function demoDesk(): MixDocument {
  const definitions = new Map(effects.map(({ definition }) => [definition.id, definition]))
  const { session } = readSession(demoSession(), definitions)
  if (session === undefined) throw new Error('bench: the demo song must be readable')
  const returns = [makeReturn('reverb', 'Reverb', 5), makeReturn('delay', 'Delay', 6)]
  const sent = returns.reduce(
    (song, { id }) =>
      song.strips
        .filter(({ kind }) => kind === 'track')
        .reduce((next, track) => setSend(next, track.id, id, { level: -15 }).session, song),
    addStrips(session, returns)
  )
  return mixDocument(sent, { definitions, sampleRate: RATE })
}

/** A fader of every strip and a send of each move all the time. */
function moving({ strips }: MixDocument): MixDocument {
  const points = [0, SONG_SECONDS].map((time, i) => ({
    time,
    value: -20 + 10 * i,
    curve: 'line' as const
  }))
  const move = (strip: MixStrip): MixStrip => {
    const sends = strip.sends.map(({ to }) => ({ of: `send:${to}`, row: 'level', points }))
    return { ...strip, lanes: [{ of: 'channel', row: 'fader', points }, ...sends] }
  }
  return { strips: strips.map(move) }
}

interface Played {
  readonly timesRealTime: number
  readonly collections: number
}

async function play(document: MixDocument): Promise<Played> {
  const mix = new MixRenderer(planMix(document), { kernels, sampleRate: RATE })
  if (mix.problems.length > 0) throw new Error(`bench: ${mix.problems.join(', ')}`)
  const tracks = document.strips.filter(({ id }) => id !== 'mix' && id !== 'master')
  const inputs = Object.fromEntries(
    tracks.map(({ id }, i) => [
      id,
      [pinkNoise(BLOCK / RATE, RATE, i + 1, 0.3), pinkNoise(BLOCK / RATE, RATE, i + 90, 0.3)]
    ])
  )
  const outputs = { master: [new Float32Array(BLOCK), new Float32Array(BLOCK)] }
  const run = (seconds: number) => {
    for (let frame = 0; frame < seconds * RATE; frame += BLOCK) mix.render(inputs, outputs, BLOCK)
  }
  run(20)
  const collections: number[] = []
  const observer = new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) collections.push(startTime)
  })
  observer.observe({ entryTypes: ['gc'] })
  const start = performance.now()
  const before = process.cpuUsage()
  run(SONG_SECONDS)
  // Processor time: what a busy machine does beside is not the mix's.
  const { user } = process.cpuUsage(before)
  const end = performance.now()
  await wait(50)
  observer.disconnect()
  const during = collections.filter((time) => time >= start && time <= end)
  return { timesRealTime: (1e6 * SONG_SECONDS) / user, collections: during.length }
}

export interface MixTiming extends Played {
  readonly name: string
}

/** The demo song's desk: 8 tracks, 2 returns, 16 sends, mix, master. */
export async function mixTimings(): Promise<readonly MixTiming[]> {
  const document = demoDesk()
  return [
    { name: 'demo song', ...(await play(document)) },
    { name: 'faders and sends moving', ...(await play(moving(document))) }
  ]
}
