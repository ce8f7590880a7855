import { html, nothing, type TemplateResult } from 'lit'
import '../../ui/controls/icon.ts'
import '../../ui/controls/mark.ts'
import { defineElement } from '../../ui/core/define-element.ts'
import { TwobusElement } from '../../ui/core/element.ts'
import { pickFiles } from '../../ui/core/pick-files.ts'
import { MidiControl } from '../../ui/midi/midi-control.ts'
import { MidiOverlay } from '../../ui/midi/midi-overlay.ts'
import '../../ui/midi/midi-panel.ts'
import type { EffectModule } from '../../worklets/core/effect-module.ts'
import { familyOfPage } from '../audio/audio-family.ts'
import { effectModules } from '../audio/effect-modules.ts'
import { makeEditor } from '../elements/editors.ts'
import { hostStyles } from '../elements/host-styles.ts'
import { pageTheme, setPageTheme } from '../elements/page-theme.ts'
import '../elements/toasts.ts'
import { embedCode } from './embed-code.ts'
import { GallerySound, SOUNDS } from './gallery-sound.ts'
import { galleryStyles } from './gallery-styles.ts'

/** How long the word "Copied" stays. */
const COPIED_MS = 1600

/** Every effect alone, with a sound to hear it on and the code to embed it as it is set. */
export class GalleryPage extends TwobusElement {
  static override properties = {
    chosen: { state: true },
    tab: { state: true },
    copied: { state: true },
    midiShown: { state: true }
  }

  static override styles = [TwobusElement.styles, hostStyles, galleryStyles]

  declare protected chosen: string
  declare protected tab: number
  declare protected copied: boolean
  declare protected midiShown: boolean
  readonly #modules: readonly EffectModule[] = [...effectModules().values()]
  readonly #midi = new MidiControl()
  #overlay: MidiOverlay | undefined
  #sound: GallerySound | undefined
  #editor: HTMLElement | undefined
  #release: AbortController | undefined

  constructor() {
    super()
    this.chosen = ''
    this.tab = 0
    this.copied = false
    this.midiShown = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#release = new AbortController()
    this.#overlay = new MidiOverlay(this.#midi)
    addEventListener('hashchange', () => void this.#show(), { signal: this.#release.signal })
    void this.#start(this.#release.signal)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#release?.abort()
    this.#overlay?.dispose()
    this.#midi.dispose()
    this.#sound?.stop()
    void this.#sound?.context.close()
    this.#sound = undefined
  }

  async #start(signal: AbortSignal): Promise<void> {
    const sound = new GallerySound(await familyOfPage(location.search))
    this.#sound = sound
    sound.addEventListener('change', () => this.requestUpdate(), { signal })
    sound.addEventListener('problem', (event) => this.#tell(event), { signal })
    await this.#show()
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
      effect.addEventListener('change', () => this.requestUpdate())
      this.#midi.register(module.definition.id, effect)
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

  readonly #chooseSound = async (event: Event) => {
    const list = event.currentTarget as HTMLSelectElement
    if (list.value !== 'file') return void this.#sound?.setSound(list.value)
    const [file] = await pickFiles({ accept: 'audio/*' })
    if (file) await this.#sound?.setFile(file)
    // Thought better of it: the list shows again what plays.
    else list.value = this.#sound?.sound ?? ''
  }

  #toggle(): void {
    if (this.#sound?.playing) this.#sound.stop()
    else void this.#sound?.play()
  }

  async #copy(code: string): Promise<void> {
    await navigator.clipboard.writeText(code)
    this.copied = true
    setTimeout(() => (this.copied = false), COPIED_MS)
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
        <button
          class="text-button"
          type="button"
          aria-pressed=${String(this.midiShown)}
          @click=${() => this.#toggleMidi()}
        >
          MIDI
        </button>
        <button class="text-button" type="button" @click=${() => this.#turnTheme()}>
          ${pageTheme() === 'dark' ? 'Light' : 'Dark'}
        </button>
      </header>
      <div class="page">
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
          ${this.#renderCode()}
        </main>
      </div>
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
      <twobus-host-toasts></twobus-host-toasts>
    `
  }

  #renderSound(): TemplateResult {
    const sound = this.#sound
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
        ${SOUNDS.map(
          ({ id, label }) =>
            html`<option value=${id} .selected=${id === sound?.sound}>
              ${id === 'file' ? (sound?.fileName ?? label) : label}
            </option>`
        )}
      </select>
      ${
        sound?.effect?.definition.sidechain
          ? html`<span class="muted">The drums feed the side chain.</span>`
          : nothing
      }
    </div>`
  }

  #renderCode(): TemplateResult | typeof nothing {
    const effect = this.#sound?.effect
    if (!effect) return nothing
    const values = Object.fromEntries(
      effect.definition.params.map(({ id }) => [id, effect.get(id)])
    )
    const codes = embedCode(effect.definition, values)
    const shown = codes[this.tab]
    if (!shown) return nothing
    return html`<section class="code" aria-label="Code to embed it">
      <div class="code-bar">
        <div role="tablist" @keydown=${(event: KeyboardEvent) => this.#onTabKey(event, codes.length)}>
          ${codes.map(
            ({ title }, i) => html`<button
              type="button"
              role="tab"
              aria-selected=${String(i === this.tab)}
              tabindex=${i === this.tab ? 0 : -1}
              @click=${() => (this.tab = i)}
            >
              ${title}
            </button>`
          )}
        </div>
        <span class="spacer"></span>
        <button class="text-button" type="button" @click=${() => void this.#copy(shown.code)}>
          <twobus-icon name=${this.copied ? 'check' : 'copy'}></twobus-icon>
          <span role="status">${this.copied ? 'Copied' : 'Copy'}</span>
        </button>
      </div>
      <pre tabindex="0" role="tabpanel" aria-label=${shown.title}><code>${shown.code}</code></pre>
    </section>`
  }

  #onTabKey(event: KeyboardEvent, count: number): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    this.tab = (this.tab + step + count) % count
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus()
    )
  }
}

defineElement('twobus-gallery', GalleryPage)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-gallery': GalleryPage
  }
}
