import { css, html, type TemplateResult } from 'lit'
import '../../../ui/controls/value.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { FrameTask } from '../../../ui/core/frame.ts'
import type { ControlDetail } from '../../../ui/core/param-controller.ts'
import { beatsPerMinute } from '../../../worklets/core/rows.ts'
import { formatBars, formatClock } from '../../session/musical-time.ts'
import { setTempo } from '../../session/session-edits.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'

const TEMPO_ROW = beatsPerMinute('tempo', 'Tempo', { range: [20, 300], default: 120 })

/** Where the song is, in bars and on the clock, and its tempo. */
export class HostPosition extends HostElement {
  static override styles = [
    HostElement.styles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 16px;
        height: 36px;
        padding: 0 6px 0 14px;
        background: var(--twobus-well);
        border: 1px solid var(--twobus-line);
        border-radius: 8px;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      #bars,
      #clock {
        /* New figures many times a second must not lay out the page anew. */
        contain: strict;
        flex: none;
      }
      #bars {
        width: 112px;
        height: 24px;
        font: var(--twobus-text-read);
        letter-spacing: 0.12em;
      }
      #clock {
        width: 48px;
        height: 16px;
        font: var(--twobus-text-value);
        font-weight: 400;
        color: var(--twobus-muted);
      }
      .meter {
        padding-right: 8px;
        font: var(--twobus-text-value);
        font-weight: 400;
        color: var(--twobus-muted);
      }
      @container (width < 480px) {
        :host {
          gap: 8px;
          padding: 0 8px;
        }
        #bars {
          width: 92px;
          letter-spacing: 0.04em;
        }
        .meter,
        twobus-value {
          display: none;
        }
      }
    `
  ]

  #task: FrameTask | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#task = new FrameTask(this, () => this.#show(), this.lifetime)
    this.#follow()
  }

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['session'], signal)
    for (const type of ['statechange', 'seek']) {
      engine.transport.addEventListener(type, () => this.#follow(), { signal })
    }
    this.#follow()
  }

  override updated(): void {
    this.#show()
  }

  #follow(): void {
    if (!this.#task) return
    this.#task.live = this.engine?.transport.playing ?? false
    this.#task.request()
  }

  #show(): void {
    const { engine } = this
    const seconds = engine?.transport.positionSeconds ?? 0
    this.#write('bars', engine ? formatBars(seconds, engine.session) : '1.1.1')
    this.#write('clock', formatClock(seconds))
  }

  #write(id: string, text: string): void {
    const place = this.renderRoot.querySelector(`#${id}`)
    if (place && place.textContent !== text) place.textContent = text
  }

  #setTempo(event: CustomEvent<ControlDetail>): void {
    event.stopPropagation()
    this.engine?.edit((session) => setTempo(session, Number(event.detail.value)), {
      merge: 'tempo'
    })
  }

  override render(): TemplateResult {
    const session = this.engine?.session
    return html`
      <span id="bars" role="timer" aria-live="off" aria-label="Bar, beat, sixteenth"></span>
      <span id="clock" role="timer" aria-live="off" aria-label="Minutes and seconds"></span>
      <twobus-value
        .row=${TEMPO_ROW}
        .value=${session?.tempo ?? TEMPO_ROW.default}
        label="Tempo"
        @input=${this.#setTempo}
        @change=${(event: Event) => event.stopPropagation()}
      ></twobus-value>
      <span class="meter" aria-label="Time signature">${session?.beatsPerBar ?? 4}/4</span>
    `
  }
}

defineElement('twobus-host-position', HostPosition)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-position': HostPosition
  }
}
