import { type CSSResult, css } from 'lit'

/** Buttons that several elements of the host share. */
export const hostStyles: CSSResult = css`
  .icon-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    flex: none;
    width: 28px;
    height: 28px;
    border-radius: 6px;
    color: var(--twobus-muted);
    transition: background var(--twobus-fast), color var(--twobus-fast);
  }
  .icon-button:hover {
    background: var(--twobus-high);
    color: var(--twobus-text);
  }
  .icon-button[aria-pressed='true'] {
    background: var(--twobus-accent-soft);
    color: var(--twobus-accent);
  }
  .icon-button:disabled {
    opacity: 0.38;
    pointer-events: none;
  }
  .text-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    flex: none;
    height: 28px;
    padding: 0 12px;
    font: var(--twobus-text-value);
    white-space: nowrap;
    color: var(--twobus-text);
    background: var(--twobus-raised);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
    transition: background var(--twobus-fast);
  }
  .text-button:hover {
    background: var(--twobus-high);
  }
  .text-button.primary {
    color: var(--twobus-on-accent);
    font-weight: 600;
    background: var(--twobus-accent);
    border-color: transparent;
  }
  .text-button.primary:hover {
    background: color-mix(in srgb, var(--twobus-accent) 86%, var(--twobus-text));
  }
  .text-button:disabled {
    opacity: 0.5;
    pointer-events: none;
  }
  .progress {
    height: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: var(--twobus-track);
  }
  .progress > div {
    height: 100%;
    border-radius: 3px;
    background: var(--twobus-accent);
    transform-origin: left;
  }
  @media (pointer: coarse) {
    .icon-button {
      width: 44px;
      height: 44px;
    }
    .text-button {
      height: 44px;
    }
  }
  @media (forced-colors: active) {
    .progress > div {
      forced-color-adjust: none;
    }
  }
`
