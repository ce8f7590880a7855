import type { Tap, TapPoint } from '../../../worklets/core/source.ts'
import { RealFft } from '../../../worklets/dsp/spectral/real-fft.ts'
import type { CanvasView } from '../../core/canvas.ts'
import { Spectrum, type SpectrumSpeed } from '../../graph/spectrum.ts'
import { drawSpectrum } from '../../graph/spectrum-drawing.ts'
import type { EqSource } from './bands.ts'
import { RULER_PX, spectrumToTravel } from './eq-scale.ts'

/** What may lie behind the curves: before and after, the other input, and the maximum so far. */
export type SpectrumView = 'pre' | 'post' | 'side' | 'max'

/** dB that each octave above 1 kHz is raised by. */
export const SPECTRUM_TILTS = ['0', '3', '4.5', '6'] as const

export interface SpectraSettings {
  readonly shown: ReadonlySet<SpectrumView>
  readonly speed: SpectrumSpeed
  readonly frozen: boolean
  readonly tilt: (typeof SPECTRUM_TILTS)[number]
}

/** Length of the stretch that the spectra analyse. */
const FFT_SIZE = 8192

interface Listener {
  readonly point: TapPoint
  readonly spectrum: Spectrum
  tap: Tap | undefined
}

/** The spectra behind the equalizer's curves. Only those that are shown listen and cost. */
export class EqSpectra {
  readonly #pre = makeListener('input')
  readonly #post = makeListener('output')
  readonly #side = makeListener('sidechain')
  readonly #all = [this.#pre, this.#post, this.#side]
  #source: EqSource | undefined
  #settings: SpectraSettings | undefined

  /** Listens to a source, or to none. */
  bind(source: EqSource | undefined): void {
    if (source === this.#source) return
    for (const listener of this.#all) this.#hear(listener, undefined)
    this.#source = source
    this.#listen()
  }

  /** What to show from now on. A maximum that is asked for begins anew. */
  show(settings: SpectraSettings): void {
    const asked = settings.shown.has('max') && !this.#settings?.shown.has('max')
    this.#settings = settings
    for (const { spectrum } of this.#all) {
      spectrum.frozen = settings.frozen
      const tiltDb = Number(settings.tilt)
      if (spectrum.tiltDb !== tiltDb) spectrum.tiltDb = tiltDb
      if (asked) spectrum.forgetMaximum()
    }
    this.#listen()
  }

  /** Opens the taps that are needed now, and closes the others. */
  #listen(): void {
    const shown = this.#settings?.shown
    const measured = shown?.has('max') ? this.#measured : undefined
    const needed = (listener: Listener, view: SpectrumView) =>
      shown?.has(view) || listener === measured ? this.#source : undefined
    this.#hear(this.#pre, needed(this.#pre, 'pre'))
    this.#hear(this.#post, needed(this.#post, 'post'))
    this.#hear(this.#side, needed(this.#side, 'side'))
  }

  #hear(listener: Listener, source: EqSource | undefined): void {
    if (!source) listener.tap?.close()
    listener.tap = source ? (listener.tap ?? source.openTap(listener.point)) : undefined
  }

  /** Follows the sound for a frame; false when there is nothing new to see. */
  follow(columns: number, deltaMs: number): boolean {
    if (!this.#settings) return false
    const { speed } = this.#settings
    let moved = false
    for (const { tap, spectrum } of this.#all) {
      if (tap && spectrum.follow(tap, columns, deltaMs, speed)) moved = true
    }
    return moved
  }

  draw(context: CanvasRenderingContext2D, view: CanvasView): void {
    if (!this.#settings) return
    const { shown } = this.#settings
    const bottom = view.height - RULER_PX
    const yOf = (level: number) => spectrumToTravel(level) * bottom
    const draw = (levels: Float32Array, look: 'fill' | 'line' | 'dots' | 'dashes') =>
      drawSpectrum(context, view, levels, { look, bottom, yOf })
    if (shown.has('pre')) draw(this.#pre.spectrum.levels, 'fill')
    else if (shown.has('post')) draw(this.#post.spectrum.levels, 'fill')
    if (shown.has('max')) draw(this.#measured.spectrum.maximum, 'dots')
    if (shown.has('post')) draw(this.#post.spectrum.levels, 'line')
    if (shown.has('side')) draw(this.#side.spectrum.levels, 'dashes')
  }

  /** The one whose maximum is shown: what comes out, unless only what goes in is shown. */
  get #measured(): Listener {
    const shown = this.#settings?.shown
    return shown?.has('pre') && !shown.has('post') ? this.#pre : this.#post
  }
}

function makeListener(point: TapPoint): Listener {
  return { point, spectrum: new Spectrum(new RealFft(FFT_SIZE)), tap: undefined }
}
