import { type CSSResult, css } from 'lit'

export const stripStyles: CSSResult = css`
  :host {
    display: block;
    contain: layout;
    min-width: 0;
    background: var(--twobus-surface);
  }
  :host([selected]),
  :host([master]) {
    background: color-mix(in srgb, var(--twobus-raised) 55%, var(--twobus-surface));
  }
  .strip {
    display: flex;
    flex-direction: column;
    gap: 6px;
    height: 100%;
    padding: 6px 8px 10px;
    border-top: 3px solid var(--color);
  }
  .strip.silent twobus-host-strip-name {
    color: var(--twobus-faint);
  }
  :host([master]) .strip {
    padding-inline: 12px;
  }
  .strip > * {
    flex: none;
  }
  .pan {
    display: flex;
    align-items: center;
    height: 36px;
    padding-top: 2px;
  }
  twobus-knob {
    flex: 1;
    min-width: 0;
  }
  .pan .icon-button {
    width: 20px;
    margin-right: -4px;
    color: var(--twobus-faint);
  }
  twobus-knob::part(knob) {
    flex-direction: row;
    gap: 8px;
  }
  twobus-knob::part(label) {
    display: none;
  }
  twobus-knob::part(value) {
    padding: 0;
    height: 16px;
  }
  .switches {
    display: flex;
    gap: 4px;
  }
  :host([master]) .switches {
    max-width: 64px;
  }
  .switches button {
    flex: 1;
    height: 22px;
    font: var(--twobus-text-heading);
    color: var(--twobus-muted);
    background: var(--twobus-raised);
    border: 1px solid transparent;
    border-radius: 4px;
    transition: background var(--twobus-fast), color var(--twobus-fast);
  }
  .switches button:hover {
    color: var(--twobus-text);
    background: var(--twobus-high);
  }
  .switches .mute[aria-pressed='true'] {
    color: var(--twobus-on-warning);
    background: var(--twobus-warning);
  }
  .switches .solo[aria-pressed='true'] {
    color: var(--twobus-on-warning);
    background: var(--twobus-sidechain);
  }
  .strip.silent .mute[aria-pressed='false'] {
    color: var(--twobus-warning);
  }
  .strip .bottom {
    display: flex;
    flex: 1;
    gap: 16px;
    min-height: 222px;
    margin-top: 2px;
  }
  twobus-host-levels {
    flex: 1;
  }
  :host([master]) twobus-host-levels {
    flex: none;
  }
  ::slotted(*) {
    flex: 1;
  }
  @media (width < 760px) {
    :host([master]) .strip {
      padding-inline: 8px;
    }
  }
  @media (pointer: coarse) {
    .switches button {
      height: 44px;
    }
    .pan {
      height: 64px;
    }
  }
  @media (forced-colors: active) {
    .strip {
      border-top-color: CanvasText;
    }
    .switches button {
      border-color: ButtonText;
    }
    .switches button[aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`
