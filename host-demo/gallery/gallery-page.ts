import { html, nothing, type TemplateResult } from 'lit'
import '../../ui/controls/icon.ts'
import '../../ui/controls/mark.ts'
import { defineElement } from '../../ui/core/define-element.ts'
import { TwobusElement } from '../../ui/core/element.ts'
import { pickFiles } from '../../ui/core/pick-files.ts'
import { hasMidi, missingMidiNotice } from '../../ui/midi/midi-access.ts'
import { MidiControl } from '../../ui/midi/midi-control.ts'
import { MidiOverlay } from '../../ui/midi/midi-overlay.ts'
import '../../ui/midi/midi-panel.ts'
import type { EffectModule } from '../../worklets/core/effect-module.ts'
import { familyOfPage } from '../audio/audio-family.ts'
import { effectModules } from '../audio/effect-modules.ts'
import { makeEditor } from '../elements/console/editors.ts'
import { hostStyles } from '../elements/host-styles.ts'
import { pageTheme, setPageTheme } from '../elements/shell/page-theme.ts'
import '../elements/shell/drop-zone.ts'
import '../elements/shell/toasts.ts'
import './gallery-code.ts'
import { GallerySound, SOUNDS } from './gallery-sound.ts'
import { galleryStyles } from './gallery-styles.ts'

/** Widths at which editors change their layout; undefined for all there is. */
const WIDTHS = [
  { label: 'Full', px: undefined },
  { label: '560', px: 560 },
  { label: '340', px: 340 }
] as const

/** Every effect alone, with a sound to hear it on and the code to embed it as it is set. */
export class GalleryPage extends TwobusElement {
  static override properties = {
    chosen: { state: true },
    editorPx: { state: true },
    midiShown: { state: true }
  }

  static override styles = [TwobusElement.styles, hostStyles, galleryStyles]

  declare protected chosen: string
  /** Most width of the editor, px. */
  declare protected editorPx: number | undefined
  declare protected midiShown: boolean
  readonly #modules: readonly EffectModule[] = [...effectModules().values()]
  #midi: MidiControl | undefined
  #unregister: (() => void) | undefined
  #overlay: MidiOverlay | undefined
  #sound: GallerySound | undefined
  #editor: HTMLElement | undefined

  constructor() {
    super()
    this.chosen = ''
    this.editorPx = undefined
    this.midiShown = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const signal = this.lifetime
    const midi = new MidiControl()
    const overlay = new MidiOverlay(midi)
    this.#midi = midi
    this.#overlay = overlay
    signal.addEventListener('abort', () => {
      overlay.dispose()
      midi.dispose()
    })
    addEventListener('hashchange', () => void this.#show(), { signal })
    void this.#start(signal)
  }

  async #start(signal: AbortSignal): Promise<void> {
    const family = await familyOfPage(location.search)
    // The page may have gone meanwhile: nobody would close the sound then.
    if (signal.aborted) return
    const sound = new GallerySound(family)
    this.#sound = sound
    signal.addEventListener('abort', () => {
      sound.stop()
      void sound.context.close()
      this.#sound = undefined
    })
    sound.addEventListener('change', () => this.requestUpdate(), { signal })
    sound.addEventListener('problem', (event) => this.#tell(event), { signal })
    const notice = missingMidiNotice()
    if (notice) this.#tell(new CustomEvent('problem', { detail: notice }))
    await this.#show()
    await this.#midi?.reconnect()
  }

  #tell(event: Event): void {
    // The sound dispatches `problem` with a sentence.
    const { detail } = event as CustomEvent<string>
    this.renderRoot.querySelector('twobus-host-toasts')?.show([detail])
  }

  /** The effect that the address names after its #, the first where it names none. */
  async #show(): Promise<void> {
    const wanted = location.hash.slice(1)
    const module =
      this.#modules.find(({ definition }) => definition.id === wanted) ?? this.#modules[0]
    if (!module || !this.#sound || this.chosen === module.definition.id) return
    this.chosen = module.definition.id
    try {
      const effect = await this.#sound.setEffect(module)
      if (this.chosen !== effect.definition.id) return
      this.#unregister?.()
      this.#unregister = this.#midi?.register(module.definition.id, effect)
      this.#editor = makeEditor(effect)
      this.requestUpdate()
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      this.#tell(new CustomEvent('problem', { detail }))
    }
  }

