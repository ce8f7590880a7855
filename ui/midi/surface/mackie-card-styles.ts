import { type CSSResult, css } from 'lit'

/** The cells of a Mackie Control: its display, a ring, a fader. */
export const mackieCardStyles: CSSResult = css`
  ul {
    grid-template-columns: repeat(4, 1fr);
  }
  li {
    height: 112px;
  }
  li.held {
    border-color: var(--twobus-accent);
    box-shadow: inset 0 0 0 0.5px var(--twobus-accent);
  }
  .text {
    overflow: hidden;
    padding: 3px 4px 2px;
    font: 400 10.5px/14px ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace;
    letter-spacing: 0.5px;
    white-space: pre;
    background: var(--twobus-raised);
  }
  .held .value {
    color: var(--twobus-accent);
  }
  .ring {
    position: absolute;
    bottom: 30px;
    left: 5px;
    width: 28px;
    height: 28px;
    overflow: visible;
  }
  .ring circle {
    fill: var(--twobus-line-strong);
  }
  .ring .lit {
    fill: var(--twobus-accent);
  }
  .ring .knob {
    fill: var(--twobus-high);
  }
  .touch {
    position: absolute;
    bottom: 10px;
    left: 15px;
    width: 8px;
    height: 8px;
    border: 1.5px solid var(--twobus-line-strong);
    border-radius: 50%;
  }
  .held .touch {
    background: var(--twobus-accent);
    border-color: var(--twobus-accent);
  }
  .track {
    right: 15px;
    bottom: 14px;
    height: 44px;
  }
  .cap {
    position: absolute;
    right: 9px;
    bottom: 13px;
    width: 14px;
    height: 8px;
    background: var(--twobus-muted);
    border: 1px solid var(--twobus-surface);
    border-radius: 2px;
  }
  .held .cap {
    background: var(--twobus-accent);
  }
  .foot {
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  label.flip {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    margin-left: auto;
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
`
