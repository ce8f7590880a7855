import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowserBench } from '../bench/browser-bench.ts'
import { effects } from '../support/effects.ts'

/**
 * `npm run pictures`: every editor with the demo song running through it, in both themes and three
 * widths, as PNG files at twice the density of pixels. `npm run pictures -- eq limiter` draws those
 * only. To be looked at: nothing compares them.
 */

const THEMES = ['dark', 'light']
const WIDTHS = [900, 560, 340]
const folder = join('node_modules', '.cache', 'twobus', 'pictures')
/** Until histories and meters have something to show. */
const LISTEN_MS = 6000

const wanted = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const browser = await openBrowserBench()
try {
  for (const { id } of effects.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
    for (const theme of THEMES) {
      const query = `effect=${id}&sound=song&preset=fullest&theme=${theme}`
      await browser.onEditorPage(query, async (page) => {
        await page.waitForTimeout(LISTEN_MS)
        for (const width of WIDTHS) {
          await page.evaluate(`setWidth(${width})`)
          await page.waitForTimeout(500)
          const path = join(folder, `${id}-${theme}-${width}.png`)
          await page.locator('#box').screenshot({ path })
          console.log(path)
        }
      })
    }
  }
} finally {
  await browser.close()
}