  readonly #choose = (event: Event) => {
    // The listener sits on the list.
    location.hash = (event.currentTarget as HTMLSelectElement).value
  }

  readonly #chooseSound = (event: Event) => {
    void this.#sound?.setSound((event.currentTarget as HTMLSelectElement).value)
  }

  async #openFile(): Promise<void> {
    this.#play((await pickFiles({ accept: 'audio/*' }))[0])
  }

  #play(file: File | undefined): void {
    if (file) void this.#sound?.setFile(file)
  }

  #toggle(): void {
    if (this.#sound?.playing) this.#sound.stop()
    else void this.#sound?.play()
  }

  #toggleMidi(): void {
    this.midiShown = !this.midiShown
    if (!this.midiShown && this.#overlay) this.#overlay.on = false
  }

  #turnTheme(): void {
    setPageTheme(pageTheme() === 'dark' ? 'light' : 'dark')
    this.requestUpdate()
  }

  override render(): TemplateResult {
    return html`
      <header>
        <twobus-mark aria-hidden="true" .source=${this.#sound?.effect}></twobus-mark>
        <h1>Twobus effects</h1>
        <select class="narrow" aria-label="Effect" .value=${this.chosen} @change=${this.#choose}>
          ${this.#modules.map(
            ({ definition: { id, title } }) =>
              html`<option value=${id} ?selected=${id === this.chosen}>${title}</option>`
          )}
        </select>
        <span class="spacer"></span>
        <a href="./">Mixer</a>
        ${
          hasMidi()
            ? html`<button
                class="text-button"
                type="button"
                aria-pressed=${String(this.midiShown)}
                @click=${() => this.#toggleMidi()}
              >
                MIDI
              </button>`
            : nothing
        }
        <button class="text-button" type="button" @click=${() => this.#turnTheme()}>
          ${pageTheme() === 'dark' ? 'Light' : 'Dark'}
        </button>
      </header>
      <div class="page ${this.midiShown ? 'with-midi' : ''}">
        <nav aria-label="Effects">
          ${this.#modules.map(
            ({ definition: { id, title } }) =>
              html`<a href=${`#${id}`} aria-current=${id === this.chosen ? 'page' : nothing}
                >${title}</a
              >`
          )}
        </nav>
        <main>
          ${this.#renderSound()}
          <div class="editor">${this.#editor}</div>
          <twobus-gallery-code .effect=${this.#sound?.effect}></twobus-gallery-code>
        </main>
        ${
          this.midiShown
            ? html`<twobus-midi-panel
              class="midi"
              .midi=${this.#midi}
              .overlay=${this.#overlay}
              @close=${() => this.#toggleMidi()}
            ></twobus-midi-panel>`
            : nothing
        }
      </div>
      <twobus-host-drop-zone
        label="Drop to hear it through the effect"
        @addfiles=${({ detail }: CustomEvent<readonly File[]>) => this.#play(detail[0])}
      ></twobus-host-drop-zone>
      <twobus-host-toasts></twobus-host-toasts>
    `
  }

  #renderSound(): TemplateResult {
    const sound = this.#sound
    const own = sound?.fileName ? [{ id: 'file', label: sound.fileName }] : []
    return html`<div class="sound" role="group" aria-label="Sound">
      <button
        class="play"
        type="button"
        aria-label=${sound?.playing ? 'Stop' : 'Play'}
        ?disabled=${!sound}
        @click=${() => this.#toggle()}
      >
        <twobus-icon name=${sound?.playing ? 'stop' : 'play'}></twobus-icon>
      </button>
      <select aria-label="What plays" @change=${this.#chooseSound}>
        ${[...SOUNDS, ...own].map(
          ({ id, label }) =>
            html`<option value=${id} .selected=${id === sound?.sound}>${label}</option>`
        )}
      </select>
      <button
        class="text-button"
        type="button"
        title="Or drop a file anywhere on this page"
        ?disabled=${!sound}
        @click=${() => void this.#openFile()}
      >
        Own file…
      </button>
      <span class="muted">${this.#soundNote()}</span>
      <span class="spacer"></span>
      ${this.#renderWidths()}
    </div>`
  }

  #soundNote(): string {
    if (this.#sound?.sound === 'microphone') return 'Wear headphones: a loudspeaker would howl.'
    return this.#sound?.effect?.definition.sidechain ? 'The drums feed the side chain.' : ''
  }

  #renderWidths(): TemplateResult {
    return html`<div class="widths" role="radiogroup" aria-label="Width of the editor">
      ${WIDTHS.map(
        ({ label, px }) => html`<label
          ><input
            type="radio"
            name="width"
            .checked=${px === this.editorPx}
            @change=${() => (this.editorPx = px)}
          />${label}</label
        >`
      )}
    </div>`
  }

  override updated(): void {
    const place = this.renderRoot.querySelector<HTMLElement>('.editor')
    if (place) place.style.maxWidth = this.editorPx === undefined ? '' : `${this.editorPx}px`
  }
}

defineElement('twobus-gallery', GalleryPage)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-gallery': GalleryPage
  }
}
