import { css, html, nothing, type TemplateResult } from 'lit'
import '../../../ui/controls/icon.ts'
import '../../../ui/controls/mark.ts'
import { openMenu } from '../../../ui/controls/menu.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { hasMidi } from '../../../ui/midi/midi-access.ts'
import { formatUnit } from '../../../worklets/core/text.ts'
import './compare-switch.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import { hostStyles } from '../host-styles.ts'
import { pageTheme, setPageTheme } from './page-theme.ts'
import '../timeline/position-display.ts'
import './song-menu.ts'
import './transport-bar.ts'

/** Everything that concerns the whole song. Emits `exportmix`, `togglemidi` and `showhelp`. */
export class HostTopBar extends HostElement {
  static override properties = {
    midi: { type: Boolean }
  }

  static override styles = [
    HostElement.styles,
    hostStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
        background: var(--twobus-surface);
        border-bottom: 1px solid var(--twobus-line);
      }
      .bar {
        display: grid;
        grid-template-columns: minmax(max-content, 1fr) auto minmax(max-content, 1fr);
        align-items: center;
        gap: 12px;
        height: 55px;
        padding: 0 20px;
      }
      .song,
      .where,
      .tools {
        display: flex;
        align-items: center;
        gap: 12px;
        min-width: 0;
      }
      .tools {
        justify-content: flex-end;
        gap: 8px;
      }
      h1 {
        margin: 0;
        font: 600 16px/20px var(--twobus-font);
        letter-spacing: -0.01em;
      }
      .effects {
        padding: 0 8px;
        font: var(--twobus-text-value);
        color: var(--twobus-muted);
        text-decoration: none;
        border-radius: 6px;
      }
      .effects:hover {
        color: var(--twobus-text);
        text-decoration: underline;
      }
      .latency {
        padding: 0 8px;
        color: var(--twobus-muted);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .more {
        display: none;
      }
      .theme svg {
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
      }
      .theme .half {
        fill: currentColor;
        stroke: none;
      }
      @container (width < 1240px) {
        .bar {
          grid-template-columns: minmax(0, 1fr) auto;
          height: auto;
          gap: 8px 12px;
          padding: 10px 12px;
        }
        .where {
          grid-column: 1 / -1;
          grid-row: 2;
          justify-content: center;
        }
      }
      @container (width < 760px) {
        h1 {
          position: absolute;
          clip-path: inset(50%);
        }
        .latency {
          display: none;
        }
        .where {
          justify-content: flex-start;
        }
      }
      @container (width < 480px) {
        .song twobus-host-compare,
        .tools :is(.theme, .help, .midi, .undo, .redo, .effects) {
          display: none;
        }
        .more {
          display: inline-flex;
        }
        .bar {
          padding: 8px 10px;
        }
        .where {
          gap: 6px;
        }
      }
    `
  ]

  /** Whether the MIDI panel is open. */
  declare midi: boolean

  constructor() {
    super()
    this.midi = false
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['session', 'structure', 'latencychange'], signal)
  }

  #turnTheme(): void {
    setPageTheme(pageTheme() === 'dark' ? 'light' : 'dark')
    this.requestUpdate()
  }

  #openMore(button: HTMLElement): void {
    const { engine } = this
    if (!engine) return
    const { compare } = engine
    openMenu(
      this.renderRoot as ShadowRoot,
      button,
      [
        { label: 'Undo', disabled: !engine.canUndo, run: () => engine.undo() },
        { label: 'Redo', disabled: !engine.canRedo, run: () => engine.redo() },
        compare.mode === 'raw'
          ? { label: 'Hear the mix', run: () => (compare.mode = 'off') }
          : { label: 'Hear the raw stems', run: () => (compare.mode = 'raw') },
        {
          label: pageTheme() === 'dark' ? 'Light theme' : 'Dark theme',
          run: () => this.#turnTheme()
        },
        { label: 'Every effect alone', run: () => location.assign('gallery.html') },
        ...(hasMidi()
          ? [{ label: 'MIDI', checked: this.midi, run: () => this.emit('togglemidi') }]
          : []),
        { label: 'Keys', run: () => this.emit('showhelp') }
      ],
      { label: 'More' }
    )
  }

  override render(): TemplateResult {
    const { engine } = this
    return html`<div class="bar" role="toolbar" aria-label="Song">
      <div class="song">
        <twobus-mark
          aria-hidden="true"
          .source=${engine?.effect('masterBus', 'channel')}
        ></twobus-mark>
        <h1>Twobus</h1>
        <twobus-host-song-menu .engine=${engine}></twobus-host-song-menu>
        <twobus-host-compare .engine=${engine}></twobus-host-compare>
      </div>
      <div class="where">
        <twobus-host-transport .engine=${engine}></twobus-host-transport>
        <twobus-host-position .engine=${engine}></twobus-host-position>
      </div>
      <div class="tools">${this.#renderTools()}</div>
    </div>`
  }

  #renderTools(): TemplateResult {
    const { engine } = this
    const seconds = engine ? engine.latencyFrames / engine.sampleRate : 0
    const { figure } = formatUnit('dB', seconds * 1000)
    const other = pageTheme() === 'dark' ? 'Light theme' : 'Dark theme'
    return html`
      <span class="latency" title="Delay of the whole path: slowest track, mix bus, master"
        >Latency ${figure} ms</span
      >
      <a class="effects" href="gallery.html" title="Every effect alone, with the code to embed it"
        >Effects</a
      >
      ${this.#renderIcon('undo', 'Undo', engine?.canUndo ?? false, () => engine?.undo())}
      ${this.#renderIcon('redo', 'Redo', engine?.canRedo ?? false, () => engine?.redo())}
      <button
        class="icon-button theme"
        type="button"
        aria-label=${other}
        title=${other}
        @click=${() => this.#turnTheme()}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="5.25" />
          <path class="half" d="M8 2.75a5.25 5.25 0 0 1 0 10.5z" />
        </svg>
      </button>
      ${
        hasMidi()
          ? html`<button
            class="icon-button midi"
            type="button"
            aria-label="MIDI"
            title="MIDI controllers"
            aria-pressed=${String(this.midi)}
            ?disabled=${!engine}
            @click=${() => this.emit('togglemidi')}
          >
            <twobus-icon name="midi"></twobus-icon>
          </button>`
          : nothing
      }
      ${this.#renderIcon('help', 'Keys', true, () => this.emit('showhelp'))}
      <button
        class="icon-button more"
        type="button"
        aria-label="More"
        aria-haspopup="menu"
        ?disabled=${!engine}
        @click=${(event: Event) => this.#openMore(event.currentTarget as HTMLElement)}
      >
        <twobus-icon name="more"></twobus-icon>
      </button>
      <button
        class="text-button primary"
        type="button"
        ?disabled=${!engine || engine.session.tracks.length === 0}
        @click=${() => this.emit('exportmix')}
      >
        <twobus-icon name="export"></twobus-icon>Export
      </button>
    `
  }

  #renderIcon(name: string, label: string, enabled: boolean, run: () => void): TemplateResult {
    return html`<button
      class="icon-button ${name}"
      type="button"
      aria-label=${label}
      title=${label}
      ?disabled=${!enabled}
      @click=${run}
    >
      <twobus-icon name=${name}></twobus-icon>
    </button>`
  }
}

defineElement('twobus-host-top-bar', HostTopBar)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-top-bar': HostTopBar
  }
}
