const SCRIPT = `
class TestRecorder extends AudioWorkletProcessor {
  constructor() {
    super()
    this.chunks = []
    this.port.onmessage = () => {
      this.port.postMessage(this.chunks)
      this.chunks = []
    }
  }
  process([input]) {
    if (input.length > 0) this.chunks.push(input[0].slice())
    else this.chunks.push(new Float32Array(128))
    return true
  }
}
registerProcessor('test-recorder', TestRecorder)
`

export interface Recorder {
  /** The left side from the start of the recording, or the last call, until now. */
  take(): Promise<Float32Array>
}

/** Records every sample that leaves a node, however busy the page is. */
export async function recordNode(context: BaseAudioContext, source: AudioNode): Promise<Recorder> {
  const url = URL.createObjectURL(new Blob([SCRIPT], { type: 'text/javascript' }))
  await context.audioWorklet.addModule(url)
  URL.revokeObjectURL(url)
  const node = new AudioWorkletNode(context, 'test-recorder', {
    channelCount: 2,
    channelCountMode: 'explicit'
  })
  source.connect(node)
  node.connect(context.destination)
  return {
    take: () =>
      new Promise((resolve) => {
        node.port.onmessage = ({ data }: MessageEvent<Float32Array[]>) => {
          const recording = new Float32Array(data.length * 128)
          data.forEach((chunk, i) => {
            recording.set(chunk, i * 128)
          })
          resolve(recording)
        }
        node.port.postMessage('take')
      })
  }
}

/** First frame at which the recording has the signal's beginning, by its first distinct samples. */
export function findStart(recording: Float32Array, signal: Float32Array, from = 0): number {
  for (let start = from; start < recording.length - 64; start++) {
    let difference = 0
    for (let i = 0; i < 64 && difference < 1e-4; i++) {
      difference = Math.max(difference, Math.abs((recording[start + i] ?? 0) - (signal[i] ?? 0)))
    }
    if (difference < 1e-4) return start
  }
  throw new Error('the signal does not occur in the recording')
}

/** The largest jump between neighboring samples. */
export function largestStep(signal: Float32Array): number {
  let step = 0
  for (let i = 1; i < signal.length; i++) {
    step = Math.max(step, Math.abs((signal[i] ?? 0) - (signal[i - 1] ?? 0)))
  }
  return step
}
