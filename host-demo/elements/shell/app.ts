import { html, nothing, type TemplateResult } from 'lit'
import { defineElement } from '../../../ui/core/define-element.ts'
import { HeldControls } from '../../../ui/core/held-controls.ts'
import { themeColors } from '../../../ui/core/theme-colors.ts'
import '../../../ui/midi/midi-panel.ts'
import { findState, findStrip, type StripId } from '../../session/session.ts'
import { appStyles } from './app-styles.ts'
import '../console/console.ts'
import './drop-zone.ts'
import '../console/editor-drawer.ts'
import '../console/surface-row.ts'
import './export-dialog.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine, HostProgress } from '../host-engine.ts'
import type { InsertTarget } from '../host-events.ts'
import { HostMidi } from './host-midi.ts'
import { InputModality } from './input-modality.ts'
import './key-help.ts'
import './loading-bar.ts'
import './question-dialog.ts'
import { openSong, replaceQuestion } from './open-song.ts'
import { runShortcut } from './run-shortcut.ts'
import { type Shortcut, shortcutOf } from './shortcuts.ts'
import '../timeline/timeline.ts'
import './toasts.ts'
import './top-bar.ts'
import { renderWaiting } from './waiting.ts'

const MEDIUM_PX = 760
const NARROW_PX = 480

/** The demo host: one engine, everything to see of it, and the keys that act on the whole. */
export class HostApp extends HostElement {
  static override properties = {
    selected: { state: true },
    opened: { state: true },
    drawerSide: { state: true },
    progress: { state: true },
    layout: { reflect: true },
    midiShown: { state: true },
    failure: {}
  }

  static override styles = [HostElement.styles, appStyles]

