import { missingMidiNotice } from '../../../ui/midi/midi-access.ts'
import { MidiControl } from '../../../ui/midi/midi-control.ts'
import { MidiOverlay } from '../../../ui/midi/midi-overlay.ts'
import { Surfaces } from '../../../ui/midi/surface/surfaces.ts'
import { findStrip, stripIds, stripName } from '../../session/session.ts'
import { setTempo } from '../../session/session-edits.ts'
import type { HostEngine } from '../host-engine.ts'
import { HostSurfacePage } from './host-surface-page.ts'
import type { SurfaceView } from './host-surface-view.ts'

/** Every effect of the session can be played from controllers, its editor open or not. */
export class HostMidi {
  readonly control: MidiControl = new MidiControl()
  readonly overlay: MidiOverlay
  readonly surfaces: Surfaces
  readonly #registered = new Map<string, () => void>()

  /**
   * Moves of parameters that are not to be seen are gestures of `page`, which also tells people
   * what goes wrong.
   */
  constructor(page: EventTarget & SurfaceView & { tell(sentences: readonly string[]): void }) {
    this.overlay = new MidiOverlay(this.control, document, page)
    const shown = new HostSurfacePage(this.control, page)
    this.surfaces = new Surfaces(this.control, shown)
    this.control.addEventListener('tempo', () => this.#followClock(page))
    this.control.addEventListener('program', (event) => {
      // MidiControl dispatches `program` with a number from 0.
      shown.focused?.presets?.choose((event as CustomEvent<number>).detail)
    })
    this.control.addEventListener('problem', (event) => {
      // MidiControl dispatches `problem` with a sentence.
      page.tell([(event as CustomEvent<string>).detail])
    })
    void this.control.reconnect({ exclusive: this.surfaces.mackies.length > 0 })
  }

  /** Says why there is no MIDI, at the first visit; called when the page can show it. */
  get notices(): readonly string[] {
    const notice = missingMidiNotice()
    return notice === undefined ? [] : [notice]
  }

  /** Registers what the session has, and takes out what it has no more. */
  follow(engine: HostEngine): void {
    const names = new Set<string>()
    for (const strip of stripIds(engine.session)) {
      const inserts = findStrip(engine.session, strip)?.inserts ?? []
      for (const key of ['channel', ...inserts.map(({ id }) => id)]) {
        const effect = engine.effect(strip, key)
        if (!effect) continue
        const name = `${strip}/${key}`
        const label = () => `${stripName(engine.session, strip)} · ${effect.definition.title}`
        names.add(name)
        this.#registered.set(name, this.control.register(name, effect, label))
      }
    }
    for (const [name, release] of this.#registered) {
      if (names.has(name)) continue
      release()
      this.#registered.delete(name)
    }
  }

  /** The song takes the tempo of the MIDI clock, where people want that: one step to undo. */
  #followClock({ engine }: SurfaceView): void {
    const { followsClock, tempo } = this.control
    if (!followsClock || tempo === undefined) return
    engine?.edit((session) => setTempo(session, tempo), { merge: 'tempo' })
  }

  dispose(): void {
    this.surfaces.dispose()
    this.overlay.dispose()
    this.control.dispose()
  }
}
