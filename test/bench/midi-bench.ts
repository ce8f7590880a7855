import { LocalSource } from '../../ui/core/local-source.ts'
import { makeMapping } from '../../ui/midi/mapping.ts'
import { MidiControl } from '../../ui/midi/midi-control.ts'
import { demoDefinition } from '../ui/core/demo-effect.ts'
import { FakeAccess, FakeController } from '../ui/midi/fake-midi.ts'

/** What messages of a controller cost the thread of the page. */
export interface MidiTiming {
  /** From the message to the word of the parameter: the median, and what one in a hundred is over. */
  readonly medianUs: number
  readonly slowUs: number
  /** A storm, in milliseconds of each frame at 60 frames a second. */
  readonly stormMsPerFrame: number
}

export const STORM_PER_SECOND = 5000

const FRAMES_PER_SECOND = 60
const WARM_UP = 20_000
const MESSAGES = 50_000
const CONTROLS = 16

/**
 * Absolute controllers that move one parameter each, message after message, with all that a message
 * does at once; what timers do later is not in it.
 */
export function midiTiming(): MidiTiming {
  const controller = new FakeController()
  const { midi: access } = new FakeAccess(controller)
  const midi = new MidiControl({ request: async () => access })
  midi.use(access)
  for (let number = 0; number < CONTROLS; number++) {
    midi.register(`effect ${number}`, new LocalSource(demoDefinition))
    const control = { device: 'KORG nanoKONTROL2', channel: 1, kind: 'cc', number } as const
    const mapping = makeMapping(control, { target: `effect ${number}`, param: 'mix' }, 'jump')
    midi.store.add({ ...mapping, mode: 'absolute' })
  }
  const times = new Float64Array(MESSAGES)
  for (let i = -WARM_UP; i < MESSAGES; i++) {
    const start = performance.now()
    controller.cc(i & (CONTROLS - 1), (i >> 4) & 127)
    if (i >= 0) times[i] = performance.now() - start
  }
  midi.dispose()
  const total = times.reduce((sum, ms) => sum + ms, 0)
  times.sort()
  const at = (share: number) => 1000 * times[Math.floor(share * MESSAGES)]
  return {
    medianUs: at(0.5),
    slowUs: at(0.99),
    stormMsPerFrame: ((total / MESSAGES) * STORM_PER_SECOND) / FRAMES_PER_SECOND
  }
}
