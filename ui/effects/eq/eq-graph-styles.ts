import { type CSSResult, css } from 'lit'

/** The graph, its handles and the read-out beside the chosen one. */
export const eqGraphStyles: CSSResult = css`
  :host {
    position: relative;
    display: block;
    overflow: hidden;
    background: var(--twobus-well);
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
    cursor: crosshair;
  }
  .nodes {
    position: absolute;
    inset: 0 0 16px;
    pointer-events: none;
  }
  twobus-eq-node,
  twobus-graph-handle {
    z-index: 1;
    pointer-events: auto;
  }
  .tip {
    position: absolute;
    height: 22px;
    padding: 0 8px;
    transform: translate(-50%, 22px);
    font: var(--twobus-text-value);
    font-variant-numeric: tabular-nums;
    line-height: 22px;
    white-space: nowrap;
    pointer-events: none;
    color: var(--twobus-text);
    background: var(--twobus-raised);
    border: 1px solid var(--twobus-line-strong);
    border-radius: 6px;
  }
  .tip.above {
    transform: translate(-50%, -46px);
  }
  .tip i {
    margin: 0 6px;
    font-style: normal;
    color: var(--twobus-muted);
  }
  /* Where there is little room, the figures are in the deck while nothing moves. */
  @container (width < 760px) {
    .tip:not(.moving) {
      display: none;
    }
  }
`
