import { type CSSResult, css } from 'lit'

export const appStyles: CSSResult = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
    min-height: 560px;
    background: var(--twobus-bg);
  }
  main {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  twobus-host-timeline {
    flex: none;
    max-height: 45%;
    overflow-y: auto;
  }
  twobus-host-console {
    flex: 1;
    min-height: 0;
  }
  .loading {
    position: absolute;
    inset: 64px auto auto 50%;
    z-index: 4;
    transform: translateX(-50%);
  }
  .waiting {
    display: grid;
    flex: 1;
    place-content: center;
    justify-items: center;
    padding: 24px;
    text-align: center;
    font: var(--twobus-text-value);
    color: var(--twobus-muted);
  }
  h1 {
    margin: 0;
    font: var(--twobus-text-page);
    color: var(--twobus-text);
  }
  p {
    max-width: 56ch;
  }
`
