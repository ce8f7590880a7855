import { type CSSResult, css } from 'lit'

/** Buttons, lists and fields of the MIDI panel and its rows. */
export const midiFormStyles: CSSResult = css`
  p {
    margin: 0;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  .button,
  select,
  input[type='number'] {
    height: 28px;
    padding: 0 10px;
    font: var(--twobus-text-label);
    color: var(--twobus-text);
    background: var(--twobus-raised);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    white-space: nowrap;
  }
  .button:hover {
    background: var(--twobus-high);
  }
  .button[aria-pressed='true'] {
    color: var(--twobus-accent);
    background: var(--twobus-accent-soft);
    border-color: var(--twobus-accent);
  }
  .button:disabled {
    opacity: 0.5;
    pointer-events: none;
  }
  .name {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    font: var(--twobus-text-value);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .side {
    font: var(--twobus-text-label);
    font-variant-numeric: tabular-nums;
    color: var(--twobus-muted);
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    .button,
    select,
    input[type='number'] {
      height: 44px;
    }
  }
`
