import { effectModules } from '../../host-demo/audio/effect-modules.ts'
import { makeEditor } from '../../host-demo/elements/editors.ts'
import { createEffect } from '../../worklets/index.ts'

declare global {
  interface Window {
    editorReady: { readonly error?: string } | undefined
    /** Puts an editor on the page and takes it off again, so many times. */
    turnOver: (times: number) => Promise<void>
  }
}

/** `?effect=eq`: its editor, 900 px wide, with loud noise running through the effect. */
async function start(): Promise<void> {
  const parameters = new URLSearchParams(location.search)
  const module = effectModules().get(parameters.get('effect') ?? 'eq')
  if (!module) throw new Error('no such effect')
  const context = new AudioContext({ sampleRate: 48_000 })
  const effect = await createEffect(context, module)
  const noise = new AudioBuffer({ length: 96_000, sampleRate: 48_000, numberOfChannels: 2 })
  for (let channel = 0; channel < 2; channel++) {
    const samples = noise.getChannelData(channel)
    for (let i = 0; i < samples.length; i++) samples[i] = 0.4 * (Math.random() * 2 - 1)
  }
  const source = new AudioBufferSourceNode(context, { buffer: noise, loop: true })
  source.connect(effect.node)
  effect.node.connect(context.destination)
  source.start()
  const box = document.createElement('div')
  box.style.width = '900px'
  document.body.append(box)
  const count = Number(parameters.get('closed') ?? 0)
  // Closed: made, connected to the effect, and taken off the page.
  for (let i = 0; i < count; i++) {
    const closed = makeEditor(effect)
    box.append(closed)
    await new Promise((resolve) => requestAnimationFrame(resolve))
    closed.remove()
  }
  if (count === 0) box.append(makeEditor(effect))
  window.turnOver = async (times) => {
    for (let i = 0; i < times; i++) {
      const editor = makeEditor(effect)
      box.append(editor)
      await new Promise((resolve) => requestAnimationFrame(resolve))
      editor.remove()
    }
  }
  window.editorReady = {}
}

start().catch((error: unknown) => {
  window.editorReady = { error: String(error) }
})
