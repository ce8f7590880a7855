/** A device is asked again after this long: headphones may have been plugged in. */
const ASK_AGAIN_MS = 1000

/**
 * Seconds between the context's clock and the loudspeaker. Firefox is not asked: there a page that
 * reads the figure while worklets run can wait for the audio server while that waits for the
 * worklets, for good. Elsewhere it is asked once a second, not in every frame.
 */
export class DeviceLatency {
  readonly #context: Pick<AudioContext, 'outputLatency'>
  readonly #mayAsk: boolean
  #askedAt = -Infinity
  #seconds = 0

  constructor(
    context: Pick<AudioContext, 'outputLatency'>,
    userAgent: string = navigator.userAgent
  ) {
    this.#context = context
    this.#mayAsk = !/\bFirefox\//.test(userAgent)
  }

  /** 0 where it is not known. `nowMs` is the page's clock. */
  secondsAt(nowMs: number): number {
    if (this.#mayAsk && nowMs - this.#askedAt >= ASK_AGAIN_MS) {
      this.#askedAt = nowMs
      const { outputLatency } = this.#context
      this.#seconds = Number.isFinite(outputLatency) ? outputLatency : 0
    }
    return this.#seconds
  }
}
