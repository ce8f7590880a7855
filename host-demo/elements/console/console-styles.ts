import { type CSSResult, css } from 'lit'

export const consoleStyles: CSSResult = css`
  :host {
    display: block;
    min-width: 0;
    min-height: 0;
    background: var(--twobus-bg);
  }
  .console {
    display: flex;
    gap: 6px;
    height: 100%;
  }
  .tracks {
    display: flex;
    flex: 1;
    min-width: 100px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    background: var(--twobus-surface);
    scrollbar-width: thin;
    scrollbar-color: var(--twobus-line-strong) var(--twobus-surface);
  }
  .tracks twobus-host-strip {
    flex: 1 0 100px;
    max-width: 160px;
    border-right: 1px solid var(--twobus-line);
  }
  .tracks twobus-host-empty {
    flex: 1;
    min-width: min(480px, 60vw);
    background: var(--twobus-surface);
  }
  .buses {
    display: flex;
    flex: none;
    gap: 6px;
  }
  .buses twobus-host-strip {
    flex: none;
    width: 108px;
  }
  .buses twobus-host-strip[master] {
    width: clamp(220px, 24vw, 460px);
  }
  .tabs {
    display: flex;
    gap: 4px;
    padding: 6px 10px;
    overflow-x: auto;
    background: var(--twobus-surface);
    scrollbar-width: none;
  }
  .tabs button {
    flex: none;
    height: 32px;
    padding: 0 10px;
    font: var(--twobus-text-button);
    color: var(--twobus-muted);
    border-radius: 4px;
    box-shadow: inset 0 -2px var(--color);
  }
  .tabs [aria-selected='true'] {
    color: var(--twobus-text);
    background: var(--twobus-chosen);
  }
  .one {
    height: calc(100% - 44px);
  }
  .one twobus-host-strip {
    --levels-justify: center;
    --levels-gap: 24px;
    height: 100%;
  }
  @media (width < 760px) {
    .tracks {
      scroll-snap-type: x mandatory;
    }
    .tracks twobus-host-strip {
      scroll-snap-align: start;
    }
    .buses twobus-host-strip {
      width: 96px;
    }
    .buses twobus-host-strip[master] {
      width: 128px;
    }
    .buses twobus-goniometer {
      display: none;
    }
  }
`
