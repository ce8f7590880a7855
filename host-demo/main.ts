import { familyOfPage } from './audio/audio-family.ts'
import { MixEngine } from './audio/mix-engine.ts'
import './elements/shell/app.ts'
import { restorePageTheme } from './elements/shell/page-theme.ts'
import { SessionStore } from './session/session-store.ts'

const NOT_KEPT =
  'This browser keeps nothing for this page, so the mix is lost when it closes. Save the session to a file to keep it.'

restorePageTheme()
void start()

async function start(): Promise<void> {
  const app = document.querySelector('twobus-host-app')
  if (!app) return
  try {
    const family = await familyOfPage(location.search)
    const store = await SessionStore.open((problem) => app.tell([problem])).catch(() => undefined)
    app.engine = await MixEngine.open({ family, store })
    if (!store) app.tell([NOT_KEPT])
  } catch (error) {
    app.failure = error instanceof Error ? error.message : String(error)
  }
}
