import { effectModules } from '../../host-demo/audio/effect-modules.ts'
import { makeEditor } from '../../host-demo/elements/console/editors.ts'
import { demoSession } from '../../host-demo/session/demo-session.ts'
import { createEffect } from '../../worklets/index.ts'

declare global {
  interface Window {
    editorReady: { readonly error?: string } | undefined
    /** Puts an editor on the page and takes it off again, so many times. */
    turnOver: (times: number) => Promise<void>
    setWidth: (pixels: number) => void
  }
}

/**
 * The editor of an effect with sound running through it. The query:
 * `effect=eq`; `sound=song` (the stems of the demo song as they are, else loud noise);
 * `preset=fullest` (the one that states most rows, else defaults); `theme=light`; `closed=20`
 * (no open editor, but so many that were open).
 */
async function start(): Promise<void> {
  const query = new URLSearchParams(location.search)
  const module = effectModules().get(query.get('effect') ?? 'eq')
  if (!module) throw new Error('no such effect')
  const stated = (preset: { readonly values: object }) => Object.keys(preset.values).length
  const fullest = [...module.presets].sort((a, b) => stated(b) - stated(a))[0]
  const context = new AudioContext({ sampleRate: 48_000 })
  const preset = query.get('preset') === 'fullest' ? fullest?.name : undefined
  const effect = await createEffect(context, module, { preset })
  effect.node.connect(context.destination)
  for (const buffer of query.get('sound') === 'song' ? await loadStems(context) : [makeNoise()]) {
    const source = new AudioBufferSourceNode(context, { buffer, loop: true })
    source.connect(effect.node)
    source.start(0, Math.min(FULL_PART, buffer.duration / 2))
  }
  document.documentElement.style.colorScheme = query.get('theme') ?? 'dark'
  document.body.style.background = 'var(--twobus-bg)'
  const box = document.createElement('div')
  box.id = 'box'
  document.body.append(box)
  window.setWidth = (pixels) => {
    box.style.width = `${pixels}px`
  }
  window.setWidth(900)
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  window.turnOver = async (times) => {
    for (let i = 0; i < times; i++) {
      const editor = makeEditor(effect)
      box.append(editor)
      await frame()
      editor.remove()
    }
  }
  const closed = Number(query.get('closed') ?? 0)
  if (closed === 0) box.append(makeEditor(effect))
  else await window.turnOver(closed)
  window.editorReady = {}
}

/** Seconds into the song where everything plays. */
const FULL_PART = 40

function loadStems(context: AudioContext): Promise<AudioBuffer[]> {
  const files = demoSession().tracks.map(({ clip }) => clip.fileName)
  return Promise.all(
    files.map(async (file) => {
      const response = await fetch(`/host-demo/public/demo-song/${file}`)
      return context.decodeAudioData(await response.arrayBuffer())
    })
  )
}

function makeNoise(): AudioBuffer {
  const noise = new AudioBuffer({ length: 96_000, sampleRate: 48_000, numberOfChannels: 2 })
  for (let channel = 0; channel < 2; channel++) {
    const samples = noise.getChannelData(channel)
    for (let i = 0; i < samples.length; i++) samples[i] = 0.4 * (Math.random() * 2 - 1)
  }
  return noise
}

start().catch((error: unknown) => {
  window.editorReady = { error: String(error) }
})
