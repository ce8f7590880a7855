import { type CSSResult, css } from 'lit'

/** Layout of the monitor's parts; see `editor-styles.ts` for what all editors share. */
export const monitorEditorStyles: CSSResult = css`
  .graphs {
    display: flex;
    height: 340px;
  }
  .tiles {
    flex: 0 0 352px;
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
  @media (pointer: coarse) {
    .tile {
      min-height: 44px;
    }
  }
  .tile:focus-visible {
    outline-offset: 1px;
  }
  svg {
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .picture {
    width: 20px;
    height: 20px;
  }
  .drawn {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .curve {
    flex: 1 1 0;
    min-width: 0;
    height: 30px;
  }
  .curve path {
    vector-effect: non-scaling-stroke;
  }
  .curve .zero {
    stroke: var(--twobus-line-strong);
    stroke-width: 1;
  }
  .tile[aria-checked='true'] :is(.picture, .curve path:not(.zero)) {
    stroke: var(--twobus-accent);
  }
  .tile span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .response {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-width: 0;
    background: var(--twobus-well);
  }
  .response .graph {
    flex: 1 1 0;
    min-height: 0;
  }
  .response .legend {
    padding: 2px 12px 8px;
  }
  .about {
    display: flex;
    flex: none;
    align-items: center;
    gap: 12px;
    padding: 10px 12px 6px;
  }
  .about .picture {
    width: 30px;
    height: 30px;
    color: var(--twobus-accent);
    stroke-width: 1.2;
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
  [data-layout='medium'] .tile {
    height: 78px;
    padding: 8px;
  }
  [data-layout='medium'] .tile > span {
    white-space: normal;
  }
  .editor:not([data-layout='wide']) .toggles {
    flex-direction: column;
  }
  [data-layout='narrow'] .note {
    flex: 1 0 100%;
  }
  [data-layout='medium'] .response {
    flex: none;
    height: 280px;
  }
  [data-layout='narrow'] .response {
    flex: none;
    height: 250px;
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
