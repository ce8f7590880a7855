import { expect, test } from 'vitest'
import { frameLoopState } from '../../../ui/core/frame.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { mappableControls } from '../../../ui/core/mappable.ts'
import { themeChanges } from '../../../ui/core/theme-colors.ts'
import { presetStoreOf } from '../../../ui/editor/preset-store.ts'
import { settled } from '../../support/settled.ts'
import { editorIds, makeSilentEditor } from './every-editor.ts'

const TIMES = 200

/** Counts what is listened to on targets that outlive an editor. */
function countListeners(targets: readonly EventTarget[]): () => number {
  const { addEventListener, removeEventListener } = EventTarget.prototype
  const known = new Set<string>()
  const numbers = new WeakMap<object, number>()
  let count = 0
  const keyOf = (target: object, type: string, listener: unknown) => {
    const parts = [target, listener as object].map((part) => {
      const number = numbers.get(part) ?? count++
      numbers.set(part, number)
      return number
    })
    return `${type} ${parts}`
  }
  for (const target of targets) {
    target.addEventListener = (type: string, listener: unknown, options?: unknown) => {
      const key = keyOf(target, type, listener)
      known.add(key)
      const signal = (options as AddEventListenerOptions | undefined)?.signal
      signal?.addEventListener('abort', () => known.delete(key))
      addEventListener.call(target, type, listener as EventListener, options as never)
    }
    target.removeEventListener = (type: string, listener: unknown, options?: unknown) => {
      known.delete(keyOf(target, type, listener))
      removeEventListener.call(target, type, listener as EventListener, options as never)
    }
  }
  return () => known.size
}

/** In a task of its own: a collection from within a script takes what lies on its stack for live. */
async function collectGarbage(): Promise<void> {
  // Chromium is started with --expose-gc.
  const { gc } = globalThis as unknown as { gc(options: object): Promise<void> }
  await gc({ type: 'major', execution: 'async' })
}

test.each(editorIds)(
  '%s leaves nothing behind after two hundred editors were put on the page and taken off',
  async (id) => {
    // One source for all of them, as an effect outlives its editors.
    const { effect } = makeSilentEditor(id)
    const source = effect as LocalSource
    expect(source).toBeInstanceOf(LocalSource)
    const put = (): HTMLElement => {
      const editor = document.createElement(`twobus-${id}`)
      document.body.append(Object.assign(editor, { effect: source }))
      return editor
    }
    // The first one installs what a page has once.
    const first = put()
    await settled()
    first.remove()
    const listeners = countListeners([
      source,
      presetStoreOf(source.definition),
      themeChanges,
      mappableControls,
      document,
      window
    ])

    const turnOver = async (isDrawn: boolean): Promise<WeakRef<HTMLElement>> => {
      const editor = put()
      if (isDrawn) await settled()
      editor.remove()
      return new WeakRef(editor)
    }
    const seen: WeakRef<HTMLElement>[] = []
    // Some live until they are drawn; the others go before their first rendering.
    for (let i = 0; i < TIMES; i++) seen.push(await turnOver(i % 20 === 0))
    await settled()

    expect(frameLoopState()).toEqual({ tasks: 0, running: false })
    expect(mappableControls.all.size).toBe(0)
    expect(listeners()).toBe(0)
    await expect
      .poll(
        async () => {
          await collectGarbage()
          return seen.filter((editor) => editor.deref() !== undefined).length
        },
        { interval: 100 }
      )
      .toBe(0)
  }
)
