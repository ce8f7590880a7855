/**
 * Time constant of each of three equal poles in a row. They keep the sidebands of a control that
 * moves in steps, once per quantum or all at once, below -100 dB at 200 Hz from a tone and beyond.
 */
const POLE_SECONDS = 0.005

/** Places of the target and of the last pole. */
const TARGET = 0
const LAST = 3

/** Frames between two values. */
export const CONTROL_FRAMES = 16

/**
 * A control value on its way to a target, computed every CONTROL_FRAMES frames for what is costly
 * to derive from it (filter coefficients); between two values the derived thing is interpolated.
 * Reaches its target exactly, once it is within `tolerance`. Allocates nothing.
 */
export class ControlGlide {
  readonly #step: number
  readonly #tolerance: number
  /** The target, and behind it the outputs of the three poles. */
  readonly #poles = new Float64Array(LAST + 1)

  /** `poleSeconds`: longer for a control whose full range is a change of many dB at once. */
  constructor(sampleRate: number, tolerance: number, poleSeconds: number = POLE_SECONDS) {
    this.#step = 1 - Math.exp(-CONTROL_FRAMES / (poleSeconds * sampleRate))
    this.#tolerance = tolerance
  }

  get value(): number {
    return this.#poles[LAST]
  }

  get target(): number {
    return this.#poles[TARGET]
  }

  set target(target: number) {
    this.#poles[TARGET] = target
  }

  get settled(): boolean {
    return this.#poles[LAST] === this.#poles[TARGET]
  }

  jump(target: number): void {
    const poles = this.#poles
    for (let pole = 0; pole <= LAST; pole++) poles[pole] = target
  }

  /** Moves on by `steps` times CONTROL_FRAMES frames. */
  advance(steps: number): void {
    if (this.settled) return
    const poles = this.#poles
    const step = this.#step
    for (let i = 0; i < steps; i++) {
      for (let pole = 1; pole <= LAST; pole++) poles[pole] += step * (poles[pole - 1] - poles[pole])
    }
    const target = poles[TARGET]
    let left = 0
    for (let pole = 1; pole <= LAST; pole++) left += Math.abs(target - poles[pole])
    if (left >= this.#tolerance) return
    for (let pole = 1; pole <= LAST; pole++) poles[pole] = target
  }
}
