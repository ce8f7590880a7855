/** What plays a track: its audio and where it enters the graph. */
export interface TrackSource {
  readonly id: string
  readonly buffer: AudioBuffer
  readonly input: AudioNode
}

/** Where in time a pass begins, in seconds. */
export interface PassStart {
  /** Time of the context's clock at which `offset` sounds. */
  readonly at: number
  /** Position in the song. */
  readonly offset: number
}

/** A jump in the sound is faded over this time, ending where the new sound is due. */
export const FADE_SECONDS = 0.01

/**
 * One uninterrupted stretch of playback: a source for each track, all started at one time of the
 * context's clock. The fade-in lies before the start, so that the first note keeps its attack; at
 * the very start of the song there is nothing to fade in and samples pass unchanged.
 */
export class PlaybackPass {
  readonly at: number
  readonly offset: number
  #endsAt = Infinity
  readonly #voices: { readonly source: AudioBufferSourceNode; readonly gain: GainNode }[] = []

  constructor(context: BaseAudioContext, tracks: readonly TrackSource[], start: PassStart) {
    this.at = start.at
    this.offset = start.offset
    const fade = fadeBefore(start, context.sampleRate)
    for (const track of tracks) {
      if (start.offset >= track.buffer.duration) continue
      const gain = context.createGain()
      const source = context.createBufferSource()
      source.buffer = track.buffer
      source.connect(gain)
      gain.connect(track.input)
      if (fade > 0) {
        gain.gain.setValueAtTime(0, start.at - fade)
        gain.gain.linearRampToValueAtTime(1, start.at)
      }
      source.onended = () => {
        source.disconnect()
        gain.disconnect()
      }
      source.start(start.at - fade, start.offset - fade)
      this.#voices.push({ source, gain })
    }
  }

  /** Fades out so that silence is reached at `at`, one fade ahead of now; never ends later. */
  endAt(at: number): void {
    if (at >= this.#endsAt) return
    this.#endsAt = at
    for (const { source, gain } of this.#voices) {
      gain.gain.setValueAtTime(1, Math.max(this.at, at - FADE_SECONDS))
      gain.gain.linearRampToValueAtTime(0, Math.max(this.at, at))
      source.stop(Math.max(this.at, at))
    }
  }

  /** Takes back a start that has not come yet. */
  cancel(): void {
    for (const { source, gain } of this.#voices) {
      source.onended = null
      source.stop()
      source.disconnect()
      gain.disconnect()
    }
  }
}

/** How early a pass sounds: a fade in whole frames, as far as there is song before the start. */
function fadeBefore({ at, offset }: PassStart, sampleRate: number): number {
  const fade = Math.floor(FADE_SECONDS * sampleRate) / sampleRate
  return Math.max(0, Math.min(fade, offset, at))
}
