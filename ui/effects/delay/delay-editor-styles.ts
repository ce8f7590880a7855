import { type CSSResult, css } from 'lit'

/** Layout of the delay's parts; see `editor-styles.ts` for what all editors share. */
export const delayEditorStyles: CSSResult = css`
  .graphs {
    display: flex;
    height: 296px;
  }
  [data-layout='medium'] .graphs {
    height: 220px;
  }
  [data-layout='narrow'] .graphs {
    height: 180px;
  }
  .echoes {
    flex: 1 1 0;
    min-width: 0;
  }
  .filter {
    flex: 0 0 259px;
    border-left: 1px solid var(--twobus-line);
  }
  .switches {
    display: flex;
    gap: 8px;
    margin-left: auto;
  }
  .title {
    position: absolute;
    top: 8px;
    left: 12px;
    pointer-events: none;
  }
  .editor:not([data-layout='wide']) .deck .group:not(.main, .mix) {
    order: 1;
    flex: 1 0 100%;
    justify-content: space-between;
  }
  [data-layout='narrow'] .deck {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    justify-items: center;
  }
  [data-layout='narrow'] .deck .group {
    display: contents;
  }
  [data-layout='narrow'] .deck .group:not(.main, .mix) twobus-knob {
    order: 1;
  }
`
