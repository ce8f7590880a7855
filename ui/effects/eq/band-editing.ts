import { clampValue, fromNormalized, toNormalized } from '../../../worklets/core/range.ts'
import type { NumberRow } from '../../../worklets/core/rows.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { hasGain } from '../../../worklets/dsp/eq-filter.ts'
import { frequencyToTravel, travelToFrequency } from '../../core/frequency-axis.ts'
import {
  type BandNumber,
  bandId,
  type EqSource,
  guessedType,
  readBand,
  readBands
} from './bands.ts'

/** Dragging a shape without gain over this many dB of the scale moves Q over its whole range. */
const DECIBELS_OF_Q_TRAVEL = 60

/** Where a band was when a hand took it: travel of the axis, dB, travel of Q. */
interface GrabbedBand {
  readonly n: BandNumber
  readonly travel: number
  readonly gainDb: number
  readonly q: number
}

/** Writes what hands do on the graph: makes bands and drags them. */
export class BandEditing {
  readonly #source: () => EqSource
  #grabbed: readonly GrabbedBand[] = []

  constructor(source: () => EqSource) {
    this.#source = source
  }

  /** Switches on the first free band at a place; undefined when all are taken. */
  make(frequencyHz: number, gainDb: number): BandNumber | undefined {
    const source = this.#source()
    const free = readBands(source).find((band) => !band.enabled)
    if (!free) return undefined
    const { n } = free
    const type = guessedType(frequencyHz)
    source.setMany({
      [bandId(n, 'type')]: type,
      [bandId(n, 'frequency')]: clampValue(this.#row(n, 'frequency'), frequencyHz),
      [bandId(n, 'gain')]: hasGain(type) ? clampValue(this.#row(n, 'gain'), gainDb) : 0,
      [bandId(n, 'q')]: this.#row(n, 'q').default,
      [bandId(n, 'slope')]: '12',
      [bandId(n, 'placement')]: 'stereo',
      [bandId(n, 'enabled')]: true
    })
    return n
  }

  /** Starts a drag of bands from where they are now. */
  grab(...bands: readonly BandNumber[]): void {
    this.#grabbed = bands.map((n) => {
      const { frequencyHz, gainDb, q } = readBand(this.#source(), n)
      const travel = frequencyToTravel(frequencyHz)
      return { n, travel, gainDb, q: toNormalized(this.#row(n, 'q'), q) }
    })
  }

  /** Moves the grabbed bands by this much of the graph's width, and by dB. */
  drag(travel: number, gainDb: number): void {
    for (const band of this.#grabbed) this.#dragBand(band, travel, gainDb)
  }

  #dragBand(start: GrabbedBand, travel: number, gainDb: number): void {
    const { n } = start
    const source = this.#source()
    const frequencyHz = travelToFrequency(start.travel + travel)
    const frequency = clampValue(this.#row(n, 'frequency'), frequencyHz)
    if (hasGain(readBand(source, n).type)) {
      const gain = clampValue(this.#row(n, 'gain'), start.gainDb + gainDb)
      source.setMany({ [bandId(n, 'frequency')]: frequency, [bandId(n, 'gain')]: gain })
      return
    }
    source.set(bandId(n, 'frequency'), frequency)
    // A shape without gain is dragged up and down for its Q.
    const q = fromNormalized(this.#row(n, 'q'), start.q + gainDb / DECIBELS_OF_Q_TRAVEL)
    source.set(bandId(n, 'q'), q)
  }

  #row(n: BandNumber, row: 'frequency' | 'gain' | 'q'): NumberRow {
    const found = findRow(this.#source().definition, bandId(n, row))
    if (found.kind === 'number') return found
    throw new Error(`${found.id}: must be a number`)
  }
}
