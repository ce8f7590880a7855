import { css, html, type TemplateResult } from 'lit'
import '../../../ui/controls/icon.ts'
import { defineElement } from '../../../ui/core/define-element.ts'
import { HostElement } from '../host-element.ts'
import type { HostEngine } from '../host-engine.ts'
import { hostStyles } from '../host-styles.ts'
import { toggleLoop } from '../timeline/loop-actions.ts'

/** To the start, play or pause, loop, and where the song is. */
export class HostTransportBar extends HostElement {
  static override styles = [
    HostElement.styles,
    hostStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 10px;
      }
      .play {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        flex: none;
        width: 36px;
        height: 36px;
        border-radius: 18px;
        color: var(--twobus-on-accent);
        background: var(--twobus-accent);
        transition: background var(--twobus-fast);
      }
      .play:hover {
        background: color-mix(in srgb, var(--twobus-accent) 86%, var(--twobus-text));
      }
      .icon-button {
        color: var(--twobus-text);
      }
      @media (pointer: coarse) {
        .play {
          width: 44px;
          height: 44px;
          border-radius: 22px;
        }
      }
    `
  ]

  protected override engineConnected(engine: HostEngine, signal: AbortSignal): void {
    this.updateOn(engine, ['session'], signal)
    this.updateOn(engine.transport, ['statechange', 'loop'], signal)
  }

  override render(): TemplateResult {
    const { engine } = this
    const playing = engine?.transport.playing ?? false
    const play = playing ? 'Pause' : 'Play'
    return html`
      <button
        class="icon-button"
        type="button"
        aria-label="To the start"
        title="To the start (Home)"
        ?disabled=${!engine}
        @click=${() => engine?.transport.seek(0)}
      >
        <twobus-icon name="to-start"></twobus-icon>
      </button>
      <button
        class="icon-button"
        type="button"
        aria-label="Stop"
        title="Stop and return to the start"
        ?disabled=${!engine}
        @click=${() => engine?.transport.stop()}
      >
        <twobus-icon name="stop"></twobus-icon>
      </button>
      <button
        class="play"
        type="button"
        aria-label=${play}
        title=${`${play} (Space)`}
        ?disabled=${!engine}
        @click=${() => void engine?.transport.toggle()}
      >
        <twobus-icon name=${playing ? 'pause' : 'play'}></twobus-icon>
      </button>
      <button
        class="icon-button"
        type="button"
        aria-label="Loop"
        title="Loop (L). Drag on the ruler to choose what."
        aria-pressed=${String(engine?.session.loop.on ?? false)}
        ?disabled=${!engine}
        @click=${() => engine && toggleLoop(engine)}
      >
        <twobus-icon name="loop"></twobus-icon>
      </button>
      <slot></slot>
    `
  }
}

defineElement('twobus-host-transport', HostTransportBar)

declare global {
  interface HTMLElementTagNameMap {
    'twobus-host-transport': HostTransportBar
  }
}
