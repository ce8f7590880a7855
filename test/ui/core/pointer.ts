/// <reference types="@vitest/browser-playwright" />
import { cdp } from 'vitest/browser'

/**
 * A real mouse for browser tests: events go through Chromium's input pipeline, so capture, focus,
 * hover and click counts behave as under a hand.
 */

export interface Point {
  readonly x: number
  readonly y: number
}

/** Bits of Input.dispatchMouseEvent. */
export const ALT = 1
export const CTRL = 2
export const SHIFT = 8

let held = false

/** The middle of an element, moved by some px. */
export function middleOf(element: Element, dx = 0, dy = 0): Point {
  const box = element.getBoundingClientRect()
  return { x: box.left + box.width / 2 + dx, y: box.top + box.height / 2 + dy }
}

export async function moveTo(point: Point, modifiers = 0): Promise<void> {
  await send('mouseMoved', point, { modifiers, button: held ? 'left' : 'none' })
}

/** A move while only the right button is down: a left one that was has gone without a release. */
export async function moveWithRightButton(point: Point): Promise<void> {
  held = false
  await send('mouseMoved', point, { button: 'right', buttons: 2 })
}

export async function press(point: Point, modifiers = 0, clickCount = 1): Promise<void> {
  await moveTo(point, modifiers)
  held = true
  await send('mousePressed', point, { modifiers, button: 'left', clickCount })
}

export async function release(point: Point, modifiers = 0, clickCount = 1): Promise<void> {
  held = false
  await send('mouseReleased', point, { modifiers, button: 'left', clickCount })
}

/** Press, a few moves, release. */
export async function drag(from: Point, to: Point, modifiers = 0): Promise<void> {
  await press(from, modifiers)
  const steps = 4
  for (let step = 1; step <= steps; step++) {
    const part = step / steps
    const point = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
    await moveTo(point, modifiers)
  }
  await release(to, modifiers)
}

export async function click(point: Point, modifiers = 0): Promise<void> {
  await press(point, modifiers)
  await release(point, modifiers)
}

export async function doubleClick(point: Point): Promise<void> {
  await click(point)
  await press(point, 0, 2)
  await release(point, 0, 2)
}

export async function rightClick(point: Point): Promise<void> {
  await moveTo(point)
  await send('mousePressed', point, { button: 'right', clickCount: 1 })
  await send('mouseReleased', point, { button: 'right', clickCount: 1 })
}

/** One notch of a mouse wheel is 100; up is negative, as browsers count. */
export async function wheel(point: Point, deltaY: number, modifiers = 0): Promise<void> {
  await send('mouseWheel', point, { deltaX: 0, deltaY, modifiers })
}

async function send(type: string, point: Point, rest: object): Promise<void> {
  const { x, y } = toPage(point)
  await cdp().send('Input.dispatchMouseEvent', { type, x, y, ...rest } as never)
}

/** The tests run in a frame that the runner may have moved and scaled. */
export function toPage({ x, y }: Point): Point {
  const frame = window.frameElement
  if (!frame) return { x, y }
  const box = frame.getBoundingClientRect()
  return { x: box.left + (x * box.width) / innerWidth, y: box.top + (y * box.height) / innerHeight }
}
