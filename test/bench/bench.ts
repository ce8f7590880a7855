import { effects } from '../support/effects.ts'
import { measureInBrowser } from './browser-bench.ts'
import { faustPeers } from './faust-peers.ts'
import { kernelContestants } from './kernel-contestants.ts'
import { FRAME_BUDGET_NS, measure, type Timing } from './measure.ts'

/**
 * `npm run bench`: what each effect costs, beside what a web developer would use instead, in the
 * same run. Kernels and Faust peers in Node, worklets and native nodes in Chromium.
 */

function row({ name, nsPerFrame }: Timing, ratios: string): string {
  const share = ((100 * nsPerFrame) / FRAME_BUDGET_NS).toFixed(3)
  return `${name.padEnd(28)}${nsPerFrame.toFixed(1).padStart(9)}${share.padStart(11)} %   ${ratios}`
}

console.log('In Node: ns per stereo frame at 48 kHz, share of the quantum, ratio to each peer\n')
for (const effect of effects) {
  const timings = measure([...kernelContestants(effect), ...(await faustPeers(effect.id))])
  const [own, idle, ...peers] = timings
  const ratios = peers.map(
    (peer) => `${(own.nsPerFrame / peer.nsPerFrame).toFixed(2)} of ${peer.name}`
  )
  console.log(row(own, ratios.join(', ')))
  console.log(row(idle, ''))
  for (const peer of peers) console.log(row(peer, ''))
  console.log()
}

console.log('In Chromium: the same through AudioWorklet, beside native nodes\n')
for (const { name, nsPerFrame, baseline } of await measureInBrowser()) {
  const ratio =
    baseline === undefined
      ? ''
      : `${(nsPerFrame / baseline.nsPerFrame).toFixed(2)} of ${baseline.name}`
  console.log(row({ name, nsPerFrame, best: nsPerFrame }, ratio))
}
