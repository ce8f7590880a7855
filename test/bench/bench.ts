import { effects } from '../support/effects.ts'
import { type BrowserBench, openBrowserBench } from './browser-bench.ts'
import { faustPeers } from './faust-peers.ts'
import { masterChain, wholeMix } from './kernel-chains.ts'
import { kernelContestants } from './kernel-contestants.ts'
import { FRAME_BUDGET_NS, measure, type Timing } from './measure.ts'
import { midiTiming, STORM_PER_SECOND } from './midi-bench.ts'
import { mixTimings } from './mix-bench.ts'
import { startTiming } from './start-bench.ts'

/**
 * `npm run bench`: what each effect costs, beside what a web developer would use instead, in the
 * same run; what chains and whole sessions cost; and what a new node costs before it sounds.
 * `npm run bench -- eq chains` runs the named parts only: effects, `start`, `chains`, `mix`,
 * `midi`, `sessions`, `editors`.
 */

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-') && !/[./]/.test(word))
const runs = (part: string) => wanted.length === 0 || wanted.includes(part)

function row({ name, nsPerFrame }: Timing, remark = ''): string {
  const share = ((100 * nsPerFrame) / FRAME_BUDGET_NS).toFixed(3)
  return `${name.padEnd(28)}${nsPerFrame.toFixed(1).padStart(9)}${share.padStart(11)} %   ${remark}`
}

async function kernels(): Promise<void> {
  console.log('In Node: ns per stereo frame at 48 kHz, share of the quantum, ratio to each peer\n')
  for (const effect of effects.filter(({ id }) => runs(id))) {
    const timings = measure([...kernelContestants(effect), ...(await faustPeers(effect.id))])
    const [own, idle, ...peers] = timings
    const ratios = peers.map(
      (peer) => `${(own.nsPerFrame / peer.nsPerFrame).toFixed(2)} of ${peer.name}`
    )
    console.log(row(own, ratios.join(', ')))
    for (const timing of [idle, ...peers]) console.log(row(timing))
    console.log()
  }
}

async function starts(): Promise<void> {
  console.log('Start in Node, in a fresh thread each: ms of the audio thread\n')
  const heads = ['script', 'first node', 'ten quanta', 'longest', 'next node']
  console.log(' '.repeat(14) + heads.map((head) => head.padStart(11)).join(''))
  for (const effect of effects) {
    const { script, first, firstQuanta, longestQuantum, next } = await startTiming(effect)
    const times = [script, first, firstQuanta, longestQuantum, next]
    console.log(effect.id.padEnd(14) + times.map((ms) => ms.toFixed(2).padStart(11)).join(''))
  }
  console.log()
}

function chains(): void {
  console.log('Chains in Node: the last column of percent is that of one core\n')
  for (const timing of measure([masterChain(), wholeMix()])) console.log(row(timing))
  console.log()
}

async function mixes(): Promise<void> {
  console.log('Whole mixes in Node by MixRenderer, in processor time\n')
  for (const { name, timesRealTime, collections } of await mixTimings()) {
    const speed = `${timesRealTime.toFixed(1)} x real time`
    console.log(
      `${name.padEnd(28)}${speed.padStart(20)}   ${collections} garbage collections a minute`
    )
  }
  console.log()
}

function midi(): void {
  const { medianUs, slowUs, stormMsPerFrame } = midiTiming()
  console.log('Controllers in Node: from a message to the word of its parameter\n')
  console.log(`median ${medianUs.toFixed(1)} us, one in a hundred over ${slowUs.toFixed(1)} us`)
  const storm = `${STORM_PER_SECOND} messages a second`
  console.log(`${storm}: ${stormMsPerFrame.toFixed(2)} ms of each frame at 60 frames a second\n`)
}

async function worklets(browser: BrowserBench): Promise<void> {
  console.log('In Chromium: the same through AudioWorklet, beside native nodes\n')
  for (const { id } of effects.filter((effect) => runs(effect.id))) {
    for (const { name, nsPerFrame, peers = [] } of await browser.effect(id)) {
      const ratios = peers.map(
        (peer) => `${(nsPerFrame / peer.nsPerFrame).toFixed(2)} of ${peer.name}`
      )
      console.log(row({ name, nsPerFrame, best: nsPerFrame }, ratios.join(', ')))
    }
    console.log()
  }
}

async function sessions(browser: BrowserBench): Promise<void> {
  console.log('Sessions in Chromium: times real time, and what a strip costs\n')
  const { strips, effects: count, songSeconds, seconds } = await browser.session()
  const speed = (songSeconds / seconds).toFixed(1)
  console.log(`demo song, ${strips} strips, ${count} effects on them: ${speed} x real time`)
  for (const wish of [1, 2, 4, 8, 16, 32, 64]) {
    const timing = await browser.session(wish)
    const share = (100 * timing.seconds) / timing.songSeconds
    const times = (timing.songSeconds / timing.seconds).toFixed(1)
    const each = (share / wish).toFixed(2)
    console.log(`${`${wish}`.padStart(3)} strips: ${times.padStart(6)} x real time, ${each} % each`)
  }
}

async function editors(browser: BrowserBench): Promise<void> {
  console.log('Editors in Chromium, loud noise, twice the pixels: script of the page per frame\n')
  for (const { id } of effects) {
    const { scriptMsPerFrame, framesPerSecond } = await browser.editor(id)
    const left = await browser.remains(id, 1000)
    console.log(
      `${id.padEnd(14)}${scriptMsPerFrame.toFixed(2).padStart(6)} ms, ` +
        `${framesPerSecond.toFixed(0)} frames a second, left per editor: ${left.bytes.toFixed(0)} bytes, ` +
        `${left.nodes.toFixed(2)} nodes, ${left.listeners.toFixed(2)} listeners`
    )
  }
  const closed = await browser.editor('eq', 20)
  console.log(`twenty closed ${closed.scriptMsPerFrame.toFixed(2).padStart(5)} ms\n`)
}

await kernels()
if (runs('start')) await starts()
if (runs('chains')) chains()
if (runs('mix')) await mixes()
if (runs('midi')) midi()
const browser = await openBrowserBench()
try {
  await worklets(browser)
  if (runs('editors')) await editors(browser)
  if (runs('sessions')) await sessions(browser)
} finally {
  await browser.close()
}
