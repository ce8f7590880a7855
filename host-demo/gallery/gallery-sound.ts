import type { EffectDefinition } from '../../worklets/core/definition.ts'
import type { EffectModule } from '../../worklets/core/effect-module.ts'
import type { AudioFamily, HostEffect } from '../audio/audio-family.ts'
import { makePinkNoise } from './pink-noise.ts'

export interface SoundChoice {
  readonly id: string
  readonly label: string
}

const STEMS = ['drums', 'bass', 'percussion', 'guitar', 'keys', 'pad', 'lead', 'voice-texture']

/** What can be sent through an effect, beside a file of one's own. */
export const SOUNDS: readonly SoundChoice[] = [
  ...STEMS.map((file) => ({
    id: `stem:${file}`,
    label: file.charAt(0).toUpperCase() + file.slice(1).replace('-', ' and ')
  })),
  { id: 'noise', label: 'Pink noise' },
  { id: 'tone', label: 'Tone, 440 Hz' },
  { id: 'microphone', label: 'Microphone' }
]

/** What feeds a side chain, so that "external" has something to hear. */
const KEY_STEM = 'drums'

/** Stems are sparse at their start: they play from where the whole band does. */
const STEM_START = 39.59
const STEM_END = 59.38
const TEST_LEVEL = 0.1
/** What starts and stops fades so long: a cut would click. */
const FADE_S = 0.012
const FADED_MS = 1000 * FADE_S + 8

interface Source {
  readonly node: GainNode
  stop(): void
}

/**
 * One sound through one effect into the loudspeaker. Events: `change` (what plays, or whether),
 * `problem` (CustomEvent with a sentence).
 */
export class GallerySound extends EventTarget {
  readonly context: AudioContext
  readonly #family: AudioFamily
  readonly #out: GainNode
  #effect: HostEffect | undefined
  #sound = `stem:${STEMS[0]}`
  #file: { readonly name: string; readonly buffer: AudioBuffer } | undefined
  #playing = false
  /** What plays runs into these two, whichever effect listens. */
  readonly #main: GainNode
  readonly #key: GainNode
  #sources: readonly Source[] = []
  readonly #stems = new Map<string, Promise<AudioBuffer>>()
  /** Grows with each start and stop, so that a slow load knows when it is no longer wanted. */
  #turn = 0

  constructor(family: AudioFamily) {
    super()
    this.#family = family
    this.context = family.createContext({ latencyHint: 'interactive' })
    this.#out = this.context.createGain()
    this.#main = this.context.createGain()
    this.#key = this.context.createGain()
    this.#out.connect(this.context.destination)
  }

  get playing(): boolean {
    return this.#playing
  }

  get sound(): string {
    return this.#sound
  }

  get fileName(): string | undefined {
    return this.#file?.name
  }

  get effect(): HostEffect | undefined {
    return this.#effect
  }

  /** Puts another effect in place of the present one; the sound goes on. */
  async setEffect(module: EffectModule<EffectDefinition>): Promise<HostEffect> {
    const effect = await this.#family.createEffect(this.context, module)
    const before = this.#effect
    this.#effect = effect
    if (before) {
      await this.#fade(this.#out, 0)
      this.#main.disconnect()
      this.#key.disconnect()
      before.dispose()
    }
    // Another one may have been chosen while this one faded.
    if (this.#effect !== effect) {
      effect.dispose()
      return effect
    }
    this.#main.connect(effect.node)
    if (effect.definition.sidechain) this.#key.connect(effect.node, 0, 1)
    effect.node.connect(this.#out)
    void this.#fade(this.#out, 1)
    if (this.#playing && effect.definition.sidechain && this.#sources.length < 2) await this.play()
    this.#changed()
    return effect
  }

  async setSound(id: string): Promise<void> {
    this.#sound = id
    if (this.#playing) await this.play()
    this.#changed()
  }

  /** Takes a file as the sound. */
  async setFile(file: File): Promise<void> {
    try {
      const buffer = await this.context.decodeAudioData(await file.arrayBuffer())
      this.#file = { name: file.name, buffer }
      await this.setSound('file')
    } catch {
      this.#tell(`"${file.name}" is no audio this browser can read; try WAV, FLAC, MP3 or Opus.`)
    }
  }

  /** Starts the sound anew; to be called in a gesture. */
  async play(): Promise<void> {
    const turn = ++this.#turn
    this.#playing = true
    this.#changed()
    void this.context.resume()
    try {
      const sources = await this.#makeSources()
      if (turn !== this.#turn) {
        for (const { node, stop } of sources) {
          stop()
          node.disconnect()
        }
        return
      }
      this.#stopSources()
      this.#sources = sources
      this.#changed()
    } catch (error) {
      if (turn === this.#turn) this.stop()
      this.#tell(error instanceof Error ? error.message : String(error))
    }
  }

  stop(): void {
    this.#turn++
    this.#playing = false
    this.#stopSources()
    this.#changed()
  }

  #stopSources(): void {
    for (const { node, stop } of this.#sources) {
      void this.#fade(node, 0).then(() => {
        stop()
        node.disconnect()
      })
    }
    this.#sources = []
  }

  /** Resolves when it is done, on a context that does not run as well. */
  #fade({ gain }: GainNode, level: 0 | 1): Promise<void> {
    const now = this.context.currentTime
    gain.cancelScheduledValues(now)
    gain.setValueAtTime(gain.value, now)
    gain.linearRampToValueAtTime(level, now + FADE_S)
    return new Promise((resolve) => setTimeout(resolve, FADED_MS))
  }

