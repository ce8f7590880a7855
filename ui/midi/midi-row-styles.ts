import { type CSSResult, css } from 'lit'

export const midiRowStyles: CSSResult = css`
  :host {
    display: block;
    flex: none;
  }
  summary {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 6px 8px;
    align-items: center;
    list-style: none;
    border-radius: 4px;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .state {
    justify-self: end;
    font: var(--twobus-text-label);
  }
  .state::after {
    content: '';
    display: inline-block;
    width: 5px;
    height: 5px;
    margin: 0 2px 2px 7px;
    border: solid var(--twobus-muted);
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(45deg);
  }
  [open] .state::after {
    margin-bottom: 0;
    transform: rotate(-135deg);
  }
  .now {
    justify-self: end;
  }
  .good {
    color: var(--twobus-level);
  }
  .waits {
    color: var(--twobus-warning);
  }
  .away {
    color: var(--twobus-muted);
  }
  .track {
    position: relative;
    width: 120px;
    height: 3px;
    border-radius: 2px;
    background: var(--twobus-track);
  }
  .fill {
    width: 100%;
    height: 100%;
    border-radius: 2px;
    background: var(--twobus-accent);
    transform-origin: left;
  }
  .ghost {
    position: absolute;
    top: 50%;
    width: 8px;
    height: 8px;
    margin: -4px;
    background: var(--twobus-surface);
    border: 1.75px solid var(--twobus-warning);
    border-radius: 50%;
  }
  .fields {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 6px 10px;
    align-items: center;
    margin-top: 12px;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  .fields select,
  .fields input[type='number'] {
    width: 100%;
    min-width: 0;
    background: var(--twobus-well);
  }
  .fields input[type='range'] {
    width: 100%;
    accent-color: var(--twobus-accent);
  }
  .fields input[type='checkbox'] {
    justify-self: start;
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--twobus-accent);
  }
  .range {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .fields .button {
    grid-column: 1 / -1;
    background: var(--twobus-well);
  }
  @media (forced-colors: active) {
    .fill {
      forced-color-adjust: none;
    }
  }
`
