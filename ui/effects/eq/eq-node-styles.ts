import { type CSSResult, css } from 'lit'

/** A numbered disc with its badge, and room for a finger round it. */
export const eqNodeStyles: CSSResult = css`
  :host {
    position: absolute;
    width: 0;
    height: 0;
  }
  :host([selected]) {
    z-index: 2;
  }
  .node {
    position: absolute;
    inset: -16px;
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    cursor: grab;
    isolation: isolate;
    outline: none;
  }
  .node:active {
    cursor: grabbing;
  }
  .disc {
    display: grid;
    place-items: center;
    width: 18px;
    height: 18px;
    border-radius: 50%;
    font: 700 11px/18px var(--twobus-font);
    color: var(--disc-text);
    background: var(--disc);
    box-shadow: 0 0 0 1.5px var(--twobus-well);
  }
  :host([selected]) .disc {
    position: relative;
    width: 22px;
    height: 22px;
  }
  :host([selected]) .disc::before {
    content: '';
    position: absolute;
    z-index: -1;
    inset: -4.75px;
    background: color-mix(in srgb, var(--disc) 22%, transparent);
    border: 1.5px solid var(--disc);
    border-radius: 50%;
  }
  .off .disc {
    color: var(--disc);
    background: var(--twobus-well);
    border: 1.5px solid var(--disc);
    width: 15px;
    height: 15px;
  }
  .node:focus-visible .disc {
    outline: 2px solid var(--twobus-accent);
    outline-offset: 4px;
  }
  .badge {
    position: absolute;
    left: 22px;
    top: -3px;
    width: 13px;
    height: 13px;
    font: 600 10px/11px var(--twobus-font);
    text-align: center;
    color: var(--twobus-text);
    background: var(--twobus-well);
    border: 1px solid var(--disc);
    border-radius: 3px;
  }
  @media (pointer: coarse) {
    .node {
      inset: -24px;
      width: 48px;
      height: 48px;
    }
    .badge {
      left: 30px;
      top: 5px;
    }
  }
  @media (forced-colors: active) {
    .disc,
    .badge {
      color: CanvasText;
      background: Canvas;
      border: 1.5px solid CanvasText;
    }
    :host([selected]) .disc {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    .off .disc {
      border-style: dashed;
    }
  }
`
