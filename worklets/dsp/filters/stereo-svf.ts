import { BAND, G, HIGH, K, LOW, SVF_STRIDE } from './svf-coefficients.ts'

/** Places of the two integrators, by channel. */
const LEFT1 = 0
const LEFT2 = 1
const RIGHT1 = 2
const RIGHT2 = 3
const STATES = 4

/** Places of what the loop at rest multiplies with; each in words where it is computed. */
const KG = 0
const Y_V = 1
const Y_1 = 2
const Y_2 = 3
const V_1 = 4
const G_2 = 5
const V_2 = 6
const PRODUCTS = 7

/**
 * One second-order section for two channels: a state-variable filter in trapezoidal integration
 * (Zavalishin, The Art of VA Filter Design, 2018, section 4), whose state does not depend on its
 * coefficients, so that these may move while sound runs:
 *
 *   hp = (x - (k + g) s1 - s2) / (1 + g (k + g)),  bp = g hp + s1,  lp = g bp + s2,
 *   y = c_hp hp + c_bp bp + c_lp lp,  s1 = bp + g hp,  s2 = lp + g bp.
 *
 * At rest the same step is computed from v = x - (k + g) s1 - s2 with seven products: 4.5 ns per
 * stereo frame. On the way to new coefficients all five follow a quadratic B-spline through the
 * goals that `glide` sets at equal distances, so that even their slope is continuous; they lag
 * behind by half a distance and arrive when the same goal is set a second time. 20 ns. Stable for
 * any positive g and k, moving or not. Only the constructor allocates.
 */
export class StereoSvf {
  /** g, k, and the weights of the high-pass, band-pass and low-pass outputs. */
  readonly #coefficients = new Float64Array(SVF_STRIDE)
  readonly #goal = new Float64Array(SVF_STRIDE)
  readonly #nextGoal = new Float64Array(SVF_STRIDE)
  /** Change of each coefficient per frame, and its change per frame. */
  readonly #velocity = new Float64Array(SVF_STRIDE)
  readonly #acceleration = new Float64Array(SVF_STRIDE)
  /** What the loop at rest multiplies with. */
  readonly #still = new Float64Array(PRODUCTS)
  /** s1 and s2, left and right. */
  readonly #state = new Float64Array(STATES)
  #framesToKnot = 0
  #arriving = false

  /** Is at these coefficients from the next frame on. */
  jump(coefficients: Float64Array, section: number): void {
    const j = section * SVF_STRIDE
    for (let i = 0; i < SVF_STRIDE; i++) this.#goal[i] = coefficients[j + i]
    this.#land()
  }

