import { type CSSResult, css } from 'lit'

export const appStyles: CSSResult = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100dvh;
    overflow-y: auto;
    background: var(--twobus-bg);
  }
  twobus-host-top-bar {
    position: sticky;
    top: 0;
    z-index: 5;
    flex: none;
  }
  main {
    position: relative;
    display: flex;
    flex: 1 0 auto;
    flex-direction: column;
  }
  twobus-host-timeline {
    flex: none;
    max-height: 45dvh;
    overflow-y: auto;
  }
  twobus-host-console {
    flex: 1 0 480px;
    height: 480px;
  }
  .loading {
    position: absolute;
    inset: 64px auto auto 50%;
    z-index: 4;
    transform: translateX(-50%);
  }
  .midi {
    position: fixed;
    top: 68px;
    right: 12px;
    bottom: 12px;
    z-index: 6;
    max-height: 640px;
  }
  /* A column beside the console, which gets narrower: nothing of it is covered. */
  @media (width >= 1100px) {
    main[data-midi] {
      padding-right: 304px;
    }
    main[data-midi] twobus-host-drawer[side='right'] {
      right: 304px;
    }
    .midi {
      top: 56px;
      right: 0;
      bottom: 0;
      max-height: none;
      border-left: 1px solid var(--twobus-line);
      border-radius: 0;
      box-shadow: none;
    }
  }
  /* At the foot, so that the controls to be learned stay in reach. */
  @media (width < 820px) {
    .midi {
      top: auto;
      left: 12px;
      width: auto;
      max-height: 44vh;
    }
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
  h2 {
    margin: 0;
    font: var(--twobus-text-page);
    color: var(--twobus-text);
  }
  p {
    max-width: 56ch;
  }
`
