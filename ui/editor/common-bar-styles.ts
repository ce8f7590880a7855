import { type CSSResult, css } from 'lit'

/** Layout of the common bar; what has no room is hidden here and listed in "more". */
export const commonBarStyles: CSSResult = css`
  :host {
    display: block;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 4px;
    height: 44px;
    padding: 0 10px 0 14px;
    border-bottom: 1px solid var(--twobus-line);
  }
  .name {
    margin: 0 8px 0 10px;
    font: var(--twobus-text-title);
    letter-spacing: -0.005em;
    white-space: nowrap;
  }
  .spacer {
    flex: 1 1 0;
  }
  .rule {
    width: 1px;
    height: 16px;
    margin: 0 8px;
    background: var(--twobus-line);
  }
  .presets {
    display: flex;
    align-items: center;
    min-width: 0;
    height: 28px;
    border-radius: 6px;
    background: var(--twobus-raised);
  }
  .step {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 28px;
    height: 28px;
    flex: none;
    color: var(--twobus-muted);
    border-radius: 6px;
  }
  .preset {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    width: 150px;
    height: 28px;
    min-width: 0;
    padding: 0 4px;
    font: var(--twobus-text-value);
    border-radius: 6px;
  }
  .step:hover,
  .preset:hover {
    background: var(--twobus-high);
    color: var(--twobus-text);
  }
  .preset-name {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dot {
    flex: none;
    width: 5px;
    height: 5px;
    border-radius: 50%;
    background: var(--twobus-accent);
  }
  .dot[hidden] {
    display: none;
  }
  .drop {
    display: none;
    color: var(--twobus-muted);
  }
  .slots {
    display: inline-flex;
    padding: 1px;
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .slots button {
    width: 26px;
    height: 22px;
    font: var(--twobus-text-button);
    color: var(--twobus-muted);
    border: 1px solid transparent;
    border-radius: 4px;
  }
  .slots [aria-checked='true'] {
    color: var(--twobus-text);
    background: var(--twobus-chosen);
    border-color: var(--twobus-chosen-line);
  }
  .latency {
    font: var(--twobus-text-label);
    font-variant-numeric: tabular-nums;
    color: var(--twobus-muted);
    white-space: nowrap;
    margin: 0 4px 0 8px;
  }
  .bar:not([data-room='wide']) {
    .wide-only {
      display: none;
    }
    .preset {
      width: 120px;
    }
  }
  .bar[data-room='narrow'] {
    padding: 0 4px 0 12px;
    .slots,
    .latency,
    .step,
    .spacer + .spacer,
    ::slotted([slot='tools']) {
      display: none;
    }
    .presets {
      flex: 0 1 auto;
      order: 1;
    }
    .power {
      order: 2;
    }
    > :last-child {
      order: 3;
    }
    .preset {
      width: auto;
      min-width: 96px;
      padding: 0 6px 0 10px;
      justify-content: space-between;
    }
    .drop {
      display: block;
    }
  }
  @media (pointer: coarse) {
    .bar {
      height: 52px;
    }
    .presets,
    .preset,
    .step {
      height: 44px;
    }
    .step {
      width: 44px;
    }
    .slots {
      padding: 0;
    }
    .slots button {
      width: 44px;
      height: 44px;
    }
  }
  @media (forced-colors: active) {
    .dot {
      forced-color-adjust: none;
    }
    .slots [aria-checked='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`