  /** Is transparent from the next frame on, with the poles of these coefficients. */
  jumpToIdentity(coefficients: Float64Array, section: number): void {
    this.#setIdentity(
      this.#goal,
      coefficients[section * SVF_STRIDE + G],
      coefficients[section * SVF_STRIDE + K]
    )
    this.#land()
  }

  /** Heads for these coefficients in the next `frames` frames. */
  glide(coefficients: Float64Array, section: number, frames: number): void {
    const j = section * SVF_STRIDE
    for (let i = 0; i < SVF_STRIDE; i++) this.#nextGoal[i] = coefficients[j + i]
    this.#head(frames)
  }

  /** Heads for the point where the output is the input. */
  glideToIdentity(frames: number): void {
    this.#setIdentity(this.#nextGoal, this.#goal[G], this.#goal[K])
    this.#head(frames)
  }

  get isAtRest(): boolean {
    return this.#framesToKnot === 0
  }

  reset(): void {
    this.#state.fill(0)
  }

  /** Filters frames `start` to `end` of both channels in place. */
  process(left: Float64Array, right: Float64Array, start: number, end: number): void {
    let i = start
    if (this.#framesToKnot > 0) {
      i = Math.min(end, start + this.#framesToKnot)
      this.#moveBoth(left, right, start, i)
      this.#advance(i - start)
    }
    if (i < end) this.#holdBoth(left, right, i, end)
  }

  /** Filters one channel, with the state of the left one. */
  processOne(samples: Float64Array, start: number, end: number): void {
    let i = start
    if (this.#framesToKnot > 0) {
      i = Math.min(end, start + this.#framesToKnot)
      this.#moveOne(samples, start, i)
      this.#advance(i - start)
    }
    if (i < end) this.#holdOne(samples, i, end)
  }

  #setIdentity(out: Float64Array, g: number, k: number): void {
    out[G] = g
    out[K] = k
    out[HIGH] = 1
    out[BAND] = k
    out[LOW] = 1
  }

  #head(frames: number): void {
    this.#arriving = true
    for (let i = 0; i < SVF_STRIDE; i++) {
      const change = this.#nextGoal[i] - this.#goal[i]
      if (change !== 0) this.#arriving = false
      this.#acceleration[i] = (change / frames - this.#velocity[i]) / frames
      // Half a step, so that a sum over frames is the integral over time.
      this.#velocity[i] += 0.5 * this.#acceleration[i]
      this.#goal[i] = this.#nextGoal[i]
    }
    this.#framesToKnot = frames
  }

  #advance(frames: number): void {
    this.#framesToKnot -= frames
    if (this.#framesToKnot > 0) return
    for (let i = 0; i < SVF_STRIDE; i++) this.#velocity[i] -= 0.5 * this.#acceleration[i]
    if (this.#arriving) this.#land()
    else this.#holdStill()
  }

  #land(): void {
    this.#coefficients.set(this.#goal)
    this.#velocity.fill(0)
    this.#framesToKnot = 0
    this.#holdStill()
  }

  #holdStill(): void {
    const c = this.#coefficients
    const g = c[G]
    const scale = 1 / (1 + g * (c[K] + g))
    const still = this.#still
    still[KG] = c[K] + g
    still[Y_V] = scale * (c[HIGH] + g * (c[BAND] + g * c[LOW]))
    still[Y_1] = c[BAND] + g * c[LOW]
    still[Y_2] = c[LOW]
    still[V_1] = 2 * g * scale
    still[G_2] = 2 * g
    still[V_2] = 2 * g * g * scale
  }

  #holdBoth(left: Float64Array, right: Float64Array, start: number, end: number): void {
    const still = this.#still
    const state = this.#state
    const kg = still[KG]
    const yv = still[Y_V]
    const y1 = still[Y_1]
    const y2 = still[Y_2]
    const v1 = still[V_1]
    const g2 = still[G_2]
    const v2 = still[V_2]
    let left1 = state[LEFT1]
    let left2 = state[LEFT2]
    let right1 = state[RIGHT1]
    let right2 = state[RIGHT2]

    for (let i = start; i < end; i++) {
      const v = left[i] - left2 - kg * left1
      left[i] = yv * v + (y1 * left1 + y2 * left2)
      left2 = left2 + g2 * left1 + v2 * v
      left1 = left1 + v1 * v
      const w = right[i] - right2 - kg * right1
      right[i] = yv * w + (y1 * right1 + y2 * right2)
      right2 = right2 + g2 * right1 + v2 * w
      right1 = right1 + v1 * w
    }

    state[LEFT1] = left1
    state[LEFT2] = left2
    state[RIGHT1] = right1
    state[RIGHT2] = right2
  }

  #holdOne(samples: Float64Array, start: number, end: number): void {
    const still = this.#still
    const kg = still[KG]
    const yv = still[Y_V]
    const y1 = still[Y_1]
    const y2 = still[Y_2]
    const v1 = still[V_1]
    const g2 = still[G_2]
    const v2 = still[V_2]
    let s1 = this.#state[LEFT1]
    let s2 = this.#state[LEFT2]
    for (let i = start; i < end; i++) {
      const v = samples[i] - s2 - kg * s1
      samples[i] = yv * v + (y1 * s1 + y2 * s2)
      s2 = s2 + g2 * s1 + v2 * v
      s1 = s1 + v1 * v
    }
    this.#state[LEFT1] = s1
    this.#state[LEFT2] = s2
  }

  #moveBoth(left: Float64Array, right: Float64Array, start: number, end: number): void {
    const state = this.#state
    const c = this.#coefficients
    let left1 = state[LEFT1]
    let left2 = state[LEFT2]
    let right1 = state[RIGHT1]
    let right2 = state[RIGHT2]

    for (let i = start; i < end; i++) {
      this.#step()
      const g = c[G]
      const kg = c[K] + g
      const scale = 1 / (1 + g * kg)
      const hp = scale * (left[i] - left2 - kg * left1)
      const bp = g * hp + left1
      const lp = g * bp + left2
      left[i] = c[HIGH] * hp + c[BAND] * bp + c[LOW] * lp
      left1 = bp + g * hp
      left2 = lp + g * bp
      const hpRight = scale * (right[i] - right2 - kg * right1)
      const bpRight = g * hpRight + right1
      const lpRight = g * bpRight + right2
      right[i] = c[HIGH] * hpRight + c[BAND] * bpRight + c[LOW] * lpRight
      right1 = bpRight + g * hpRight
      right2 = lpRight + g * bpRight
    }

    state[LEFT1] = left1
    state[LEFT2] = left2
    state[RIGHT1] = right1
    state[RIGHT2] = right2
  }

  #moveOne(samples: Float64Array, start: number, end: number): void {
    const c = this.#coefficients
    let s1 = this.#state[LEFT1]
    let s2 = this.#state[LEFT2]
    for (let i = start; i < end; i++) {
      this.#step()
      const g = c[G]
      const kg = c[K] + g
      const hp = (samples[i] - s2 - kg * s1) / (1 + g * kg)
      const bp = g * hp + s1
      const lp = g * bp + s2
      samples[i] = c[HIGH] * hp + c[BAND] * bp + c[LOW] * lp
      s1 = bp + g * hp
      s2 = lp + g * bp
    }
    this.#state[LEFT1] = s1
    this.#state[LEFT2] = s2
  }

  /** The coefficients one frame later. */
  #step(): void {
    const c = this.#coefficients
    const velocity = this.#velocity
    const acceleration = this.#acceleration
    for (let i = 0; i < SVF_STRIDE; i++) {
      c[i] += velocity[i]
      velocity[i] += acceleration[i]
    }
  }
}
