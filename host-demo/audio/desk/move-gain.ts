import { waitUntil } from '../wait-until.ts'

/** Long enough that no note clicks, short enough not to be heard as a gap. */
const FADE_SECONDS = 0.02

/**
 * Brings a gain to a level by a short ramp, at once where no time runs (before an offline render).
 * Resolves when it is there.
 */
export async function moveGain({ context, gain }: GainNode, level: number): Promise<void> {
  if (context.state !== 'running') {
    gain.value = level
    return
  }
  const end = context.currentTime + FADE_SECONDS
  gain.cancelScheduledValues(context.currentTime)
  gain.setValueAtTime(gain.value, context.currentTime)
  gain.linearRampToValueAtTime(level, end)
  await waitUntil(context, end)
}
