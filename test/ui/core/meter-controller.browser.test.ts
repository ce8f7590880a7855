import { afterEach, expect, test } from 'vitest'
import { TwobusElement } from '../../../ui/core/element.ts'
import { LocalSource } from '../../../ui/core/local-source.ts'
import { MeterController } from '../../../ui/core/meter-controller.ts'
import { demoDefinition } from './demo-effect.ts'

/** Counts how often a meter is bound, and gives another reading each time it is read. */
class CountedSource extends LocalSource<typeof demoDefinition> {
  bound = 0
  reading = 0

  override meterReader(id: Parameters<LocalSource<typeof demoDefinition>['meterReader']>[0]) {
    this.bound++
    super.meterReader(id)
    return () => ++this.reading
  }
}

class MeterProbe extends TwobusElement {
  source: CountedSource | undefined
  readonly seen: number[][] = []

  constructor() {
    super()
    new MeterController(this, {
      source: () => this.source,
      // Made anew for each frame, as editors do whose meters depend on what is shown.
      ids: () => ['reduction', 'none'],
      update: (values) => this.seen.push([...values])
    })
  }
}
customElements.define('meter-probe', MeterProbe)

const probe = document.createElement('meter-probe') as MeterProbe
probe.style.cssText = 'display: block; width: 50px; height: 50px'
afterEach(() => probe.remove())

test('meters are bound once, read in every frame, and bound anew to another source', async () => {
  const first = new CountedSource(demoDefinition)
  probe.source = first
  document.body.append(probe)
  await expect.poll(() => first.reading).toBeGreaterThan(3)
  expect(first.bound).toBe(1)
  expect(probe.seen.at(-1)).toEqual([first.reading, Number.NaN])
  const second = new CountedSource(demoDefinition)
  probe.source = second
  await expect.poll(() => second.reading).toBeGreaterThan(3)
  expect([first.bound, second.bound]).toEqual([1, 1])
})
