/**
 * A set of coefficients on straight lines to their targets: for loops whose coefficients are costly
 * to compute and cheap to move. Write to `target`, then `aim(frames)`. The loop adds `change` to
 * its copy of `current` at every frame and stores it back, so that the way does not depend on how
 * the sound is cut into blocks; when the frames have passed, `land` makes the targets exact.
 * Only the constructor allocates.
 */
export class CoefficientRamp {
  readonly current: Float64Array
  readonly target: Float64Array
  readonly change: Float64Array

  constructor(count: number) {
    this.current = new Float64Array(count)
    this.target = new Float64Array(count)
    this.change = new Float64Array(count)
  }

  aim(frames: number): void {
    const { current, target, change } = this
    for (let k = 0; k < current.length; k++) change[k] = (target[k] - current[k]) / frames
  }

  land(): void {
    this.current.set(this.target)
    this.change.fill(0)
  }
}
