import { sharedTable } from './shared-table.ts'

/**
 * The rising half of a raised cosine, 0 at index 0 and 1 at index `frames`: the weight of what
 * fades in. All who ask for one length share the array, so it is for reading only.
 */
export const raisedCosine = sharedTable((frames: number) => {
  const fade = new Float64Array(frames + 1)
  for (let i = 0; i <= frames; i++) fade[i] = 0.5 - 0.5 * Math.cos((Math.PI * i) / frames)
  return fade
})

/** Frames of a crossfade: 15 ms keeps a switch free of clicks down to the lowest notes. */
export function fadeFrames(sampleRate: number): number {
  return Math.round(0.015 * sampleRate)
}
