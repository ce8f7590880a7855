/// <reference types="@vitest/browser-playwright" />
import { cdp } from 'vitest/browser'
import { type Point, toPage } from './pointer.ts'

/** Makes the page believe that fingers are all it has, as on a phone; `false` ends it. */
export async function useFingers(fingers: boolean): Promise<void> {
  await cdp().send('Emulation.setTouchEmulationEnabled', {
    enabled: fingers,
    maxTouchPoints: fingers ? 5 : 1
  } as never)
}

export function touch(point: Point): Promise<unknown> {
  return sendTouch('touchStart', [toPage(point)])
}

export function liftFinger(): Promise<unknown> {
  return sendTouch('touchEnd', [])
}

function sendTouch(type: string, touchPoints: readonly Point[]): Promise<unknown> {
  return cdp().send('Input.dispatchTouchEvent', { type, touchPoints } as never)
}
