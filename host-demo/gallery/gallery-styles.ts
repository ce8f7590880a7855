import { type CSSResult, css } from 'lit'

/** Layout of the gallery page: list of effects, the editor, its sound and its code. */
export const galleryStyles: CSSResult = css`
  :host {
    display: block;
    min-height: 100vh;
    container-type: inline-size;
    background: var(--twobus-bg);
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    height: 55px;
    padding: 0 20px;
    background: var(--twobus-surface);
    border-bottom: 1px solid var(--twobus-line);
  }
  h1 {
    margin: 0;
    font: 600 16px/20px var(--twobus-font);
    letter-spacing: -0.01em;
  }
  .spacer {
    flex: 1;
  }
  a {
    color: var(--twobus-text);
  }
  .page {
    display: grid;
    grid-template-columns: 168px minmax(0, 900px);
    gap: 28px;
    justify-content: center;
    padding: 24px 20px 48px;
  }
  nav {
    display: grid;
    gap: 2px;
    align-content: start;
  }
  nav a {
    display: flex;
    align-items: center;
    height: 32px;
    padding: 0 12px;
    font: var(--twobus-text-value);
    color: var(--twobus-muted);
    text-decoration: none;
    border-radius: 6px;
  }
  nav a:hover {
    color: var(--twobus-text);
    background: var(--twobus-high);
  }
  nav a[aria-current] {
    color: var(--twobus-text);
    background: var(--twobus-surface);
    box-shadow: inset 2px 0 var(--twobus-accent);
  }
  main {
    display: grid;
    gap: 20px;
    min-width: 0;
  }
  .sound {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
  }
  .play {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 36px;
    height: 36px;
    color: var(--twobus-on-accent);
    background: var(--twobus-accent);
    border-radius: 50%;
  }
  select {
    height: 32px;
    padding: 0 8px;
    font: var(--twobus-text-value);
    color: var(--twobus-text);
    background: var(--twobus-raised);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .muted {
    font: var(--twobus-text-label);
    color: var(--twobus-muted);
  }
  .editor {
    min-height: 200px;
    min-width: 0;
  }
  .text-button[aria-pressed='true'] {
    color: var(--twobus-accent);
    background: var(--twobus-accent-soft);
    border-color: color-mix(in srgb, var(--twobus-accent) 45%, transparent);
  }
  .widths {
    display: flex;
    padding: 2px;
    background: var(--twobus-well);
    border: 1px solid var(--twobus-line);
    border-radius: 6px;
  }
  .widths label {
    position: relative;
    padding: 0 9px;
    font: 400 11px/22px var(--twobus-font);
    color: var(--twobus-muted);
    border-radius: 4px;
    cursor: pointer;
  }
  .widths label:has(:checked) {
    color: var(--twobus-text);
    background: var(--twobus-chosen);
    box-shadow: inset 0 0 0 1px var(--twobus-chosen-line);
  }
  .widths label:has(:focus-visible) {
    outline: 2px solid var(--twobus-accent);
    outline-offset: 1px;
  }
  .widths input {
    position: absolute;
    opacity: 0;
    pointer-events: none;
  }
  .with-midi {
    grid-template-columns: 168px minmax(0, 900px) 304px;
  }
  .midi {
    position: sticky;
    top: 24px;
    align-self: start;
    max-height: calc(100vh - 104px);
  }
  .narrow {
    display: none;
  }
  /* The list gives way before the editor does. */
  @container (width < 1460px) {
    .with-midi {
      grid-template-columns: minmax(0, 900px) 304px;
    }
    .with-midi nav,
    header:has(~ .with-midi) h1 {
      display: none;
    }
    header:has(~ .with-midi) .narrow {
      display: inline-flex;
    }
  }
  @container (width < 820px) {
    .page,
    .with-midi {
      grid-template-columns: minmax(0, 1fr);
      gap: 16px;
      padding: 16px 10px 32px;
    }
    header {
      padding: 0 12px;
    }
    nav,
    h1,
    .widths {
      display: none;
    }
    .narrow {
      display: inline-flex;
    }
    /* At the foot, so that the controls to be learned stay in reach. */
    .midi {
      top: auto;
      bottom: 8px;
      z-index: 6;
      justify-self: stretch;
      width: auto;
      max-height: 46vh;
    }
  }
  @media (pointer: coarse) {
    select,
    .play {
      min-width: 44px;
      height: 44px;
    }
    .widths label {
      line-height: 40px;
    }
  }
  @media (forced-colors: active) {
    nav a[aria-current],
    .widths label:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`
