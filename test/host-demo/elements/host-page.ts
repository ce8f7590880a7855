/// <reference types="@vitest/browser-playwright" />
import { page } from 'vitest/browser'
import { MixEngine } from '../../../host-demo/audio/mix-engine.ts'
import type { HostApp } from '../../../host-demo/elements/shell/app.ts'
import { wavBlob } from '../../../host-demo/export/wav-writer.ts'
import '../../../host-demo/elements/shell/app.ts'
import type { Session } from '../../../host-demo/session/session.ts'
import { makeSession } from '../../../host-demo/session/session-makers.ts'
import { settled } from '../../support/settled.ts'
import { sine } from '../../support/signals.ts'

/** The whole host with a running engine, its tracks made from short tones. */
export class HostPage {
  readonly app: HostApp
  readonly engine: MixEngine

  private constructor(app: HostApp, engine: MixEngine) {
    this.app = app
    this.engine = engine
  }

  static async open(session: Session = makeSession()): Promise<HostPage> {
    await page.viewport(1440, 804)
    document.body.style.margin = '0'
    const engine = await MixEngine.open({ session })
    const app = document.createElement('twobus-host-app')
    app.engine = engine
    document.body.append(app)
    const host = new HostPage(app, engine)
    await host.settle()
    return host
  }

  /** With two tracks, Low and High, of four seconds each. */
  static async openWithTracks(): Promise<HostPage> {
    const host = await HostPage.open()
    await host.engine.addFiles([toneFile('01 Low.wav', 110), toneFile('02 High.wav', 880)])
    await host.settle()
    return host
  }

  /** Every element below, in whatever shadow root, that a selector finds. */
  all(selector: string, root: ParentNode = this.app.renderRoot): readonly HTMLElement[] {
    const own = Array.from(root.querySelectorAll<HTMLElement>(selector))
    const deeper = Array.from(root.querySelectorAll('*')).flatMap((element) =>
      element.shadowRoot ? this.all(selector, element.shadowRoot) : []
    )
    return [...own, ...deeper]
  }

  find(selector: string): HTMLElement {
    const found = this.all(selector)[0]
    if (!found) throw new Error(`no element matches ${selector}`)
    return found
  }

  /** The button, slider or other thing that a screen reader calls so. */
  named(label: string): HTMLElement {
    return this.find(`[aria-label="${label}"]`)
  }

  /** Lets elements render and the session take what moved. */
  async settle(): Promise<void> {
    await settled()
    // What moved is gathered until the task is over; then it is shown.
    await new Promise((resolve) => setTimeout(resolve))
    await settled()
  }

  drop(files: readonly File[]): void {
    const dataTransfer = new DataTransfer()
    for (const file of files) dataTransfer.items.add(file)
    const options = { dataTransfer, bubbles: true, cancelable: true }
    this.app.dispatchEvent(new DragEvent('drop', { ...options, composed: true }))
  }

  /** Leaves the page as it was found. */
  async close(): Promise<void> {
    this.app.remove()
    for (const key of ['twobus theme', 'twobus.midi']) localStorage.removeItem(key)
    delete document.documentElement.dataset.theme
    document.documentElement.style.colorScheme = ''
    await this.engine.dispose()
  }
}

/** Four seconds of a tone as a file. */
export function toneFile(name: string, frequencyHz: number): File {
  return new File([wavBlob([sine(frequencyHz, 4, 48000, 0.25)], 48000)], name)
}
