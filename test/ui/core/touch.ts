/// <reference types="@vitest/browser-playwright" />
import { cdp } from 'vitest/browser'

/** Makes the page believe that fingers are all it has, as on a phone; `false` ends it. */
export async function useFingers(fingers: boolean): Promise<void> {
  await cdp().send('Emulation.setTouchEmulationEnabled', {
    enabled: fingers,
    maxTouchPoints: fingers ? 5 : 1
  } as never)
}
