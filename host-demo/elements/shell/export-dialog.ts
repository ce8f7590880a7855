import { html, nothing, type TemplateResult } from 'lit'
import '../../../ui/controls/choice.ts'
import '../../../ui/controls/icon.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import type { ControlDetail } from '../../../ui/core/param-controller.ts'
import { fileName } from '../../../ui/core/save-file.ts'
import { choice } from '../../../worklets/core/rows.ts'
import { renderSession } from '../../export/render-session.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import { hostStyles } from '../host-styles.ts'
import { exportResult, renderFacts } from './export-facts.ts'
import { exportStyles } from './export-styles.ts'

const RATE_ROW = choice('rate', 'Sample rate', {
  options: ['44100', '48000', '96000'],
  default: '48000',
  labels: { '44100': '44.1 kHz', '48000': '48 kHz', '96000': '96 kHz' }
})

/** Renders the mix to a 32-bit float WAV file. Open it with `show()`. */
export class HostExportDialog extends HostElement {
  static override properties = {
    open: { state: true },
    rate: { state: true },
    name: { state: true },
    progress: { state: true },
    result: { state: true },
    failure: { state: true }
  }

  static override styles = [HostElement.styles, hostStyles, exportStyles]

  declare open: boolean
  declare rate: string
  declare name: string
  /** 0 to 1 while rendering. */
  declare progress: number | undefined
  declare result: string
  declare failure: string
  #job: AbortController | undefined
  #file: { readonly url: string; readonly name: string } | undefined

  constructor() {
    super()
    this.open = false
    this.rate = RATE_ROW.default
    this.name = ''
    this.progress = undefined
    this.result = ''
    this.failure = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.lifetime.addEventListener('abort', () => {
      this.#job?.abort()
      this.#forgetFile()
    })
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['session'], signal)
  }

  show(): void {
    if (!this.engine || this.open) return
    this.name = `${this.engine.session.title} mix`
    this.result = ''
    this.failure = ''
    this.open = true
    void this.updateComplete.then(() => this.#dialog?.showModal())
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog')
  }

  /** Stops a running export; otherwise closes. */
  readonly #cancel = () => {
    if (this.#job) this.#job.abort()
    else this.#dialog?.close()
  }

  /** The file stays at hand while the dialog is open: browsers may refuse the first download. */
  #keepFile(blob: Blob, name: string): void {
    this.#forgetFile()
    this.#file = { url: URL.createObjectURL(blob), name }
  }

  #forgetFile(): void {
    if (this.#file) URL.revokeObjectURL(this.#file.url)
    this.#file = undefined
  }

  readonly #close = () => {
    this.open = false
    this.#forgetFile()
  }

  readonly #export = async () => {
    const { engine } = this
    if (!engine || this.#job) return
    const job = new AbortController()
    this.#job = job
    // Both would share the processor: playing would crackle, and the file take twice as long.
    engine.transport.pause()
    this.progress = 0
    this.#forgetFile()
    this.result = ''
    this.failure = ''
    try {
      const rendered = await renderSession(await engine.printMaster(), {
        sampleRate: Number(this.rate),
        signal: job.signal,
        onProgress: (progress) => {
          if (this.#job === job) this.progress = progress
        }
      })
      const name = `${fileName(this.name)}.wav`
      this.#keepFile(rendered.blob, name)
      this.result = exportResult(name, rendered)
      this.progress = undefined
      await this.updateComplete
      this.renderRoot.querySelector<HTMLElement>('a.file')?.click()
    } catch (error) {
      if (job.signal.aborted) this.result = 'Cancelled. Nothing was saved.'
      else this.failure = error instanceof Error ? error.message : String(error)
    } finally {
      this.#job = undefined
      this.progress = undefined
    }
  }

  /** Escape does what Cancel does. */
  readonly #onCancel = (event: Event) => {
    if (!this.#job) return
    event.preventDefault()
    this.#job.abort()
  }

  override render(): TemplateResult {
    if (!this.open) return html`${nothing}`
    const running = this.progress !== undefined
    return html`<dialog
      aria-labelledby="title"
      @cancel=${this.#onCancel}
      @close=${this.#close}
    >
      <header>
        <h2 id="title">Export</h2>
        <button
          class="icon-button"
          type="button"
          aria-label="Close"
          ?disabled=${running}
          @click=${this.#cancel}
        >
          <twobus-icon name="close"></twobus-icon>
        </button>
      </header>
      <div class="body">
        <div class="rows">${this.#renderRows(running)}</div>
        <aside>${this.engine ? renderFacts(this.engine, Number(this.rate)) : nothing}</aside>
      </div>
      <footer>
        ${this.#renderProgress()}
        <button class="text-button" type="button" @click=${this.#cancel}>
          ${running || this.result === '' ? 'Cancel' : 'Close'}
        </button>
        <button
          class="text-button primary"
          type="button"
          ?disabled=${running}
          @click=${this.#export}
        >
          Export
        </button>
      </footer>
    </dialog>`
  }

  #renderRows(running: boolean): TemplateResult {
    return html`
      <label for="name">Name</label>
      <div class="field">
        <input
          id="name"
          .value=${this.name}
          ?disabled=${running}
          @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)}
        /><span>.wav</span>
      </div>
      <span>What</span>
      <span class="fixed">Master, whole song with its tail</span>
      <span>Sample rate</span>
      <div>
        <twobus-choice
          .row=${RATE_ROW}
          .value=${this.rate}
          ?disabled=${running}
          @change=${(event: CustomEvent<ControlDetail>) => {
            event.stopPropagation()
            this.rate = String(event.detail.value)
          }}
        ></twobus-choice>
      </div>
      <span>File</span>
      <span class="fixed">WAV, 32-bit float, stereo</span>
    `
  }

  #renderProgress(): TemplateResult {
    if (this.progress === undefined) {
      const text = this.failure || this.result
      const file = this.#file
      return html`<p class=${this.failure ? 'failure' : ''} role="status">
        ${text}
        ${file ? html`<a class="file" href=${file.url} download=${file.name}>Save again</a>` : nothing}
      </p>`
    }
    const percent = Math.round(this.progress * 100)
    return html`<div
        class="progress"
        role="progressbar"
        aria-label="Export"
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${percent}
      >
        <div style=${`transform: scaleX(${this.progress})`}></div>
      </div>
      <span class="percent">${percent} %</span>`
  }
}

defineElement('twobus-host-export', HostExportDialog)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-export': HostExportDialog
  }
}
