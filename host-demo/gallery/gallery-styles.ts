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
  .midi {
    position: fixed;
    top: 68px;
    right: 12px;
    bottom: 12px;
    z-index: 6;
    max-height: 640px;
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
  .code {
    overflow: hidden;
    background: var(--twobus-surface);
    border-radius: 12px;
    box-shadow: var(--twobus-shadow);
  }
  .code-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    padding: 8px 10px;
    border-bottom: 1px solid var(--twobus-line);
  }
  .code-bar [role='tab'] {
    height: 28px;
    padding: 0 10px;
    font: var(--twobus-text-button);
    color: var(--twobus-muted);
    border: 1px solid transparent;
    border-radius: 6px;
  }
  .code-bar [aria-selected='true'] {
    color: var(--twobus-text);
    background: var(--twobus-chosen);
    border-color: var(--twobus-chosen-line);
  }
  pre {
    margin: 0;
    padding: 14px 16px;
    overflow: auto;
    font: 12px/18px ui-monospace, "SF Mono", Menlo, Consolas, monospace;
    tab-size: 2;
    background: var(--twobus-well);
  }
  .narrow {
    display: none;
  }
  @container (width < 820px) {
    .page {
      grid-template-columns: minmax(0, 1fr);
      gap: 16px;
      padding: 16px 10px 32px;
    }
    header {
      padding: 0 12px;
    }
    nav,
    h1 {
      display: none;
    }
    .narrow {
      display: inline-flex;
    }
  }
  @media (pointer: coarse) {
    select,
    .play,
    .code-bar [role='tab'] {
      min-width: 44px;
      height: 44px;
    }
  }
  @media (forced-colors: active) {
    nav a[aria-current],
    .code-bar [aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`
