import type { AnySource } from '../../core/any-source.ts'
import { readDeviceName } from '../device-name.ts'
import type { MidiControl } from '../midi-control.ts'
import type { MidiTarget } from '../midi-target.ts'
import { ParamValue } from '../surface/param-value.ts'
import type { SurfacePage } from '../surface/surface-page.ts'
import { MackieDesk } from './mackie-desk.ts'
import { MackieUnit } from './mackie-unit.ts'

/** Motors and displays are told 50 times a second at most. */
const TICK_MS = 20

/** One unit of a surface by the name of its device; extenders stand where their strips do. */
export interface SurfaceUnit {
  readonly device: string
  readonly isExtender?: boolean
}

/**
 * A Mackie Control, with or without extenders, on the strips of a page. The page says what it has
 * (`SurfacePage`); faders, encoders, keys, meters and displays of the surface follow by themselves,
 * also when the units are plugged in later or again. As long as it lives, messages of its units
 * move nothing else. Fires `change` when bank, mode or the presence of a unit changes.
 *
 * Displays need exclusive messages: call `midi.connectExclusive()` in a click before, or leave it,
 * and everything but texts and colors works.
 */
export class MackieControl extends EventTarget {
  readonly desk: MackieDesk
  readonly units: readonly SurfaceUnit[]
  readonly #midi: MidiControl
  readonly #release = new AbortController()
  readonly #detach: readonly (() => void)[]
  readonly #timer: ReturnType<typeof setInterval>
  #present: readonly boolean[] = []
  #hadExclusive = false

  constructor(midi: MidiControl, page: SurfacePage, units: readonly SurfaceUnit[]) {
    super()
    this.#midi = midi
    this.units = units
    const made = units.map(({ device, isExtender = false }) => {
      const port = {
        get hasExclusive() {
          return midi.hasExclusive
        },
        send: (bytes: Uint8Array, afterMs?: number) => midi.send(device, bytes, afterMs)
      }
      return new MackieUnit(port, { isExtender, key: readDeviceName(device).key })
    })
    this.desk = new MackieDesk(page, made)
    this.#detach = units.map(({ device }, at) =>
      midi.attach(device, (data, timeMs) => {
        this.desk.receive(at, data, timeMs)
        return true
      })
    )
    const { signal } = this.#release
    midi.addEventListener('change', () => this.#follow(), { signal })
    this.desk.addEventListener('change', () => this.#changed(), { signal })
    this.#follow()
    this.#timer = setInterval(() => this.desk.tick(performance.now()), TICK_MS)
  }

  /** Whether every unit is here. */
  get isPresent(): boolean {
    return this.#present.length > 0 && this.#present.every((isHere) => isHere)
  }

  /** A parameter of an effect as strips and encoders take it; its moves are gestures. */
  static valueOf(midi: MidiControl, source: AnySource, param: string): ParamValue {
    const target: MidiTarget = { source, param }
    return new ParamValue(source, param, (_, isHeld) => midi.tellGesture(target, isHeld))
  }

  /** Leaves the units dark and gives them back to the map. */
  dispose(): void {
    clearInterval(this.#timer)
    this.desk.close()
    this.#release.abort()
    for (const detach of this.#detach) detach()
  }

  /** Units that come, or come again, are told everything. */
  #follow(): void {
    const here = this.units.map(({ device }) => this.#midi.canSend(device))
    const { hasExclusive } = this.#midi
    const isSame = here.every((isHere, i) => isHere === this.#present[i])
    if (isSame && hasExclusive === this.#hadExclusive) return
    const hasCome = here.some((isHere, i) => isHere && !this.#present[i])
    const canSpeak = hasExclusive && !this.#hadExclusive
    this.#present = here
    this.#hadExclusive = hasExclusive
    if (hasCome || canSpeak) this.desk.open(performance.now())
    this.#changed()
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}
