import { html, type TemplateResult } from 'lit'
import { afterEach, expect, test } from 'vitest'
import { Attachment } from '../../../ui/core/attachment.ts'
import { TwobusElement } from '../../../ui/core/element.ts'
import { frameLoopState, onFrame } from '../../../ui/core/frame.ts'

/** Listens to a source and to a part of its template, as controls and editors do. */
class Listener extends TwobusElement {
  static override properties = { source: { attribute: false }, other: { type: Boolean } }

  declare source: EventTarget | undefined
  declare other: boolean
  heard = 0
  pressed = 0
  readonly #source = new Attachment<EventTarget>((source, signal) =>
    source.addEventListener('change', () => this.heard++, { signal })
  )
  readonly #part = new Attachment<HTMLElement>((part, signal) =>
    part.addEventListener('click', () => this.pressed++, { signal })
  )

  get button(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('button')!
  }

  override connectedCallback(): void {
    super.connectedCallback()
    onFrame(this, () => undefined, this.lifetime)
  }

  override updated(): void {
    this.#source.follow(this.source, this.lifetime)
    this.#part.follow(this.button, this.lifetime)
  }

  override render(): TemplateResult {
    return this.other ? html`<button class="b"></button>` : html`<button class="a"></button>`
  }
}
customElements.define('test-listener', Listener)

const source = new EventTarget()
const tell = () => source.dispatchEvent(new Event('change'))

async function put(): Promise<Listener> {
  const element = Object.assign(new Listener(), { source })
  document.body.append(element)
  await element.updateComplete
  return element
}

afterEach(() => document.querySelector('test-listener')?.remove())

test('the lifetime of an element is ended before it is put on a page', () => {
  expect(new Listener().lifetime.aborted).toBe(true)
})

test('the lifetime of an element ends when it is taken off the page', async () => {
  const element = await put()
  const { lifetime } = element
  expect(lifetime.aborted).toBe(false)
  element.remove()
  expect(lifetime.aborted).toBe(true)
  expect(element.lifetime.aborted).toBe(true)
})

test('an element that is moved has a new lifetime', async () => {
  const element = await put()
  const { lifetime } = element
  const place = document.createElement('div')
  document.body.append(place)
  place.append(element)
  expect(lifetime.aborted).toBe(true)
  expect(element.lifetime.aborted).toBe(false)
  place.remove()
})

test('what an element acquires is released when it is taken off the page', async () => {
  const element = await put()
  tell()
  expect(element.heard).toBe(1)
  expect(frameLoopState().tasks).toBe(1)
  element.remove()
  tell()
  element.button.click()
  expect([element.heard, element.pressed]).toEqual([1, 0])
  expect(frameLoopState().tasks).toBe(0)
})

test('an element that is put back acquires everything once again, and once only', async () => {
  const element = await put()
  element.remove()
  document.body.append(element)
  await element.updateComplete
  tell()
  element.button.click()
  expect([element.heard, element.pressed]).toEqual([1, 1])
  expect(frameLoopState().tasks).toBe(1)
})

test('an element that renders for the first time after it was taken off acquires nothing', async () => {
  const element = Object.assign(new Listener(), { source })
  document.body.append(element)
  element.remove()
  await element.updateComplete
  tell()
  expect(element.heard).toBe(0)
  expect(frameLoopState().tasks).toBe(0)
})

test('an attachment lets go of the last source when another is followed', async () => {
  const element = await put()
  element.source = new EventTarget()
  await element.updateComplete
  tell()
  expect(element.heard).toBe(0)
  element.source.dispatchEvent(new Event('change'))
  expect(element.heard).toBe(1)
})

test('an attachment follows a part that is rendered anew', async () => {
  const element = await put()
  const before = element.button
  element.other = true
  await element.updateComplete
  before.click()
  expect(element.pressed).toBe(0)
  element.button.click()
  expect(element.pressed).toBe(1)
})
