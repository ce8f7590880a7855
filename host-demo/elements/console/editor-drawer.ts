import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import '../../../ui/controls/icon.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import type { EffectSource } from '../../../worklets/core/source.ts'
import { type EffectKey, findStrip, type Strip, stripName } from '../../session/session.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import type { InsertTarget } from '../host-events.ts'
import { hostStyles } from '../host-styles.ts'
import { makeEditor } from './editors.ts'

/** The editor of one insert, over the lanes. Events: `close`, `openinsert` for its neighbors. */
export class HostEditorDrawer extends HostElement {
  static override properties = {
    target: { attribute: false },
    side: { reflect: true }
  }

  static override styles = [
    HostElement.styles,
    hostStyles,
    css`
      :host {
        position: absolute;
        top: 0;
        left: 0;
        z-index: 3;
        width: min(900px, 100%);
        max-height: 100%;
        display: flex;
        flex-direction: column;
        background: var(--twobus-surface);
        border-radius: 0 0 12px 12px;
        box-shadow: var(--twobus-shadow);
        animation: open var(--twobus-slow);
      }
      :host([side='right']) {
        left: auto;
        right: 0;
      }
      @keyframes open {
        from {
          opacity: 0;
          transform: translateY(-24px);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        :host {
          animation: none;
        }
      }
      header {
        display: flex;
        flex: none;
        align-items: center;
        gap: 8px;
        height: 36px;
        padding: 0 6px 0 16px;
        border-top: 3px solid var(--color);
        border-bottom: 1px solid var(--twobus-line);
      }
      h2 {
        flex: 1;
        min-width: 0;
        margin: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font: var(--twobus-text-value);
        color: var(--twobus-muted);
      }
      h2 b {
        font-weight: 600;
        color: var(--twobus-text);
      }
      .editor {
        flex: 1;
        min-height: 0;
        overflow: auto;
        overscroll-behavior: contain;
      }
      .wait {
        padding: 40px 16px;
        text-align: center;
        color: var(--twobus-muted);
      }
    `
  ]

  declare target: InsertTarget | undefined
  /** Where it stands, so that the strip it belongs to stays in sight. */
  declare side: 'left' | 'right'
  #editor: HTMLElement | undefined
  #source: EffectSource | undefined
  #focused: string | undefined

  constructor() {
    super()
    this.target = undefined
    this.side = 'left'
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['structure', 'session'], signal)
  }

  override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    const { engine, target } = this
    const source = target && engine?.effect(target.strip, target.insert)
    if (source === this.#source) return
    this.#source = source
    this.#editor = source && engine && makeEditor(source, engine.history)
  }

  override updated(): void {
    const key = this.target && `${this.target.strip} ${this.target.insert}`
    if (key === this.#focused) return
    this.#focused = key
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus({ preventScroll: true })
  }

  get #strip(): Strip | undefined {
    return this.target && this.engine && findStrip(this.engine.session, this.target.strip)
  }

  /** In the order of the sound. */
  get #chain(): readonly EffectKey[] {
    return [...(this.#strip?.inserts ?? []).map(({ id }) => id), 'channel']
  }

  #step(by: 1 | -1): void {
    const { target } = this
    const chain = this.#chain
    const at = chain.indexOf(target?.insert ?? '')
    const insert = chain[(at + by + chain.length) % chain.length]
    if (target && insert) this.emit('openinsert', { strip: target.strip, insert })
  }

  override render(): TemplateResult {
    const { engine, target } = this
    const strip = this.#strip
    if (!engine || !target || !strip) return html`${nothing}`
    const track = engine.session.tracks.find(({ id }) => id === target.strip)
    const name = stripName(engine.session, target.strip)
    const title = this.#source?.definition.title ?? 'Effect'
    const color = track ? `band-${track.color}` : target.strip === 'mixBus' ? 'level' : 'output'
    const many = this.#chain.length > 1
    return html`<section
      style="display: contents"
      role="dialog"
      aria-label=${`${title} of ${name}`}
    >
      <header style=${`--color: var(--twobus-${color})`}>
        <h2><b>${name}</b> · ${title}</h2>
        ${this.#renderStep('chevron-left', 'Previous insert', many, -1)}
        ${this.#renderStep('chevron-right', 'Next insert', many, 1)}
        <button
          class="icon-button close"
          type="button"
          aria-label="Close"
          title="Close (Esc)"
          @click=${() => this.emit('close')}
        >
          <twobus-icon name="close"></twobus-icon>
        </button>
      </header>
      <div class="editor" @gesturestart=${stop} @gestureend=${stop}>
        ${this.#editor ?? html`<div class="wait">Starting ${title} …</div>`}
      </div>
    </section>`
  }

  #renderStep(icon: string, label: string, enabled: boolean, by: 1 | -1): TemplateResult {
    return html`<button
      class="icon-button"
      type="button"
      aria-label=${label}
      title=${label}
      ?disabled=${!enabled}
      @click=${() => this.#step(by)}
    >
      <twobus-icon name=${icon}></twobus-icon>
    </button>`
  }
}

/** The editor has begun and ended its gestures in the host's history by itself. */
function stop(event: Event): void {
  event.stopPropagation()
}

defineElement('twobus-host-drawer', HostEditorDrawer)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-drawer': HostEditorDrawer
  }
}