  async #makeSources(): Promise<readonly Source[]> {
    const isKeyed = this.#effect?.definition.sidechain
    const wanted = isKeyed ? [this.#sound, `stem:${KEY_STEM}`] : [this.#sound]
    const made = await Promise.all(wanted.map((id) => this.#makeSource(id)))
    return made.map(({ node, stop }, i) => {
      const faded = this.context.createGain()
      faded.gain.value = 0
      node.connect(faded)
      faded.connect(i === 0 ? this.#main : this.#key)
      void this.#fade(faded, 1)
      return { node: faded, stop }
    })
  }

  async #makeSource(id: string): Promise<{ readonly node: AudioNode; stop(): void }> {
    const { context } = this
    if (id === 'microphone') return microphone(context)
    if (id === 'tone') {
      const tone = context.createOscillator()
      const level = context.createGain()
      level.gain.value = TEST_LEVEL
      tone.connect(level)
      tone.start()
      return { node: level, stop: () => tone.stop() }
    }
    const source = context.createBufferSource()
    source.loop = true
    const stem = id.startsWith('stem:') ? id.slice('stem:'.length) : undefined
    if (stem) {
      source.buffer = await this.#loadStem(stem)
      source.loopStart = STEM_START
      source.loopEnd = STEM_END
    } else if (id === 'noise') {
      source.buffer = makePinkNoise(context, TEST_LEVEL)
    } else {
      if (!this.#file) throw new Error('Choose a file first.')
      source.buffer = this.#file.buffer
    }
    source.start(0, stem ? STEM_START : 0)
    return { node: source, stop: () => source.stop() }
  }

  #loadStem(name: string): Promise<AudioBuffer> {
    const known = this.#stems.get(name)
    if (known) return known
    const loading = fetch(`demo-song/${name}.opus`)
      .then((response) => {
        if (!response.ok) throw new Error(`"${name}" could not be loaded (${response.status}).`)
        return response.arrayBuffer()
      })
      .then((bytes) => this.context.decodeAudioData(bytes))
    this.#stems.set(name, loading)
    loading.catch(() => this.#stems.delete(name))
    return loading
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }

  #tell(problem: string): void {
    this.dispatchEvent(new CustomEvent<string>('problem', { detail: problem }))
  }
}

/** The microphone as it is: what browsers do for calls would be heard as an effect. */
async function microphone(context: AudioContext): Promise<{ node: AudioNode; stop(): void }> {
  if (!navigator.mediaDevices) throw new Error('The microphone needs a secure page (https).')
  const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  const stream = await navigator.mediaDevices.getUserMedia({ audio }).catch(() => {
    throw new Error('No microphone: allow it in the address bar, and use headphones.')
  })
  const node = context.createMediaStreamSource(stream)
  return {
    node,
    stop: () => {
      for (const track of stream.getTracks()) track.stop()
    }
  }
}
