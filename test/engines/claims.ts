import { clickOn, deep, type EnginePage, until } from './engine-page.ts'

/** Something that must hold in every engine, tried on a page of its own. */
export interface Claim {
  readonly name: string
  /** @throws Error that says what was seen instead. */
  prove(page: EnginePage, address: Address): Promise<void>
}

/** Where the project's pages are served. */
export interface Address {
  readonly demo: string
  readonly effects: string
}

const APP = 'twobus-host-app'
const ENGINE = `document.querySelector('${APP}')?.engine`
const FAILURE = `(document.querySelector('${APP}')?.failure ?? '')`
const PLAY = deep(
  APP,
  'twobus-host-top-bar',
  'twobus-host-transport',
  'button[aria-label="Play"], button[aria-label="Pause"]'
)

/** The demo's own claims: it opens, decodes, plays, is edited, stores and exports. */
export const demoClaims: readonly Claim[] = [
  {
    name: 'the demo opens and decodes its song',
    async prove(page, { demo }) {
      await openDemo(page, demo)
      const seconds = await page.evaluate<number>(`${ENGINE}.transport.durationSeconds`)
      if (!(seconds > 60)) throw new Error(`the song is ${seconds} s long`)
      const problems = await page.evaluate<readonly string[]>(`[...${ENGINE}.problems]`)
      if (problems.length > 0) throw new Error(problems.join(' '))
    }
  },
  {
    name: 'a click on Play plays, and the position runs on for 5 s',
    async prove(page, { demo }) {
      await openDemo(page, demo)
      await clickOn(page, PLAY)
      await until(page, 'the position to reach 5 s', `${ENGINE}.transport.positionSeconds > 5`)
      await clickOn(page, PLAY)
      await until(page, 'playing to end', `!${ENGINE}.transport.playing`)
    }
  },
  {
    name: 'the space bar starts and stops',
    async prove(page, { demo }) {
      await openDemo(page, demo)
      await page.press(' ')
      await until(page, 'the position to reach 1 s', `${ENGINE}.transport.positionSeconds > 1`)
      await page.press(' ')
      await until(page, 'playing to end', `!${ENGINE}.transport.playing`)
    }
  },
  {
    name: 'an edit is stored and is there after a reload',
    async prove(page, { demo }) {
      await openDemo(page, demo)
      const name = `Song ${Date.now()}`
      await page.evaluate(
        `${ENGINE}.edit((session) => ({ ...session, title: ${JSON.stringify(name)} }))`
      )
      await until(page, 'the edit to be stored', storedTitle(name))
      await openDemo(page, demo)
      const title = await page.evaluate<string>(`${ENGINE}.session.title`)
      if (title !== name) throw new Error(`the title after the reload is "${title}"`)
    }
  },
  {
    name: 'the mix is exported, as long as the song and not silent',
    async prove(page, { demo }) {
      await openDemo(page, demo)
      const [frames, rate, peak] = await page.evaluate<readonly [number, number, number]>(
        `${ENGINE}.render({}).then(({ frames, sampleRate, channels }) =>
          [frames, sampleRate, channels[0].reduce((most, x) => Math.max(most, Math.abs(x)), 0)])`
      )
      if (!(frames / rate > 60)) throw new Error(`the file is ${frames / rate} s long`)
      if (!(peak > 0.05 && peak < 4)) throw new Error(`its peak is ${peak}`)
    }
  }
]

async function openDemo(page: EnginePage, url: string): Promise<void> {
  await page.goto(url)
  await until(page, 'the engine or a failure', `(${ENGINE} || ${FAILURE})`)
  const failure = await page.evaluate<string>(FAILURE)
  if (failure) throw new Error(`the demo says "${failure}"`)
  await until(page, 'the song to be decoded', `${ENGINE}.transport.durationSeconds > 0`)
}

/** Asks the database itself, so that no time has to be guessed. */
function storedTitle(title: string): string {
  return `await new Promise((resolve) => {
    const opening = indexedDB.open('twobus')
    opening.onsuccess = () => {
      const database = opening.result
      const read = database.transaction('sessions').objectStore('sessions').getAll()
      read.onsuccess = () => {
        database.close()
        resolve(JSON.stringify(read.result).includes(${JSON.stringify(title)}))
      }
    }
  })`
}

export interface Rendered {
  readonly hash: string
  readonly peak: number
}

/** What every effect makes of noise by its default and its first three presets, by name. */
export async function renderEffects(
  page: EnginePage,
  url: string
): Promise<ReadonlyMap<string, Rendered>> {
  const renders = new Map<string, Rendered>()
  await page.goto(url)
  await until(page, 'the effects', 'window.effectsReady')
  const effects =
    await page.evaluate<readonly { readonly id: string; readonly presets: number }[]>(
      'window.effectsReady'
    )
  for (const { id } of effects) {
    // A page of its own for each: many offline contexts with worklets in one page hung Chromium.
    await page.goto(url)
    await until(page, 'the effects', 'window.effectsReady')
    for (const preset of [-1, 0, 1, 2]) {
      const rendered = await page.evaluate<Rendered>(`window.renderEffect('${id}', ${preset})`)
      renders.set(`${id}, ${preset < 0 ? 'default' : `preset ${preset + 1}`}`, rendered)
    }
  }
  return renders
}
