import {
  clampValue,
  fromNormalized,
  nudgeValue,
  toNormalized
} from '../../../worklets/core/range.ts'
import type { NumberRow } from '../../../worklets/core/rows.ts'
import { findRow } from '../../../worklets/core/values.ts'
import { hasGain } from '../../../worklets/dsp/filters/eq-filter.ts'
import { frequencyToTravel, travelToFrequency } from '../../graph/frequency-axis.ts'
import {
  type BandNumber,
  bandId,
  type EqSource,
  guessedType,
  hasSlope,
  readBand,
  readBands
} from './bands.ts'

import type { NodeIntent } from './eq-node.ts'

/** Dragging a shape without gain over this many dB of the scale moves Q over its whole range. */
const DECIBELS_OF_Q_TRAVEL = 60
/** A gain nearer to 0 is no measure by which others could be scaled. */
const SCALED_FROM_DB = 0.5

/** Where a band was when a hand took it: travel of the axis, dB, travel of Q. */
interface GrabbedBand {
  readonly n: BandNumber
  readonly travel: number
  readonly gainDb: number
  readonly q: number
}

/** Writes what hands do on the graph: makes bands, drags them and turns their Q. */
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
    const values = {
      [bandId(n, 'type')]: type,
      [bandId(n, 'frequency')]: clampValue(this.#row(n, 'frequency'), frequencyHz),
      [bandId(n, 'gain')]: hasGain(type) ? clampValue(this.#row(n, 'gain'), gainDb) : 0,
      [bandId(n, 'q')]: this.#row(n, 'q').default,
      [bandId(n, 'slope')]: '12',
      [bandId(n, 'placement')]: 'stereo',
      [bandId(n, 'dynamic')]: false,
      [bandId(n, 'enabled')]: true
    }
    source.setMany(values, 'hand')
    return n
  }

  /** Starts a drag of bands from where they are now. The first is the one in the hand. */
  grab(...bands: readonly BandNumber[]): void {
    this.#grabbed = bands.map((n) => {
      const { frequencyHz, gainDb, q } = readBand(this.#source(), n)
      const travel = frequencyToTravel(frequencyHz)
      return { n, travel, gainDb, q: toNormalized(this.#row(n, 'q'), q) }
    })
  }

  /**
   * Moves the grabbed bands by this much of the graph's width, and the one in the hand by dB: the
   * gains of the others grow and shrink in proportion to its own.
   */
  drag(travel: number, gainDb: number): void {
    const start = this.#grabbed[0]?.gainDb ?? 0
    const scales = Math.abs(start) >= SCALED_FROM_DB
    for (const band of this.#grabbed) {
      const moved = scales ? band.gainDb * (1 + gainDb / start) : band.gainDb + gainDb
      this.#dragBand(band, travel, moved, gainDb)
    }
  }

  /** Turns Q of the grabbed bands by this much of its whole range. */
  turnQ(travel: number): void {
    for (const { n, q } of this.#grabbed) {
      const turned = fromNormalized(this.#row(n, 'q'), q + travel)
      this.#source().set(bandId(n, 'q'), turned, 'hand')
    }
  }

  /** What keys and wheels do to bands, all at once. */
  change(bands: readonly BandNumber[], intent: NodeIntent): void {
    const source = this.#source()
    for (const n of bands) {
      if (intent.kind === 'reset') source.set(bandId(n, 'gain'), 0, 'hand')
      if (intent.kind === 'remove') source.set(bandId(n, 'enabled'), false, 'hand')
      if (intent.kind === 'turn') this.#turn(n, intent.steps)
      if (intent.kind !== 'nudge') continue
      for (const row of ['frequency', 'gain', 'q'] as const) this.#nudge(n, row, intent[row])
    }
  }

  #nudge(n: BandNumber, row: 'frequency' | 'gain' | 'q', steps: number): void {
    const source = this.#source()
    if (steps === 0 || (row === 'gain' && !hasGain(readBand(source, n).type))) return
    const id = bandId(n, row)
    source.set(id, nudgeValue(this.#row(n, row), source.get(id), steps), 'hand')
  }

  /** What a shape has beside Q: the range of a dynamic band, the slope of cuts and shelves. */
  #turn(n: BandNumber, steps: number): void {
    const source = this.#source()
    if (source.get(bandId(n, 'dynamic')) && hasGain(readBand(source, n).type)) {
      const id = bandId(n, 'range')
      source.set(id, nudgeValue(this.#row(n, 'range'), source.get(id), steps), 'hand')
    } else if (hasSlope(readBand(source, n))) {
      const id = bandId(n, 'slope')
      const row = findRow(source.definition, id)
      if (row.kind !== 'choice') return
      const slopes = [...row.options].sort((a, b) => Number(a) - Number(b))
      const at = slopes.indexOf(source.get(id)) + Math.sign(steps)
      const slope = slopes[Math.min(Math.max(at, 0), slopes.length - 1)]
      source.setMany({ [id]: slope }, 'hand')
    }
  }

  #dragBand({ n, travel, q }: GrabbedBand, dTravel: number, gainDb: number, dGain: number): void {
    const source = this.#source()
    const frequencyHz = travelToFrequency(travel + dTravel)
    const frequency = clampValue(this.#row(n, 'frequency'), frequencyHz)
    if (hasGain(readBand(source, n).type)) {
      const gain = clampValue(this.#row(n, 'gain'), gainDb)
      const values = { [bandId(n, 'frequency')]: frequency, [bandId(n, 'gain')]: gain }
      source.setMany(values, 'hand')
      return
    }
    source.set(bandId(n, 'frequency'), frequency, 'hand')
    // A shape without gain is dragged up and down for its Q.
    const turned = fromNormalized(this.#row(n, 'q'), q + dGain / DECIBELS_OF_Q_TRAVEL)
    source.set(bandId(n, 'q'), turned, 'hand')
  }

  #row(n: BandNumber, row: 'frequency' | 'gain' | 'q' | 'range'): NumberRow {
    const found = findRow(this.#source().definition, bandId(n, row))
    if (found.kind === 'number') return found
    throw new Error(`${found.id}: must be a number`)
  }
}
