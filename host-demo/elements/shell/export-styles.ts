import { type CSSResult, css } from 'lit'

export const exportStyles: CSSResult = css`
  dialog {
    width: min(760px, calc(100vw - 24px));
    max-height: calc(100dvh - 24px);
    padding: 0;
    overflow: auto;
    color: var(--twobus-text);
    background: var(--twobus-surface);
    border: 0;
    border-radius: 12px;
    box-shadow: var(--twobus-shadow);
  }
  dialog::backdrop {
    background: color-mix(in srgb, var(--twobus-bg) 72%, transparent);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    height: 52px;
    padding: 0 12px 0 20px;
    border-bottom: 1px solid var(--twobus-line);
  }
  h2 {
    margin: 0;
    font: 600 16px/20px var(--twobus-font);
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 252px;
  }
  .rows {
    display: grid;
    grid-template-columns: 120px minmax(0, 1fr);
    grid-auto-rows: 40px;
    align-items: center;
    align-content: start;
    min-height: 250px;
    padding: 14px 20px;
    font: var(--twobus-text-value);
    font-weight: 400;
  }
  .rows > :nth-child(odd) {
    color: var(--twobus-muted);
  }
  .fixed {
    font-weight: 500;
  }
  .field {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--twobus-muted);
  }
  input {
    flex: 1;
    min-width: 0;
    height: 26px;
    padding: 0 8px;
    font: var(--twobus-text-value);
    color: var(--twobus-text);
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  input:focus {
    border-color: var(--twobus-accent);
    outline: 0.5px solid var(--twobus-accent);
    outline-offset: 0;
  }
  aside {
    padding: 16px 20px;
    font: var(--twobus-text-value);
    font-weight: 400;
    background: var(--twobus-well);
    border-left: 1px solid var(--twobus-line);
  }
  h3 {
    margin: 0 0 8px;
    font: var(--twobus-text-heading);
    color: var(--twobus-muted);
  }
  dl {
    display: grid;
    grid-template-columns: 1fr auto;
    row-gap: 8px;
    margin: 0 0 16px;
    color: var(--twobus-muted);
  }
  dd {
    margin: 0;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    color: var(--twobus-text);
  }
  .unit {
    color: var(--twobus-muted);
  }
  ul {
    display: grid;
    gap: 10px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    gap: 8px;
    color: var(--twobus-muted);
  }
  .fits twobus-icon {
    color: var(--twobus-level);
  }
  .warns {
    color: var(--twobus-text);
  }
  .warns twobus-icon {
    color: var(--twobus-warning);
  }
  footer {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 60px;
    padding: 12px 20px;
    border-top: 1px solid var(--twobus-line);
  }
  footer p {
    flex: 1;
    min-width: 0;
    margin: 0;
    font: var(--twobus-text-value);
    font-weight: 400;
    color: var(--twobus-muted);
    overflow-wrap: anywhere;
  }
  footer a {
    color: var(--twobus-accent);
  }
  footer p.failure {
    color: var(--twobus-clip);
  }
  footer .progress {
    flex: 1;
  }
  .percent {
    min-width: 44px;
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
  }
  @media (width < 640px) {
    .body {
      grid-template-columns: minmax(0, 1fr);
    }
    .rows {
      grid-template-columns: 92px minmax(0, 1fr);
      min-height: 0;
      padding: 10px 14px;
    }
    aside {
      border-left: 0;
      border-top: 1px solid var(--twobus-line);
      padding: 14px;
    }
    footer {
      flex-wrap: wrap;
    }
  }
`
