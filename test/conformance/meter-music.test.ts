import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { meterDefinition } from '../../worklets/effects/meter/definition.ts'
import { MeterKernel } from '../../worklets/effects/meter/kernel.ts'
import { CLIP_NAMES, type ClipName, clip } from '../support/clips.ts'
import { figuresOf } from '../support/figures.ts'
import { render } from '../support/render.ts'

/** Real music through the effect, against the readings of ffmpeg's ebur128. */

interface Reading {
  readonly integrated: number
  readonly range: number
  readonly truePeak: number
}

const UNITS = { integrated: 'LU', range: 'LU', truePeak: 'dB' } as const
const LABELS = {
  integrated: 'integrated loudness',
  range: 'loudness range',
  truePeak: 'true peak'
} as const
const KINDS = ['integrated', 'range', 'truePeak'] as const

/** A mono file is one channel to ffmpeg: here it plays on one side. */
function readOurs(channels: readonly Float32Array[]): Reading {
  const [left, right = left.map(() => 0)] = channels
  const { meters } = render(MeterKernel, meterDefinition, [left, right], { blockFrames: 4096 })
  const { integrated, range, maxTruePeak } = meters
  return { integrated, range, truePeak: maxTruePeak }
}

describe('the clips', () => {
  const figures = figuresOf('meter', 'music')
  it.each(CLIP_NAMES)('%s reads as it reads in ffmpeg', (name) => {
    const ours = readOurs(clip(name).channels)
    const theirs = storedReading(name)
    for (const kind of KINDS) {
      figures.atMost(0.1, {
        name: `${name}: ${LABELS[kind]} ${ours[kind].toFixed(2)}, ffmpeg ${theirs[kind].toFixed(2)}`,
        measured: Math.abs(ours[kind] - theirs[kind]),
        unit: UNITS[kind],
        digits: 3
      })
    }
  })
})

/** The row of a clip in the README that stands beside it. */
function storedReading(name: ClipName): Reading {
  const text = readFileSync(new URL('../clips/README.md', import.meta.url), 'utf8')
  const row = text.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? ''
  const [integrated, , range, truePeak] = row
    .split('|')
    .slice(4, 8)
    .map((cell) => Number(cell))
  return { integrated, range, truePeak }
}

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

describe.skipIf(!hasFfmpeg)('with ffmpeg at hand', () => {
  const figures = figuresOf('meter', 'stems')

  it('the stored readings of the clips are those that it gives', () => {
    for (const name of CLIP_NAMES) {
      const file = new URL(`../clips/${name}.wav`, import.meta.url).pathname
      const [live, stored] = [readFfmpeg(['-i', file]), storedReading(name)]
      for (const kind of KINDS) {
        expect(Math.abs(live[kind] - stored[kind]), `${name}, ${kind}`).toBeLessThan(0.02)
      }
    }
  })

  it('the stems of the demo song and their sum read as in ffmpeg', () => {
    const folder = new URL('../../host-demo/public/demo-song/', import.meta.url).pathname
    const stems = readdirSync(folder)
      .filter((file) => file.endsWith('.opus'))
      .map((file) => ['-i', `${folder}${file}`])
    expect(stems.length).toBe(8)
    const sum = [...stems.flat(), '-filter_complex', 'amix=inputs=8:normalize=0']
    const errors = [...stems, sum].map((input) => {
      const pcm = execFileSync('ffmpeg', ['-v', 'error', ...input, ...FORMAT, '-'], ROOM)
      const ours = readOurs(sidesOf(pcm))
      const theirs = readFfmpeg([...FORMAT, '-i', '-'], pcm)
      return KINDS.map((kind) => Math.abs(ours[kind] - theirs[kind]))
    })
    for (const [k, kind] of KINDS.entries()) {
      figures.atMost(0.1, {
        name: `${LABELS[kind]}: worst difference of ${errors.length} recordings of 72 s`,
        measured: Math.max(...errors.map((error) => error[k])),
        unit: UNITS[kind],
        digits: 3
      })
    }
  })
})

/** What is mono plays on both sides, for ffmpeg as for us. */
const FORMAT = ['-ac', '2', '-ar', '48000', '-f', 'f32le']
const ROOM = { maxBuffer: 2 ** 28 }

function sidesOf(pcm: Buffer): readonly Float32Array[] {
  const samples = new Float32Array(pcm.buffer, pcm.byteOffset, pcm.length / 4)
  return [0, 1].map((c) =>
    Float32Array.from({ length: samples.length / 2 }, (_, i) => samples[2 * i + c])
  )
}

/** What ebur128 writes as metadata every 100 ms. */
function readFfmpeg(source: readonly string[], pcm?: Buffer): Reading {
  const filter = 'ebur128=peak=true:metadata=1,ametadata=print:file=-'
  const args = ['-v', 'error', ...source, '-af', filter, '-f', 'null', '-']
  const text = execFileSync('ffmpeg', args, { ...ROOM, input: pcm }).toString()
  const all = (key: string) =>
    [...text.matchAll(new RegExp(`r128\\.${key}=(\\S+)`, 'g'))].map((match) => Number(match[1]))
  return {
    integrated: all('I').at(-1) ?? Number.NaN,
    range: rangeOf(all('S').slice(29)),
    truePeak: 20 * Math.log10(all('true_peak').at(-1) ?? Number.NaN)
  }
}

/**
 * Loudness range of short-term readings as EBU Tech 3342 (2023) has it. ffmpeg's own LRA takes
 * neighboring ranks, up to 0.25 LU away on these recordings, where readings are far apart.
 */
function rangeOf(shortTerms: readonly number[]): number {
  const heard = shortTerms.filter((lufs) => lufs > -70)
  const mean = heard.reduce((sum, lufs) => sum + 10 ** (lufs / 10), 0) / heard.length
  const gate = 10 * Math.log10(mean) - 20
  const sorted = heard.filter((lufs) => lufs >= gate).sort((a, b) => a - b)
  const percentile = (share: number) => sorted[Math.round((sorted.length - 1) * share)]
  return percentile(0.95) - percentile(0.1)
}
