import { type CSSResult, css } from 'lit'

/** Layout of the monitor's parts; see `editor-styles.ts` for what all editors share. */
export const monitorEditorStyles: CSSResult = css`
  .graphs {
    display: flex;
    height: 330px;
  }
  .tiles {
    flex: 0 0 330px;
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    grid-auto-rows: 1fr;
    gap: 6px;
    padding: 10px;
    border-right: 1px solid var(--twobus-line);
  }
  .tile {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    min-width: 0;
    padding: 8px 10px;
    text-align: left;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
    background: var(--twobus-raised);
    border: 1px solid transparent;
    border-radius: 8px;
    cursor: pointer;
    transition: background var(--twobus-fast);
  }
  .tile:hover {
    background: var(--twobus-high);
  }
  .tile[aria-checked='true'] {
    color: var(--twobus-text);
    background: var(--twobus-accent-soft);
    border-color: var(--twobus-accent);
  }
  .tile:focus-visible {
    outline-offset: 1px;
  }
  .tile svg {
    width: 100%;
    height: 30px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .tile[aria-checked='true'] svg {
    stroke: var(--twobus-accent);
  }
  .tile span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .response {
    flex: 1 1 0;
    min-width: 0;
  }
  .about {
    position: absolute;
    top: 10px;
    left: 12px;
    max-width: calc(100% - 60px);
    pointer-events: none;
    text-shadow: 0 0 3px var(--twobus-well), 0 0 3px var(--twobus-well);
  }
  .about b {
    display: block;
    font: var(--twobus-text-title);
  }
  [data-layout='medium'] .graphs,
  [data-layout='narrow'] .graphs {
    flex-direction: column;
    height: auto;
  }
  [data-layout='medium'] .tiles {
    flex: none;
    grid-template-columns: repeat(6, 1fr);
    border: 0;
    border-bottom: 1px solid var(--twobus-line);
  }
  [data-layout='medium'] .tile span {
    white-space: normal;
  }
  [data-layout='medium'] .tile {
    height: 68px;
    padding: 8px;
  }
  [data-layout='medium'] .response {
    flex: none;
    height: 220px;
  }
  [data-layout='narrow'] .response {
    flex: none;
    height: 170px;
  }
  .note {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 8px 12px;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 8px;
  }
  .toggles {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 20px;
  }
`
