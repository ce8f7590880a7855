import { MOTION_BITS, SINC_GROUP } from './sinc-reader.ts'

/** Frames to units of a motion. */
const MOTION_UNITS = 2 ** MOTION_BITS

/** Rates of the lines around the one that is set, as factors: 0.77 to 1.3, none a simple ratio. */
const RATE_SPREAD = 1.3

/**
 * Slow sinusoidal motion of several delay lines, each with a rate and a phase of its own, for
 * `SincReader.readMoving`: position, velocity and acceleration, set anew every so many frames such
 * that the position passes exactly through the sine at these moments and follows a parabola
 * between them (error below 1e-4 frames at 5 Hz and 64 frames). Costs a sine per line and call;
 * only the constructor allocates.
 */
export class LineMotion {
  /**
   * As `SincReader.readMoving` takes it: delay to add, change per group of frames, change of that,
   * in 2^-MOTION_BITS frames.
   */
  readonly motion: Int32Array
  rateHz = 0.5
  /** Largest distance from rest. */
  depthFrames = 0
  readonly #startPhases: Float64Array
  readonly #phases: Float64Array
  readonly #rates: Float64Array
  readonly #sampleRate: number

  /** Only lines with `moves(line)` move. */
  constructor(lines: number, sampleRate: number, moves: (line: number) => boolean) {
    this.#sampleRate = sampleRate
    this.motion = new Int32Array(3 * lines)
    const golden = (Math.sqrt(5) - 1) / 2
    this.#startPhases = Float64Array.from(
      { length: lines },
      (_, k) => 2 * Math.PI * ((k * golden) % 1)
    )
    this.#phases = this.#startPhases.slice()
    this.#rates = Float64Array.from({ length: lines }, (_, k) =>
      moves(k) ? RATE_SPREAD ** (2 * ((k * golden * golden) % 1) - 1) : 0
    )
  }

  reset(): void {
    this.#phases.set(this.#startPhases)
    for (let k = 0; k < this.#phases.length; k++) {
      const sine = this.#rates[k] === 0 ? 0 : Math.sin(this.#phases[k])
      this.motion[3 * k] = Math.round(MOTION_UNITS * this.depthFrames * sine)
    }
  }

  /** Aims every line at where it is to be `frames` frames on, a multiple of SINC_GROUP. */
  aim(frames: number): void {
    const { motion, depthFrames, rateHz } = this
    const phases = this.#phases
    const steps = frames / SINC_GROUP
    const radiansPerStep = (2 * Math.PI * SINC_GROUP * rateHz) / this.#sampleRate
    for (let k = 0; k < phases.length; k++) {
      if (this.#rates[k] === 0) continue
      const turn = this.#rates[k] * radiansPerStep
      phases[k] += turn * steps
      if (phases[k] > Math.PI) phases[k] -= 2 * Math.PI
      const from = motion[3 * k]
      const to = MOTION_UNITS * depthFrames * Math.sin(phases[k])
      const acceleration = Math.round(-0.5 * turn * turn * (from + to))
      motion[3 * k + 2] = acceleration
      motion[3 * k + 1] = Math.round((to - from) / steps - (acceleration * (steps - 1)) / 2)
    }
  }
}
