import { css, html, nothing, type TemplateResult } from 'lit'
import '../../../ui/controls/icon.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { TwobusElement } from '../../../ui/core/element.ts'

/** Takes files dropped anywhere on the page. Emits `addfiles`, or `opensession` for a session. */
export class HostDropZone extends TwobusElement {
  static override properties = {
    over: { state: true },
    label: {}
  }

  static override styles = [
    TwobusElement.styles,
    css`
      .zone {
        position: fixed;
        inset: 12px;
        z-index: 9;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 6px;
        font: var(--twobus-text-page);
        color: var(--twobus-text);
        background: color-mix(in srgb, var(--twobus-bg) 82%, transparent);
        border: 2px dashed var(--twobus-accent);
        border-radius: 12px;
        pointer-events: none;
      }
      p {
        margin: 0;
        font: var(--twobus-text-value);
        font-weight: 400;
        color: var(--twobus-muted);
      }
    `
  ]

  declare over: boolean
  /** What a drop does. */
  declare label: string
  /** Every child entered or left tells so too; above 0 the drag is over the page. */
  #depth = 0

  constructor() {
    super()
    this.over = false
    this.label = 'Drop to make tracks'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const signal = this.lifetime
    window.addEventListener('dragenter', (event) => this.#move(event, 1), { signal })
    window.addEventListener('dragleave', (event) => this.#move(event, -1), { signal })
    window.addEventListener('dragover', (event) => this.#allow(event), { signal })
    window.addEventListener('drop', (event) => this.#drop(event), { signal })
  }

  #move(event: DragEvent, by: 1 | -1): void {
    if (!carriesFiles(event)) return
    this.#depth = Math.max(0, this.#depth + by)
    this.over = this.#depth > 0
  }

  #allow(event: DragEvent): void {
    if (!carriesFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
  }

  #drop(event: DragEvent): void {
    this.#depth = 0
    this.over = false
    if (!carriesFiles(event)) return
    event.preventDefault()
    const files = Array.from(event.dataTransfer?.files ?? [])
    const session = files.find((file) => file.name.endsWith('.json'))
    const audio = files.filter((file) => file !== session)
    if (session) this.emit('opensession', session)
    if (audio.length > 0) this.emit('addfiles', audio)
  }

  override render(): TemplateResult {
    if (!this.over) return html`${nothing}`
    return html`<div class="zone">
      ${this.label}
      <p>WAV, FLAC, MP3, Ogg and what else this browser can read</p>
    </div>`
  }
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

defineElement('twobus-host-drop-zone', HostDropZone)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-drop-zone': HostDropZone
  }
}
