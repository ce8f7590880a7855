const POLL_MS = 5

/** Resolves once the context's clock has passed `time`, or at once when the clock stands still. */
export async function waitUntil(context: BaseAudioContext, time: number): Promise<void> {
  while (context.state === 'running' && context.currentTime < time) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
