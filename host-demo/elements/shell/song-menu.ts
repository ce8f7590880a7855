import { css, html, type TemplateResult } from 'lit'
import '../../../ui/controls/icon.ts'
import { openMenu } from '../../../ui/controls/menu.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { pickFiles } from '../../../ui/core/pick-files.ts'
import { saveFile } from '../../../ui/core/save-file.ts'
import { setTitle } from '../../session/session-edits.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import { hostStyles } from '../host-styles.ts'

/** The song's title with a dot while it differs from what was opened, and what to do with it. */
export class HostSongMenu extends HostElement {
  static override properties = {
    renaming: { state: true }
  }

  static override styles = [
    HostElement.styles,
    hostStyles,
    css`
      :host {
        display: inline-flex;
        min-width: 0;
      }
      .text-button {
        gap: 8px;
        min-width: 0;
        padding: 0 8px 0 10px;
        flex: 0 1 auto;
      }
      .title {
        overflow: hidden;
        max-width: 180px;
        text-overflow: ellipsis;
      }
      .dot {
        flex: none;
        width: 5px;
        height: 5px;
        border-radius: 3px;
        background: var(--twobus-accent);
      }
      input {
        width: 160px;
        height: 28px;
        padding: 0 10px;
        font: var(--twobus-text-value);
        color: var(--twobus-text);
        background: var(--twobus-well);
        border: 1.5px solid var(--twobus-accent);
        border-radius: 6px;
        outline: none;
      }
    `
  ]

  declare renaming: boolean

  constructor() {
    super()
    this.renaming = false
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['session', 'structure'], signal)
  }

  override updated(): void {
    const field = this.renderRoot.querySelector('input')
    if (!field || this.renderRoot instanceof ShadowRoot === false) return
    if (field.matches(':focus')) return
    field.focus()
    field.select()
  }

  #openMenu(button: HTMLElement): void {
    const open = (what: 'demo' | 'empty' | File) => this.emit('opensession', what)
    openMenu(
      this.renderRoot as ShadowRoot,
      button,
      [
        { label: 'Rename', run: () => (this.renaming = true) },
        { label: 'Add audio files…', run: () => this.#addFiles() },
        { label: 'Save the session to a file', run: () => this.#save() },
        { label: 'Open a session file…', run: () => this.#openFile(open) },
        { label: 'Open the demo song', run: () => open('demo') },
        { label: 'New empty song', run: () => open('empty') }
      ],
      { label: 'Song' }
    )
  }

  async #addFiles(): Promise<void> {
    const files = await pickFiles({ accept: 'audio/*', multiple: true })
    if (files.length > 0) this.emit('addfiles', files)
  }

  async #openFile(open: (file: File) => void): Promise<void> {
    const [file] = await pickFiles({ accept: '.json,application/json' })
    if (file) open(file)
  }

  #save(): void {
    const session = this.engine?.session
    if (!session) return
    const json = JSON.stringify(session, undefined, 2)
    saveFile(new Blob([json], { type: 'application/json' }), `${session.title}.json`)
  }

  #rename(event: Event): void {
    // The listener sits on the field.
    const field = event.currentTarget as HTMLInputElement
    const escaped = event instanceof KeyboardEvent && event.key === 'Escape'
    if (event instanceof KeyboardEvent && event.key !== 'Enter' && !escaped) return
    if (!this.renaming) return
    this.renaming = false
    if (!escaped) this.engine?.edit((session) => setTitle(session, field.value))
    event.stopPropagation()
    void this.updateComplete.then(() => this.renderRoot.querySelector('button')?.focus())
  }

  override render(): TemplateResult {
    const title = this.engine?.session.title ?? ''
    if (this.renaming) {
      return html`<input
        aria-label="Title of the song"
        .value=${title}
        @keydown=${this.#rename}
        @blur=${this.#rename}
      />`
    }
    const dirty = this.engine?.dirty ?? false
    return html`<button
      class="text-button"
      type="button"
      aria-haspopup="menu"
      aria-label=${`Song: ${title}${dirty ? ', changed' : ''}`}
      ?disabled=${!this.engine}
      @click=${(event: Event) => this.#openMenu(event.currentTarget as HTMLElement)}
    >
      <span class="title">${title}</span>
      ${dirty ? html`<span class="dot" title="Changed since it was opened"></span>` : ''}
      <twobus-icon name="chevron-down"></twobus-icon>
    </button>`
  }
}

defineElement('twobus-host-song-menu', HostSongMenu)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-song-menu': HostSongMenu
  }
}