  declare selected: StripId | undefined
  /** The insert whose editor is open. */
  declare opened: InsertTarget | undefined
  declare drawerSide: 'left' | 'right'
  declare progress: HostProgress | undefined
  declare layout: 'wide' | 'medium' | 'narrow'
  declare midiShown: boolean
  /** Why there is no engine and will be none. */
  declare failure: string
  #modality: InputModality | undefined
  #midi: HostMidi | undefined
  readonly #held: HeldControls = new HeldControls({
    begin: () => this.engine?.beginGesture(),
    end: () => this.engine?.endGesture()
  })

  constructor() {
    super()
    this.selected = undefined
    this.opened = undefined
    this.drawerSide = 'left'
    this.progress = undefined
    this.layout = 'wide'
    this.midiShown = false
    this.failure = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    const signal = this.lifetime
    this.#modality = new InputModality(signal)
    const midi = new HostMidi(this)
    this.#midi = midi
    const update = () => this.requestUpdate()
    midi.surfaces.addEventListener('change', update, { signal })
    const sizes = new ResizeObserver(([entry]) => this.#measure(entry?.contentRect.width ?? 0))
    sizes.observe(this)
    signal.addEventListener('abort', () => {
      sizes.disconnect()
      midi.dispose()
    })
    window.addEventListener('keydown', (event) => this.#onKey(event), { signal })
    window.addEventListener('keyup', (event) => this.#onKeyUp(event), { signal })
    this.addEventListener('gesturestart', this.#held.listener, { signal })
    this.addEventListener('gestureend', this.#held.listener, { signal })
    this.addEventListener('openinsert', (event) => this.#open(event.detail), { signal })
    this.addEventListener('selectstrip', (event) => (this.selected = event.detail), { signal })
    this.addEventListener('addfiles', (event) => void this.#addFiles(event.detail), { signal })
    this.addEventListener('opensession', (event) => void this.#replace(event.detail), { signal })
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['structure'], signal)
    this.#midi?.follow(engine)
    engine.addEventListener('structure', () => this.#midi?.follow(engine), { signal })
    engine.addEventListener('session', () => this.#closeGone(engine), { signal })
    engine.addEventListener(
      'loadprogress',
      (event) => (this.progress = (event as CustomEvent<HostProgress>).detail), // as documented
      { signal }
    )
    engine.addEventListener(
      'problem',
      (event) => this.tell([(event as CustomEvent<string>).detail]), // as documented
      { signal }
    )
    void this.#followLoading(engine)
    const notices = [...engine.problems, ...(this.#midi?.notices ?? [])]
    void this.updateComplete.then(() => this.tell(notices))
  }

  /** The panel goes when everything is there, and the lanes then know how long the song is. */
  async #followLoading(engine: HostEngine): Promise<void> {
    await engine.loading
    this.progress = undefined
    this.renderRoot.querySelector('twobus-host-timeline')?.requestUpdate()
  }

  #measure(widthPx: number): void {
    this.layout = widthPx >= MEDIUM_PX ? 'wide' : widthPx >= NARROW_PX ? 'medium' : 'narrow'
  }

  /** Shows sentences about what went wrong. */
  tell(sentences: readonly string[]): void {
    this.renderRoot.querySelector('twobus-host-toasts')?.show(sentences)
  }

  /** For control surfaces, as all of `SurfaceView`. */
  select(strip: StripId): void {
    this.selected = strip
  }

  open(target: InsertTarget): void {
    this.#open(target)
  }

  colorOf(color: number): string {
    const name = `band-${color}` as 'band-1' // tracks have the colors 1 to 8
    return themeColors(this)[name]
  }

  /**
   * Where strips of a surface are to be seen, from and to; the tracks' right edge cuts them off.
   */
  readonly #spanOf = (from: number, to: number | 'master') => {
    const shown = this.renderRoot.querySelector('twobus-host-console')
    const strips = shown?.renderRoot.querySelectorAll('twobus-host-strip') ?? []
    const first = strips[to === 'master' ? strips.length - 1 : from]?.getBoundingClientRect()
    const last = strips[to === 'master' ? strips.length - 1 : to]?.getBoundingClientRect()
    return first && last && { left: first.left, right: last.right }
  }

  /** The drawer stands on the side where the strip is not. */
  #open(target: InsertTarget): void {
    const sameStrip = this.opened?.strip === target.strip
    if (!sameStrip) {
      const tracks = this.engine?.session.tracks ?? []
      const at = tracks.findIndex(({ id }) => id === target.strip)
      this.drawerSide = at >= 0 && at < tracks.length / 2 ? 'right' : 'left'
    }
    this.selected = target.strip
    this.opened = target
  }

  #close(): void {
    const strip = this.opened?.strip
    this.opened = undefined
    const strips = this.renderRoot.querySelector('twobus-host-console')
    if (strip !== undefined) strips?.focusStrip(strip)
  }

  /** An editor closes with its insert, also when undo took it away. */
  #closeGone(engine: HostEngine): void {
    const { opened } = this
    if (!opened) return
    const strip = findStrip(engine.session, opened.strip)
    if (!strip || !findState(strip, opened.insert)) this.opened = undefined
  }

  async #addFiles(files: readonly File[]): Promise<void> {
    const { engine } = this
    if (!engine) return
    const problems = await engine.addFiles(files, {
      onProgress: (progress) => (this.progress = progress)
    })
    this.progress = undefined
    this.tell(problems)
  }

  async #replace(what: 'demo' | 'empty' | File): Promise<void> {
    const { engine } = this
    const question = this.renderRoot.querySelector('twobus-host-question')
    if (!engine || (engine.dirty && !(await question?.ask(replaceQuestion(engine.session.title)))))
      return
    this.opened = undefined
    this.tell(await openSong(engine, what))
    await this.#followLoading(engine)
  }

  #onKey(event: KeyboardEvent): void {
    const { engine } = this
    const shortcut = this.#modality && shortcutOf(event, this.#modality)
    const modal = this.shadowRoot?.querySelector('twobus-host-export')?.open ?? false
    if (!engine || shortcut === undefined || modal) return
    if (shortcut === 'close' && !this.opened) return
    event.preventDefault()
    if (event.repeat && shortcut !== 'undo' && shortcut !== 'redo') return
    this.#run(shortcut, engine)
  }

  /** A button in focus would take the release of a space bar whose press was the transport's. */
  #onKeyUp(event: KeyboardEvent): void {
    if (event.key !== ' ' || !this.#modality) return
    if (shortcutOf(event, this.#modality) === 'playPause') event.preventDefault()
  }

  #run(shortcut: Shortcut, engine: HostEngine): void {
    if (shortcut === 'help') this.#help()
    else if (shortcut === 'close') this.#close()
    else runShortcut(shortcut, engine, this.selected)
  }

  #toggleMidi(): void {
    this.midiShown = !this.midiShown
    if (!this.midiShown && this.#midi) this.#midi.overlay.on = false
  }

  #help(): void {
    this.renderRoot.querySelector('twobus-host-key-help')?.toggle()
  }

  override render(): TemplateResult {
    const { engine, layout } = this
    return html`
      <twobus-host-top-bar
        role="banner"
        .engine=${engine}
        @exportmix=${() => this.renderRoot.querySelector('twobus-host-export')?.show()}
        ?midi=${this.midiShown}
        @togglemidi=${() => this.#toggleMidi()}
        @showhelp=${() => this.#help()}
      ></twobus-host-top-bar>
      <main ?data-midi=${this.midiShown}>${engine ? this.#renderMix(layout) : renderWaiting(this.failure)}</main>
      <twobus-host-export .engine=${engine}></twobus-host-export>
      <twobus-host-question></twobus-host-question>
      <twobus-host-key-help></twobus-host-key-help>
      <twobus-host-drop-zone></twobus-host-drop-zone>
      <twobus-host-toasts></twobus-host-toasts>
    `
  }

  /** Those whose strips the console shows; one strip alone needs no brackets. */
  get #surfaces() {
    const { mackies = [], banks = [] } = this.#midi?.surfaces ?? {}
    return this.layout === 'narrow' ? [] : [...mackies, ...banks].filter((each) => each.isPresent)
  }

  #renderMix(layout: string): TemplateResult {
    return html`
      <twobus-host-timeline
        .engine=${this.engine}
        .selected=${this.selected}
        ?overview=${layout !== 'wide'}
      ></twobus-host-timeline>
      ${this.#surfaces.map(
        (surface) => html`<twobus-host-surface-row
          .surface=${surface}
          .spanOf=${this.#spanOf}
        ></twobus-host-surface-row>`
      )}
      <twobus-host-console
        .engine=${this.engine}
        .selected=${this.selected}
        ?narrow=${layout === 'narrow'}
      ></twobus-host-console>
      ${
        this.opened
          ? html`<twobus-host-drawer
              .engine=${this.engine}
              .target=${this.opened}
              side=${this.drawerSide}
              @close=${() => this.#close()}
            ></twobus-host-drawer>`
          : nothing
      }
      ${
        this.midiShown
          ? html`<twobus-midi-panel
              class="midi"
              .midi=${this.#midi?.control}
              .overlay=${this.#midi?.overlay}
              .surfaces=${this.#midi?.surfaces}
              @close=${() => this.#toggleMidi()}
            ></twobus-midi-panel>`
          : nothing
      }
      <twobus-host-loading class="loading" .progress=${this.progress}></twobus-host-loading>
    `
  }
}

defineElement('twobus-host-app', HostApp)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-app': HostApp
  }
}
