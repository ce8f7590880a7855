import type { AnySource } from '../../../ui/core/any-source.ts'
import { MackieControl } from '../../../ui/midi/mackie/mackie-control.ts'
import type { MidiControl } from '../../../ui/midi/midi-control.ts'
import type {
  SurfaceStrip,
  SurfaceSwitch,
  SurfaceValue
} from '../../../ui/midi/surface/surface-page.ts'
import { findStrip, isBusId, type Session, type StripId, stripName } from '../../session/session.ts'
import { setMute, setSolo } from '../../session/session-edits.ts'
import type { SurfaceView } from './host-surface-view.ts'

/** A strip of the host on a control surface. */
export class HostSurfaceStrip implements SurfaceStrip {
  readonly id: StripId
  readonly channel: AnySource
  readonly fader: SurfaceValue
  readonly pan: SurfaceValue
  readonly mute: SurfaceSwitch
  readonly select: SurfaceSwitch
  readonly solo: SurfaceSwitch | undefined
  readonly #view: SurfaceView

  constructor(midi: MidiControl, view: SurfaceView, id: StripId, channel: AnySource) {
    this.id = id
    this.channel = channel
    this.fader = MackieControl.valueOf(midi, channel, 'fader')
    this.pan = MackieControl.valueOf(midi, channel, 'pan')
    this.#view = view
    this.mute = this.#switch('mute', setMute)
    // Buses have no solo: everything runs through them.
    if (!isBusId(id)) this.solo = this.#switch('solo', setSolo)
    this.select = {
      get lamp() {
        return view.selected === id ? 'on' : 'off'
      },
      press: () => view.select(id)
    }
  }

  get name(): string {
    const session = this.#view.engine?.session
    return session ? stripName(session, this.id) : ''
  }

  get color(): string | undefined {
    const track = this.#view.engine?.session.tracks.find(({ id }) => id === this.id)
    return track && this.#view.colorOf(track.color)
  }

  get peakDb(): number {
    return Math.max(this.channel.meter('peakLeft'), this.channel.meter('peakRight'))
  }

  #switch(
    flag: 'mute' | 'solo',
    edit: (session: Session, id: StripId, on: boolean) => Session
  ): SurfaceSwitch {
    const { id } = this
    const view = this.#view
    const isOn = () => {
      const session = view.engine?.session
      return (session && findStrip(session, id)?.[flag]) ?? false
    }
    return {
      get lamp() {
        return isOn() ? 'on' : 'off'
      },
      press: () => view.engine?.edit((session) => edit(session, id, !isOn()))
    }
  }
}
