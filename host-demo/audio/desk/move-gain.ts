import { waitUntil } from '../wait-until.ts'

/** Long enough that no note clicks, short enough not to be heard as a gap. */
const FADE_SECONDS = 0.02

/**
 * Brings a gain to a level by a short ramp that starts now or at a later time of the context's
 * clock; at once where no time runs (before an offline render). Resolves when it is there.
 */
export async function moveGain(
  { context, gain }: GainNode,
  level: number,
  notBefore = 0
): Promise<void> {
  if (context.state !== 'running') {
    gain.value = level
    return
  }
  const now = context.currentTime
  const start = Math.max(now, notBefore)
  const held = gain.value
  gain.cancelScheduledValues(now)
  gain.setValueAtTime(held, now)
  gain.setValueAtTime(held, start)
  gain.linearRampToValueAtTime(level, start + FADE_SECONDS)
  await waitUntil(context, start + FADE_SECONDS)
}

/** When a node that sounds `frames` late has been filled with what it gets from now on. */
export function filledAt(context: BaseAudioContext, frames: number): number {
  return context.currentTime + (frames + QUANTA_OF_MESSAGE * 128) / context.sampleRate
}

/** What is connected now is heard by the audio thread some quanta later. */
const QUANTA_OF_MESSAGE = 8
