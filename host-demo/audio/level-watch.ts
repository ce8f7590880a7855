/** The longest window an analyser has: 0.68 s at 48 kHz. */
const WINDOW_FRAMES = 32_768

/** Tells how loud a node has been of late, also while an offline render rests. */
export class LevelWatch {
  /** Length of the window. */
  readonly seconds: number
  readonly #analysers: readonly AnalyserNode[]
  readonly #window = new Float32Array(WINDOW_FRAMES)

  constructor(context: BaseAudioContext, node: AudioNode) {
    this.seconds = WINDOW_FRAMES / context.sampleRate
    // An analyser mixes its input to mono, where a wide sound may cancel: one for each side.
    const splitter = context.createChannelSplitter(2)
    node.connect(splitter)
    this.#analysers = [0, 1].map((channel) => {
      const analyser = context.createAnalyser()
      analyser.fftSize = WINDOW_FRAMES
      splitter.connect(analyser, channel)
      return analyser
    })
  }

  /** The highest sample of both sides in the window, as a linear level. */
  peak(): number {
    let peak = 0
    for (const analyser of this.#analysers) {
      analyser.getFloatTimeDomainData(this.#window)
      for (const x of this.#window) peak = Math.max(peak, Math.abs(x))
    }
    return peak
  }

  /** Mean square over both sides (their sum, as loudness counts them). */
  power(): number {
    let sum = 0
    for (const analyser of this.#analysers) {
      analyser.getFloatTimeDomainData(this.#window)
      for (const x of this.#window) sum += x * x
    }
    return sum / WINDOW_FRAMES
  }
}
