import { type CSSResult, css } from 'lit'

export const timelineStyles: CSSResult = css`
  :host {
    --names: 116px;
    /* Lanes give way where the window is low, down to a line of text. */
    --lane: clamp(14px, calc((100dvh - var(--rest, 563px)) / var(--tracks, 1)), 24px);
    position: relative;
    display: block;
    overflow: hidden;
    background: var(--twobus-well);
  }
  :host([overview]) {
    --names: 0px;
  }
  twobus-host-ruler {
    margin-left: var(--names);
  }
  .rows {
    position: relative;
    display: grid;
    grid-template-columns: var(--names) minmax(0, 1fr);
  }
  .names {
    margin: 0;
    padding: 0;
    overflow: hidden;
    list-style: none;
    background: var(--twobus-surface);
  }
  .names li {
    display: flex;
    align-items: center;
    gap: 7px;
    height: var(--lane);
    padding: 0 8px 0 12px;
    color: var(--twobus-muted);
    border-top: 1px solid var(--twobus-line);
    border-right: 1px solid var(--twobus-line);
    cursor: default;
  }
  .names li.selected {
    color: var(--twobus-text);
    background: var(--twobus-raised);
  }
  .names li::before {
    content: '';
    flex: none;
    width: 3px;
    height: 12px;
    border-radius: 1.5px;
    background: var(--color);
  }
  .names span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .lanes {
    position: relative;
    cursor: text;
    touch-action: pan-y;
    outline-offset: -2px;
  }
  .clip {
    position: absolute;
    inset: 0 0 0 var(--names);
    overflow: hidden;
    pointer-events: none;
  }
  .playhead {
    position: absolute;
    inset: 0;
    will-change: transform;
  }
  .playhead::before {
    content: '';
    position: absolute;
    inset: 0 auto 0 -0.75px;
    width: 1.5px;
    background: var(--twobus-text);
  }
  .playhead::after {
    content: '';
    position: absolute;
    top: 0;
    left: -5px;
    width: 10px;
    height: 7px;
    background: var(--twobus-text);
    clip-path: polygon(0 0, 100% 0, 50% 100%);
  }
  @media (width < 1240px) {
    :host {
      /* The top bar has two rows. */
      --rest: 603px;
    }
  }
`
