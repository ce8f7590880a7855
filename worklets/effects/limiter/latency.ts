import { DETECTOR_FRAMES } from '../../dsp/true-peak-detector.ts'

/** The look-ahead in whole frames, at least one. */
export function lookaheadFrames(lookaheadMs: number, sampleRate: number): number {
  return Math.max(1, Math.round((lookaheadMs / 1000) * sampleRate))
}

/** The gain is ready in the last frame of the look-ahead; looking between samples takes its own. */
export function limiterLatency(lookahead: number, truePeak: boolean): number {
  return lookahead - 1 + (truePeak ? DETECTOR_FRAMES : 0)
}
