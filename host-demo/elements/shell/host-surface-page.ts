import type { MidiControl } from '../../../ui/midi/midi-control.ts'
import { focusOf } from '../../../ui/midi/surface/param-focus.ts'
import type {
  SurfaceFocus,
  SurfacePage,
  SurfaceTransport
} from '../../../ui/midi/surface/surface-page.ts'
import { barsAndBeats } from '../../session/musical-time.ts'
import { findStrip, type StripId } from '../../session/session.ts'
import { toggleLoop } from '../timeline/loop-actions.ts'
import { HostSurfaceStrip } from './host-surface-strip.ts'
import type { SurfaceView } from './host-surface-view.ts'

/** Ticks of a sixteenth, as sequencers count them. */
const TICKS = 240

/** The host as a control surface has it: its tracks and mix bus, the master, the open editor. */
export class HostSurfacePage implements SurfacePage {
  readonly transport: SurfaceTransport
  readonly #midi: MidiControl
  readonly #view: SurfaceView
  readonly #strips = new Map<StripId, HostSurfaceStrip>()

  constructor(midi: MidiControl, view: SurfaceView) {
    this.#midi = midi
    this.#view = view
    this.transport = transportOf(view)
  }

  get strips(): readonly HostSurfaceStrip[] {
    const tracks = this.#view.engine?.session.tracks ?? []
    return [...tracks.map(({ id }) => id), 'mixBus'].flatMap((id) => this.#strip(id) ?? [])
  }

  get master(): HostSurfaceStrip | undefined {
    return this.#strip('masterBus')
  }

  get focused(): SurfaceFocus | undefined {
    const { engine, opened } = this.#view
    const source = opened && engine?.effect(opened.strip, opened.insert)
    return source && focusOf(this.#midi, source)
  }

  undo(): void {
    this.#view.engine?.undo()
  }

  redo(): void {
    this.#view.engine?.redo()
  }

  /** Opens the equalizer of the selected strip, where it has one. */
  openEq(): void {
    const { engine, selected } = this.#view
    if (!engine || selected === undefined) return
    const inserts = findStrip(engine.session, selected)?.inserts ?? []
    const eq = inserts.find(({ effect }) => effect === 'eq')
    if (eq) this.#view.open({ strip: selected, insert: eq.id })
  }

  /** Kept as long as its channel is the same: hands hold values, not strips. */
  #strip(id: StripId): HostSurfaceStrip | undefined {
    const channel = this.#view.engine?.effect(id, 'channel')
    const known = this.#strips.get(id)
    if (!channel || known?.channel === channel) return channel && known
    const strip = new HostSurfaceStrip(this.#midi, this.#view, id, channel)
    this.#strips.set(id, strip)
    return strip
  }
}

function transportOf(view: SurfaceView): SurfaceTransport {
  const transport = () => view.engine?.transport
  return {
    get isPlaying() {
      return transport()?.playing ?? false
    },
    get seconds() {
      return transport()?.positionSeconds ?? 0
    },
    get beats() {
      const { engine } = view
      if (!engine) return undefined
      const { tempo } = engine.session
      const { bar, beat, sixteenth } = barsAndBeats(
        engine.transport.positionSeconds,
        engine.session
      )
      const sixteenths = (engine.transport.positionSeconds * tempo) / 15
      return [bar, beat, sixteenth, Math.floor((sixteenths % 1) * TICKS)] as const
    },
    get isLooping() {
      return view.engine?.session.loop.on ?? false
    },
    play: () => void transport()?.play(),
    stop: () => transport()?.pause(),
    seek: (seconds) => transport()?.seek(seconds),
    toggleLoop: () => {
      if (view.engine) toggleLoop(view.engine)
    }
  }
}
